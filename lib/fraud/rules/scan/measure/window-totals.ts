import type { AffiliateDay } from '../../../../model/affiliate-day';
import type { AffiliateFacts } from '../../../facts/affiliate-facts';
import { daysBefore } from './calendar-date';

/** Sums over some days. Money is in minor units, for statistics only. */
export interface DayTotals {
	readonly clicks: number;
	readonly unseenOpenings: number;
	readonly orders: number;
	/** Orders that came by a click, never more than there are clicks: successes of a rate. */
	readonly conversions: number;
	readonly orderValue: number;
	readonly refundedOrders: number;
	readonly disputedOrders: number;
}

export interface WindowTotals {
	readonly own: DayTotals;
	/** The programme without the affiliate, so that a big one is not compared with itself. */
	readonly rest: DayTotals;
}

/** Totals of the last days up to `lastDate`, of the affiliate and of everybody else. */
export function windowTotals(
	{ days, programmeDays, lastDate }: AffiliateFacts,
	windowDays: number,
): WindowTotals {
	const firstDate = daysBefore(lastDate, windowDays - 1);
	const isInside = ({ date }: AffiliateDay) => date >= firstDate && date <= lastDate;
	const own = sums(days.filter(isInside));
	return {
		own: totalsOf(own),
		rest: totalsOf(difference(sums(programmeDays.filter(isInside)), own)),
	};
}

/** The totals of one programme day without one affiliate; `own` is null for a day without any. */
export function restOfDay(programmeDay: AffiliateDay, own: AffiliateDay | null): DayTotals {
	return totalsOf(difference(sums([programmeDay]), sums(own === null ? [] : [own])));
}

/** The totals of one day. */
export function totalsOfDay(day: AffiliateDay): DayTotals {
	return totalsOf(sums([day]));
}

const SUMMED = [
	'clicks',
	'unseenOpenings',
	'orders',
	'couponOrders',
	'orderValue',
	'refundedOrders',
	'disputedOrders',
] as const;

type Sums = Readonly<Record<(typeof SUMMED)[number], number>>;

function sums(days: readonly AffiliateDay[]): Sums {
	const total = { ...NOTHING };
	for (const day of days) for (const name of SUMMED) total[name] += day[name];
	return total;
}

const NOTHING = {
	clicks: 0,
	unseenOpenings: 0,
	orders: 0,
	couponOrders: 0,
	orderValue: 0,
	refundedOrders: 0,
	disputedOrders: 0,
};

function difference(all: Sums, part: Sums): Sums {
	const rest = { ...NOTHING };
	for (const name of SUMMED) rest[name] = Math.max(0, all[name] - part[name]);
	return rest;
}

function totalsOf({ couponOrders, ...others }: Sums): DayTotals {
	const { clicks, orders } = others;
	return {
		...others,
		conversions: Math.min(clicks, Math.max(0, orders - couponOrders)),
		refundedOrders: Math.min(orders, others.refundedOrders),
		disputedOrders: Math.min(orders, others.disputedOrders),
	};
}
