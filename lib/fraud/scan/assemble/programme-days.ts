import type { AffiliateDay } from '../../../model/affiliate-day';

/**
 * Sums the days of all affiliates by date, oldest first, with an empty `affiliateId`. Takes the days
 * one by one, so that they can come from a stream.
 */
export class ProgrammeDays {
	private readonly byDate = new Map<string, AffiliateDay>();

	add(day: AffiliateDay): void {
		const total = this.byDate.get(day.date) ?? emptyDay(day.date);
		for (const name of COUNTED) total[name] += day[name];
		this.byDate.set(day.date, total);
	}

	days(): AffiliateDay[] {
		return [...this.byDate.values()]
			.sort((a, b) => (a.date < b.date ? -1 : 1))
			.map((day) => ({ ...day }));
	}
}

/** The days of a programme; see `ProgrammeDays`. */
export function programmeDays(days: Iterable<AffiliateDay>): AffiliateDay[] {
	const totals = new ProgrammeDays();
	for (const day of days) totals.add(day);
	return totals.days();
}

/** What the others did on a day of the programme. */
export function withoutDay(total: AffiliateDay, own: AffiliateDay): AffiliateDay {
	const rest = emptyDay(total.date);
	for (const name of COUNTED) rest[name] = Math.max(0, total[name] - own[name]);
	return rest;
}

/** All days in one, under the date of the last: for shares and averages. */
export function allInOne(days: readonly AffiliateDay[]): AffiliateDay {
	const total = emptyDay(days.at(-1)?.date ?? '');
	for (const day of days) for (const name of COUNTED) total[name] += day[name];
	return total;
}

/** A day on which nothing happened. */
export function emptyDay(date: string): AffiliateDay {
	return {
		affiliateId: '',
		date,
		clicks: 0,
		rawClicks: 0,
		machineClicks: 0,
		repeatClicks: 0,
		unseenOpenings: 0,
		distinctNetworks: 0,
		distinctAgents: 0,
		emptyReferrers: 0,
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

const COUNTED = [
	'clicks',
	'rawClicks',
	'machineClicks',
	'repeatClicks',
	'unseenOpenings',
	'distinctNetworks',
	'distinctAgents',
	'emptyReferrers',
	'orders',
	'orderValue',
	'customers',
	'newCustomers',
	'couponOrders',
	'refundedOrders',
	'disputedOrders',
	'fastOrders',
	'nightOrders',
] as const satisfies ReadonlyArray<keyof AffiliateDay>;
