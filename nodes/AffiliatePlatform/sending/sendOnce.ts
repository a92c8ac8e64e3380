import {
	duplicateOutcome,
	rejectedOutcome,
	type PlatformOutcome,
} from '../../../lib/connectors/affiliate-platform';
import { contentHash } from '../../../lib/kernel';
import { toJson } from '../../../lib/model/json';
import type { SendState } from '../../../lib/ports/send-store';
import type { PlatformMemory } from './memory';

export interface OneSending {
	/** Such as `conversion`. */
	readonly object: string;
	/** What makes it one: an order id, or that of an order and its refund. */
	readonly recordKey: string;
	/** What is sent; the same key with other content is a conflict. */
	readonly content: object;
	/** Looks for it on the platform; undefined where that cannot be told. */
	find(): Promise<{ readonly externalId: string } | null | undefined>;
	send(): Promise<PlatformOutcome>;
	/** Whether to send again what an earlier run sent without learning what became of it. */
	readonly resendsUnanswered: boolean;
}

/**
 * Sends what the platform itself would take twice. It is begun in the workspace's store first, so that
 * of two runs one sends; what a run did not learn the end of is looked for before it is sent again.
 */
export async function sendOnce(
	memory: PlatformMemory,
	sending: OneSending,
): Promise<PlatformOutcome> {
	const { sends } = await memory.store();
	const key = memory.key(sending.object, sending.recordKey);
	const hash = contentHash(toJson(sending.content));
	const state = await sends.begin(key, hash, memory.now());
	if (state.state === 'settled') return settled(state, hash);
	if (state.state === 'open') {
		const found = await sending.find();
		if (found) {
			await sends.settle(key, { externalId: found.externalId, reference: null }, memory.now());
			return duplicateOutcome(found.externalId, 'An earlier run has sent it', null);
		}
		if (found === undefined && !sending.resendsUnanswered) return unanswered(state.begunAt);
		if (found === null && !sending.resendsUnanswered && isFresh(state.begunAt, memory)) {
			return unanswered(state.begunAt);
		}
	}
	const outcome = await sending.send();
	const { externalId, confirmation } = outcome;
	if (outcome.outcome === 'rejected' || outcome.outcome === 'failed') {
		// What may have arrived stays begun: the next run looks for it.
		if (!outcome.isUncertain) await sends.withdraw(key);
	} else {
		await sends.settle(
			key,
			{ externalId, reference: confirmation?.by === 'operation' ? confirmation.reference : null },
			memory.now(),
		);
	}
	return outcome;
}

function settled(
	{ contentHash: before, externalId }: Extract<SendState, { state: 'settled' }>,
	hash: string,
): PlatformOutcome {
	if (before === hash) return duplicateOutcome(externalId, 'It was sent before', null);
	return rejectedOutcome({
		reason: 'The platform was told this before, with another amount or another affiliate',
		hint: "Use 'Adjust' or 'Mirror' for what changed in an order; a payment needs a number of its own.",
	});
}

/** Platforms that queue what they take may not list it for a while. */
const QUEUE_MILLISECONDS = 60 * 60 * 1_000;

function isFresh(begunAt: string, memory: PlatformMemory): boolean {
	return Date.parse(memory.now()) - Date.parse(begunAt) < QUEUE_MILLISECONDS;
}

function unanswered(begunAt: string): PlatformOutcome {
	return {
		...rejectedOutcome({
			reason: `A run that began at ${begunAt} sent this and did not learn what became of it`,
			hint: "Look for it on the platform. If it is not there an hour later, switch on the option 'Send Unanswered Again'.",
		}),
		outcome: 'failed',
		retryable: true,
		isUncertain: true,
	};
}
