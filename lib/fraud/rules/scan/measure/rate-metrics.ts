import { binomialLowerTail, binomialUpperTail, poissonUpperTail } from '../../../../statistics';
import { percentText } from './percent-text';
import type { DayTotals } from './window-totals';

/** One day of an affiliate beside the rest of its programme. */
export interface ComparedDay {
	readonly date: string;
	readonly own: DayTotals;
	readonly rest: DayTotals;
}

/** Something that can be unusual of a day. */
export interface RateMetric {
	readonly name: 'clicks' | 'conversionRate' | 'orderValue' | 'refunds';
	/** The affiliate against the rest of the programme; null when either is too small to tell. */
	relative(day: ComparedDay): number | null;
	/** Whether the change is large, and more than chance makes. */
	isMaterial(day: ComparedDay, value: number, usual: number): boolean;
	text(day: ComparedDay, usual: number): string;
}

/** Below it the rest of the programme has no trend to divide by. */
const REST_CLICKS = 20;
const RATE_CLICKS = 50;
const VALUE_ORDERS = 5;

/** Smaller changes are no matter, however regular the days before were. */
const FACTOR_OF_TWO = Math.LN2;
const REFUND_POINTS = 0.2;

/** Chance of a count, on top of the robust z. */
const CHANCE = 0.0001;

/** Refunds are expected at least at this rate, so that a first one is no wonder. */
const LEAST_REFUND_RATE = 0.02;

/** More clicks than the trend explains. Fewer are no fraud: a campaign ended. */
const clicks: RateMetric = {
	name: 'clicks',
	relative: ({ own, rest }) =>
		rest.clicks < REST_CLICKS ? null : Math.log((own.clicks + 1) / (rest.clicks + 1)),
	isMaterial: (day, value, usual) =>
		day.own.clicks >= RATE_CLICKS &&
		value - usual >= FACTOR_OF_TWO &&
		poissonUpperTail(day.own.clicks, expectedClicks(day, usual)) < CHANCE,
	text: (day, usual) =>
		`${day.own.clicks} clicks, ${expectedClicks(day, usual).toFixed(0)} expected`,
};

function expectedClicks({ rest }: ComparedDay, usual: number): number {
	return Math.max(1, Math.exp(usual) * (rest.clicks + 1));
}

const conversionRate: RateMetric = {
	name: 'conversionRate',
	relative: ({ own, rest }) =>
		own.clicks < RATE_CLICKS || rest.clicks < RATE_CLICKS
			? null
			: Math.log(smoothedRate(own) / smoothedRate(rest)),
	isMaterial(day, value, usual) {
		const { conversions, clicks: trials } = day.own;
		const expected = expectedRate(day, usual);
		const chance =
			value > usual
				? binomialUpperTail(conversions, trials, expected)
				: binomialLowerTail(conversions, trials, expected);
		return Math.abs(value - usual) >= FACTOR_OF_TWO && chance < CHANCE;
	},
	text: (day, usual) =>
		`${day.own.conversions} orders of ${day.own.clicks} clicks, ${percentText(expectedRate(day, usual))} expected`,
};

/** Half an order added, so that a day without any has a rate as well. */
function smoothedRate({ conversions, clicks: trials }: DayTotals): number {
	return (conversions + 0.5) / (trials + 1);
}

function expectedRate({ rest }: ComparedDay, usual: number): number {
	return Math.min(1, Math.exp(usual) * smoothedRate(rest));
}

const orderValue: RateMetric = {
	name: 'orderValue',
	relative: ({ own, rest }) =>
		own.orders < VALUE_ORDERS ||
		rest.orders < VALUE_ORDERS ||
		own.orderValue <= 0 ||
		rest.orderValue <= 0
			? null
			: Math.log(averageOrder(own) / averageOrder(rest)),
	isMaterial: (_day, value, usual) => Math.abs(value - usual) >= FACTOR_OF_TWO,
	text: ({ own, rest }, usual) =>
		`the average order is ${(averageOrder(own) / averageOrder(rest)).toFixed(2)} times that of the others, usually ${Math.exp(usual).toFixed(2)}`,
};

function averageOrder({ orderValue: value, orders }: DayTotals): number {
	return value / orders;
}

/** Orders of the day that were refunded since: as young as those of the rest, so comparable. */
const refunds: RateMetric = {
	name: 'refunds',
	relative: ({ own, rest }) =>
		own.orders < VALUE_ORDERS || rest.orders < VALUE_ORDERS
			? null
			: own.refundedOrders / own.orders - rest.refundedOrders / rest.orders,
	isMaterial({ own, rest }, value, usual) {
		const expected = usual + rest.refundedOrders / rest.orders;
		const rate = Math.min(1, Math.max(LEAST_REFUND_RATE, expected));
		const chance = binomialUpperTail(own.refundedOrders, own.orders, rate);
		return value - usual >= REFUND_POINTS && chance < CHANCE;
	},
	text: ({ own }) => `${own.refundedOrders} of ${own.orders} orders were refunded`,
};

export const RATE_METRICS: readonly RateMetric[] = [clicks, conversionRate, orderValue, refunds];
