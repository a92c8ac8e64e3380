import type { Instant, Money } from '../../kernel';
import type { FieldWrite } from '../../model/field-write';
import type { Refund } from '../../model/refund';
import { mapFields } from './map-fields';
import { commissionView, lifetimeView, orderKey, type PurchaseFacts } from './purchase-view';
import type { CrmMapping, LedgerAnswer } from './schema';

export interface MappedRefund {
	/** `<store>:<order id>`. */
	readonly purchaseKey: string;
	readonly refundId: string;
	readonly amount: Money;
	readonly occurredAt: Instant;
	/** Null where the item does not tell who bought. */
	readonly email: string | null;
	readonly purchase: readonly FieldWrite[];
	readonly contact: readonly FieldWrite[];
}

/**
 * Refunds that the ledger had applied when it booked an order: they came before it, or while its
 * purchase could not be written. Contact and commission are the purchase's business. Pure.
 */
export function mapAppliedRefunds({ order, ledger }: PurchaseFacts): MappedRefund[] {
	return (ledger?.refunds ?? []).map(({ refundId, total }) => ({
		purchaseKey: orderKey(order),
		refundId,
		amount: total,
		occurredAt: order.updatedAt,
		email: order.customer.email,
		purchase: [],
		contact: [],
	}));
}

/**
 * What a refund changes in a CRM: the refunded amount and the commission left on the purchase, the
 * lifetime value and order count on the contact, through the same mapping as purchases. Pure.
 */
export function mapRefund(
	refund: Refund,
	ledger: LedgerAnswer | null,
	mapping: CrmMapping,
	email: string | null = null,
): MappedRefund {
	return {
		purchaseKey: orderKey(refund),
		refundId: refund.refundId,
		amount: refund.total,
		occurredAt: refund.createdAt,
		email,
		purchase: mapFields(commissionView(ledger?.commissions ?? []), mapping.purchase),
		contact: mapFields(lifetimeView(ledger?.customer ?? null), mapping.contact),
	};
}
