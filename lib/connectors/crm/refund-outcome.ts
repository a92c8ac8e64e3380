import {
	combineOutcomes,
	isBad,
	skippedOutcome,
	type RecordOutcome,
	type SyncOutcome,
} from './outcomes';
import type { RefundWrite } from './connector';

/** How a CRM calls what a refund is booked on. */
export interface RefundWords {
	readonly vendor: string;
	/** Such as 'deal'. */
	readonly purchase: string;
	/** Why no contact could be changed. */
	readonly noContact: string;
}

/**
 * What became of a refund, from what became of its purchase and contact, both by the key of the
 * purchase. A purchase that is not there yet is a normal end (`purchase_not_found`).
 */
export function refundOutcome(
	{ purchaseKey, contact: wanted }: RefundWrite,
	purchases: ReadonlyMap<string, RecordOutcome>,
	contacts: ReadonlyMap<string, RecordOutcome>,
	{ vendor, purchase: name, noContact }: RefundWords,
): SyncOutcome {
	const purchase = purchases.get(purchaseKey);
	if (purchase === undefined) {
		return skippedOutcome('purchase_not_found', `${vendor} has no ${name} of this order yet`);
	}
	const contact = contacts.get(purchaseKey) ?? null;
	const combined = combineOutcomes({ contact, purchase }, vendor);
	if (contact !== null || isBad(purchase) || wanted.length === 0) return combined;
	return { ...combined, skipped: [...combined.skipped, `contact: ${noContact}`] };
}
