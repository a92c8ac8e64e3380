import { compareMoney, subtractMoney, zeroMoney } from '../../kernel';
import type { Order } from '../../model/order';
import { amountOrZero } from './amount';
import { magentoInstant } from './time';
import type { MagentoOrder } from './schema';

const CANCELLED = 'canceled';
const CLOSED = 'closed';
const COMPLETE = 'complete';
const PROCESSING = 'processing';

/** States in which the merchant or the gateway has yet to decide, whatever was paid. */
const WAITING: ReadonlySet<string> = new Set(['holded', 'payment_review']);

/** Magento's status of an order that its payment method suspects of fraud. */
const SUSPECTED = 'fraud';

/**
 * Paid means that the money came in: what was paid covers what is still ordered. The state alone does
 * not tell: `processing` is also an order that was shipped and will be paid by cheque or on delivery.
 * `complete` needs invoices for everything, so it counts as paid even where an extension keeps no
 * `base_total_paid`. An unknown state is not yet paid.
 */
export function magentoStatus(order: MagentoOrder): Order['status'] {
	const state = (order.state ?? '').toLowerCase();
	if (state === CANCELLED) return 'cancelled';
	if (state === CLOSED) return 'refunded';
	if (WAITING.has(state) || order.status === SUSPECTED) return 'pending';
	if (state !== COMPLETE && !isPaid(order, state)) return 'pending';
	const { base_currency_code: currency } = order;
	const refunded = amountOrZero(order.base_total_refunded, currency);
	if (refunded.amountMinor <= 0n) return 'paid';
	const paid = amountOrZero(order.base_total_paid, currency);
	return compareMoney(refunded, paid) >= 0 ? 'refunded' : 'partially_refunded';
}

/** Whether the whole order, not only some pieces of it, was cancelled. */
export function isWhollyCancelled({ state }: MagentoOrder): boolean {
	return (state ?? '').toLowerCase() === CANCELLED;
}

function isPaid(order: MagentoOrder, state: string): boolean {
	const { base_currency_code: currency } = order;
	const due = subtractMoney(
		amountOrZero(order.base_grand_total, currency),
		amountOrZero(order.base_total_canceled, currency),
	);
	// Nothing to pay: gift cards or store credit paid it all, and Magento goes on to processing.
	if (compareMoney(due, zeroMoney(currency)) <= 0) return state === PROCESSING;
	return compareMoney(amountOrZero(order.base_total_paid, currency), due) >= 0;
}

/**
 * Magento keeps no time of payment with the order. The first entry of its history in a state that
 * follows payment stands in for it, else the order's last change.
 */
export function magentoPaidAt(
	order: MagentoOrder,
	status: Order['status'],
	updatedAt: string,
): string | null {
	if (status === 'pending' || status === 'cancelled') return null;
	const times = order.status_histories.flatMap((entry) =>
		entry.created_at !== null && (entry.status === PROCESSING || entry.status === COMPLETE)
			? [magentoInstant(entry.created_at)]
			: [],
	);
	return times.sort()[0] ?? updatedAt;
}
