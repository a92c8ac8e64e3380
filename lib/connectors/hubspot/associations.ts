import { dealContactsPath } from './api-paths';
import { inChunks } from '../vendor';
import type { HubSpotClient } from './client';
import { failureOfBody, unansweredFailure, type HubSpotFailure } from './failure';
import { BATCH_LIMIT } from './record-types';
import { associateAnswerSchema, associationsAnswerSchema } from './schema';

export interface DealContact {
	readonly dealId: string;
	readonly contactId: string;
}

/**
 * Ties deals to contacts with HubSpot's default association, which may be sent any number of
 * times. Returns what did not work, by deal id.
 */
export async function associateDeals(
	client: HubSpotClient,
	pairs: readonly DealContact[],
): Promise<Map<string, HubSpotFailure>> {
	const unique = [
		...new Map(pairs.map((pair) => [`${pair.dealId}/${pair.contactId}`, pair])).values(),
	];
	const failures = new Map<string, HubSpotFailure>();
	for (const chunk of inChunks(unique, BATCH_LIMIT)) {
		const answer = await client.call({
			method: 'POST',
			path: `${dealContactsPath(client.apiVersion)}/batch/associate/default`,
			body: {
				inputs: chunk.map(({ dealId, contactId }) => ({
					from: { id: dealId },
					to: { id: contactId },
				})),
			},
			safety: 'repeatable',
		});
		if (!answer.ok) {
			for (const { dealId } of chunk) failures.set(dealId, answer.failure);
			continue;
		}
		const { results, errors } = associateAnswerSchema.parse(answer.body);
		const tied = new Set(results.map(({ from, to }) => `${from.id}/${to.id}`));
		const [error] = errors;
		for (const { dealId, contactId } of chunk) {
			// The pair comes back in both directions or in one, depending on the version.
			if (tied.has(`${dealId}/${contactId}`) || tied.has(`${contactId}/${dealId}`)) continue;
			failures.set(dealId, error === undefined ? unansweredFailure() : failureOfBody(error));
		}
	}
	return failures;
}

/** Ids of the contacts that each deal is tied to. */
export async function readDealContacts(
	client: HubSpotClient,
	dealIds: readonly string[],
): Promise<
	| { readonly ok: true; readonly contactIds: ReadonlyMap<string, readonly string[]> }
	| { readonly ok: false; readonly failure: HubSpotFailure }
> {
	const contactIds = new Map<string, readonly string[]>();
	for (const chunk of inChunks(dealIds, BATCH_LIMIT)) {
		const answer = await client.call({
			method: 'POST',
			path: `${dealContactsPath(client.apiVersion)}/batch/read`,
			body: { inputs: chunk.map((id) => ({ id })) },
			safety: 'repeatable',
		});
		if (!answer.ok) return answer;
		for (const { from, to } of associationsAnswerSchema.parse(answer.body).results) {
			contactIds.set(
				from.id,
				to.map(({ toObjectId }) => toObjectId),
			);
		}
	}
	return { ok: true, contactIds };
}
