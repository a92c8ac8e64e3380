import type { Instant, Money } from '../../kernel';
import type { FieldWrite } from '../../model/field-write';
import type { Order } from '../../model/order';
import { mapFields } from './map-fields';
import { orderKey, purchaseView, type PurchaseFacts } from './purchase-view';
import type { CrmMapping } from './schema';

export interface MappedPurchase {
	readonly contact: readonly FieldWrite[];
	/** `key` is `<store>:<order id>`. */
	readonly purchase: { readonly key: string; readonly writes: readonly FieldWrite[] };
	readonly stage: 'pending' | 'paid' | 'cancelled';
	/** What the customer paid in all. */
	readonly amount: Money;
	readonly occurredAt: Instant;
}

/** What a purchase changes in a CRM. Pure. */
export function mapPurchase(facts: PurchaseFacts, mapping: CrmMapping): MappedPurchase {
	const { order } = facts;
	const view = purchaseView(facts);
	return {
		contact: mapFields(view, mapping.contact),
		purchase: { key: orderKey(order), writes: mapFields(view, mapping.purchase) },
		stage: stageOf(order),
		amount: order.totals.total,
		occurredAt: order.paidAt ?? order.createdAt,
	};
}

/**
 * Puts purchases in the order in which they may overwrite each other: what the ledger counted
 * later, then what was ordered later, then what was changed later goes last.
 */
export function comparePurchases(a: PurchaseFacts, b: PurchaseFacts): number {
	const counted = (a.ledger?.customer?.orderCount ?? 0) - (b.ledger?.customer?.orderCount ?? 0);
	if (counted !== 0) return counted;
	const ordered = compareText(a.order.createdAt, b.order.createdAt);
	return ordered === 0 ? compareText(a.order.updatedAt, b.order.updatedAt) : ordered;
}

function stageOf({ status }: Order): MappedPurchase['stage'] {
	switch (status) {
		case 'pending':
			return 'pending';
		case 'paid':
		case 'partially_refunded':
			return 'paid';
		case 'refunded':
		case 'cancelled':
		case 'voided':
			return 'cancelled';
	}
}

function compareText(a: string, b: string): number {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}
