import type { AffiliateDay } from '../../../model/affiliate-day';
import type { StoreContext } from '../../engine';
import { clickDays, type ClickDay } from './click-days';
import { orderDays, type OrderDay } from './order-days';
import type { ScanSpan } from './scan-span';

const NO_CLICKS: Omit<ClickDay, 'affiliateId' | 'date'> = {
	clicks: 0,
	rawClicks: 0,
	machineClicks: 0,
	repeatClicks: 0,
	unseenOpenings: 0,
	distinctNetworks: 0,
	distinctAgents: 0,
	emptyReferrers: 0,
};

const NO_ORDERS: Omit<OrderDay, 'affiliateId' | 'date'> = {
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

/** Merges what clicks and orders tell of each day; both come by affiliate and day. */
export async function* affiliateDays(
	context: StoreContext,
	span: ScanSpan,
): AsyncGenerator<AffiliateDay> {
	const clicks = clickDays(context, span);
	const orders = orderDays(context, span);
	let clicked = await clicks.next();
	let ordered = await orders.next();
	while (clicked.done !== true || ordered.done !== true) {
		const clickDay: ClickDay | null = clicked.done === true ? null : clicked.value;
		const orderDay: OrderDay | null = ordered.done === true ? null : ordered.value;
		const takesClicks = clickDay !== null && !isBefore(orderDay, clickDay);
		const takesOrders = orderDay !== null && !isBefore(clickDay, orderDay);
		const { affiliateId, date } = (takesClicks ? clickDay : orderDay) as ClickDay | OrderDay;
		yield {
			...NO_CLICKS,
			...NO_ORDERS,
			...(takesClicks ? clickDay : {}),
			...(takesOrders ? orderDay : {}),
			affiliateId,
			date,
		};
		if (takesClicks) clicked = await clicks.next();
		if (takesOrders) ordered = await orders.next();
	}
}

type DayKey = Pick<AffiliateDay, 'affiliateId' | 'date'>;

function isBefore(a: DayKey | null, b: DayKey): boolean {
	if (a === null) return false;
	return a.affiliateId === b.affiliateId ? a.date < b.date : a.affiliateId < b.affiliateId;
}
