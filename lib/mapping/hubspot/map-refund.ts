import type { Money } from '../../kernel';
import type { Refund } from '../../model/refund';
import { mapFields, type MappedProperty } from './map-fields';
import { commissionView, lifetimeView, orderKey, type PurchaseFacts } from './purchase-view';
import type { HubSpotMapping, LedgerAnswer } from './schema';

export interface MappedRefund {
	readonly dealKey: string;
	readonly refundId: string;
	readonly amount: Money;
	readonly deal: readonly MappedProperty[];
	readonly contact: readonly MappedProperty[];
}

/**
 * Refunds that the ledger had applied when it booked an order: they came before it, or while its
 * deal could not be written. Contact and commission are the purchase's business. Pure.
 */
export function mapAppliedRefunds({ order, ledger }: PurchaseFacts): MappedRefund[] {
	return (ledger?.refunds ?? []).map(({ refundId, total }) => ({
		dealKey: orderKey(order),
		refundId,
		amount: total,
		deal: [],
		contact: [],
	}));
}

/**
 * What a refund changes in HubSpot: the refunded amount and the commission left on the deal, the
 * lifetime value and order count on the contact, through the same mapping as purchases. Pure.
 */
export function mapRefund(
	refund: Refund,
	ledger: LedgerAnswer | null,
	mapping: HubSpotMapping,
): MappedRefund {
	return {
		dealKey: orderKey(refund),
		refundId: refund.refundId,
		amount: refund.total,
		deal: mapFields(commissionView(ledger?.commissions ?? []), mapping.deal),
		contact: mapFields(lifetimeView(ledger?.customer ?? null), mapping.contact),
	};
}
