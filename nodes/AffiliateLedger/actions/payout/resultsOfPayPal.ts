import type { PayPalItem } from '../../../../lib/connectors/paypal';
import type { PayoutResult } from '../../../../lib/ledger/payouts';

/** Between PayPal's id of the batch and its id of the item; neither has one in it. */
const JOINT = '/';

/**
 * What PayPal says of each payout; pending ones have no result yet. The reference of a payout keeps
 * the id of its batch, so that PayPal can be asked again when money comes back later.
 */
export function resultsOfPayPal(
	batchReference: string,
	items: readonly PayPalItem[],
): PayoutResult[] {
	return items.flatMap(({ payoutId, outcome, providerReference, reason }) => {
		if (outcome === 'pending') return [];
		const reference =
			providerReference === null ? batchReference : `${batchReference}${JOINT}${providerReference}`;
		return [{ payoutId, outcome, providerReference: reference, reason }];
	});
}

/** PayPal's id of the batch that a payout was sent in. */
export function batchReferenceOf(providerReference: string): string {
	return providerReference.split(JOINT)[0] ?? providerReference;
}
