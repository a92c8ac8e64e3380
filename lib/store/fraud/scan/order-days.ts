import { toMilliseconds } from '../../../kernel';
import type { AffiliateDay } from '../../../model/affiliate-day';
import type { StoreContext } from '../../engine';
import { PURCHASE } from '../../history/real-orders';
import { creditedTouches } from '../../journeys/credited-touches';
import type { ConversionFacts } from './conversion-facts';
import type { ScanSpan } from './scan-span';
import { scannedConversions } from './scanned-conversions';

/** The part of a day that its orders tell. */
export type OrderDay = Pick<
	AffiliateDay,
	| 'affiliateId'
	| 'date'
	| 'orders'
	| 'orderValue'
	| 'customers'
	| 'newCustomers'
	| 'couponOrders'
	| 'refundedOrders'
	| 'disputedOrders'
	| 'fastOrders'
	| 'nightOrders'
>;

/** From five o'clock UTC on it is not night any more. */
const MORNING = '05';

const FAST_MILLISECONDS = 60_000;

/** Days with orders, by affiliate and day. An order counts for the affiliate of its last touch. */
export async function* orderDays(context: StoreContext, span: ScanSpan): AsyncGenerator<OrderDay> {
	let day: DayTally | null = null;
	for await (const order of scannedConversions(context, span, async (_tx, rows) => rows)) {
		const { credited_affiliate_id: affiliateId, ordered_at: orderedAt } = order;
		if (affiliateId === null || order.kind !== PURCHASE) continue;
		const date = orderedAt.slice(0, 10);
		if (day !== null && !day.is(affiliateId, date)) {
			yield day.totals();
			day = null;
		}
		day ??= new DayTally(affiliateId, date);
		day.add(order);
	}
	if (day !== null) yield day.totals();
}

/** Adds the orders of one affiliate on one day up. */
class DayTally {
	readonly #customers = new Set<string>();

	readonly #newCustomers = new Set<string>();

	readonly #day: { -readonly [Key in keyof OrderDay]: OrderDay[Key] };

	constructor(affiliateId: string, date: string) {
		this.#day = {
			affiliateId,
			date,
			orders: 0,
			orderValue: 0,
			customers: 0,
			newCustomers: 0,
			couponOrders: 0,
			refundedOrders: 0,
			disputedOrders: 0,
			fastOrders: 0,
			nightOrders: 0,
		};
	}

	is(affiliateId: string, date: string): boolean {
		return this.#day.affiliateId === affiliateId && this.#day.date === date;
	}

	add(order: ConversionFacts): void {
		const day = this.#day;
		const { customer_key: customerKey, ordered_at: orderedAt } = order;
		day.orders += 1;
		day.orderValue += Number(order.base_minor);
		if (customerKey !== null) {
			this.#customers.add(customerKey);
			if (order.has_earlier_order === 0) this.#newCustomers.add(customerKey);
		}
		const touches = creditedTouches(order.touches).filter(
			({ affiliateId }) => affiliateId === day.affiliateId,
		);
		if (touches.length > 0 && touches.every(({ kind }) => kind === 'coupon')) day.couponOrders += 1;
		day.refundedOrders += order.is_refunded;
		day.disputedOrders += order.is_disputed;
		const isFast = touches.some(
			({ clickId, occurredAt }) =>
				clickId !== null &&
				toMilliseconds(orderedAt) - toMilliseconds(occurredAt) < FAST_MILLISECONDS,
		);
		if (isFast) day.fastOrders += 1;
		if (orderedAt.slice(11, 13) < MORNING) day.nightOrders += 1;
	}

	totals(): OrderDay {
		return {
			...this.#day,
			customers: this.#customers.size,
			newCustomers: this.#newCustomers.size,
		};
	}
}
