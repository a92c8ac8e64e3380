import { z } from 'zod/v4';
import {
	acceptedOutcome,
	confirmedOutcome,
	failureOutcome,
	lenientText,
	platformError,
	rejectedOutcome,
	requireId,
	type PlatformOutcome,
} from '../affiliate-platform';
import type { VendorAnswer } from '../vendor';
import type { ImpactClient } from './client';
import { IMPACT_WORDS, QUEUE_HINTS } from './failure';
import { submissionSchema } from './schema';

const queuedSchema = z.object({ Status: lenientText, QueuedUri: lenientText });

/** What became of a write that Impact queues: it is taken in, and nothing more is known. */
export function queuedOutcome(
	answer: VendorAnswer,
	externalId: string | null,
	sent: readonly string[] = [],
): PlatformOutcome {
	if (!answer.ok) return failureOutcome(answer.failure, IMPACT_WORDS, sent);
	const { body } = answer.response;
	const read = queuedSchema.safeParse(body);
	const submission = read.success ? submissionOf(read.data.QueuedUri) : null;
	if (submission === null) {
		// Taken in without a number: only the list of actions can tell.
		return acceptedOutcome(externalId, { by: 'list', reference: externalId ?? '' }, body);
	}
	return acceptedOutcome(externalId, { by: 'operation', reference: submission }, body);
}

function submissionOf(uri: string | null): string | null {
	return /\/APISubmissions\/([^/?]+)/.exec(uri ?? '')?.[1] ?? null;
}

/** By the number of the submission; Impact keeps it for 90 days. */
export async function confirmSubmission(
	client: ImpactClient,
	reference: string,
): Promise<PlatformOutcome> {
	const id = requireId(reference, 'reference');
	const answer = await client.get(`/APISubmissions/${encodeURIComponent(id)}`);
	if (!answer.ok) {
		if (answer.failure.status !== 404) throw platformError(answer.failure, IMPACT_WORDS);
		return rejectedOutcome({
			reason: 'Impact knows no such submission, or does not keep it any more',
			hint: 'Look for the order among the actions.',
			field: 'reference',
		});
	}
	const { body } = answer.response;
	const read = submissionSchema.safeParse(body);
	const status = read.success ? (read.data.Status?.toUpperCase() ?? '') : '';
	if (!read.success || !status.startsWith('COMPLETE')) {
		return acceptedOutcome(null, { by: 'operation', reference }, body);
	}
	const { ErrorType: type, ErrorCode: code, ErrorReason: reason, ActionId, ResultUri } = read.data;
	const error = code ?? type;
	if (error === null && reason === null) {
		return confirmedOutcome(ActionId ?? actionOf(ResultUri), body);
	}
	const name = error ?? '';
	return rejectedOutcome(
		{
			reason: `Impact did not take it (${name}${reason === null ? '' : `: ${reason}`})`,
			hint: QUEUE_HINTS[name] ?? 'Correct it, and send it again.',
		},
		body,
	);
}

function actionOf(uri: string | null): string | null {
	return /\/Actions\/([^/?]+)/.exec(uri ?? '')?.[1] ?? null;
}
