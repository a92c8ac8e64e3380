import type { AffiliateDay } from '../../../model/affiliate-day';

/** What a day of an affiliate is compared with. */
export interface DayContext {
	/** What everybody else did on the same day. */
	readonly rest: AffiliateDay;
	/** The programme over all days, in one. */
	readonly programme: AffiliateDay;
	/** Counted clicks of a median day of everybody else. */
	readonly restUsualClicks: number;
	/** Counted clicks of a median day of the affiliate. */
	readonly usualClicks: number;
}

/** Imaginary clicks or orders like the programme's, so that small days look ordinary. */
const PRIOR_CLICKS = 20;
const PRIOR_ORDERS = 5;

type Feature = (day: AffiliateDay, context: DayContext) => number;

/** How far a day is from one baseline. */
type Distance = (day: AffiliateDay, baseline: AffiliateDay) => number;

/**
 * What the detector looks at, by name: ratios as natural logarithms, shares as differences. A day
 * without clicks and orders is 0 everywhere but in `clicks`.
 */
const FEATURES: Readonly<Record<string, Feature>> = {
	/** Against the affiliate's own usual day, the trend of the others divided out. */
	clicks: ({ clicks }, { rest, restUsualClicks, usualClicks }) => {
		const trend = (rest.clicks + PRIOR_CLICKS) / (restUsualClicks + PRIOR_CLICKS);
		return Math.log((clicks + PRIOR_CLICKS) / (usualClicks * trend + PRIOR_CLICKS));
	},
	conversionRate: nearer((day, baseline) => {
		const usual = (baseline.orders + 0.5) / (baseline.clicks + 1);
		return Math.log((day.orders + PRIOR_CLICKS * usual) / ((day.clicks + PRIOR_CLICKS) * usual));
	}),
	orderValue: nearer((day, baseline) => {
		if (day.orders === 0 || day.orderValue <= 0 || baseline.orderValue <= 0) return 0;
		const usual = baseline.orderValue / Math.max(1, baseline.orders);
		const ratio = Math.log(day.orderValue / day.orders / usual);
		return (ratio * day.orders) / (day.orders + PRIOR_ORDERS);
	}),
	repeatShare: share('repeatClicks', 'rawClicks', PRIOR_CLICKS),
	machineShare: share('machineClicks', 'rawClicks', PRIOR_CLICKS),
	emptyReferrerShare: share('emptyReferrers', 'clicks', PRIOR_CLICKS),
	networkVariety: variety('distinctNetworks'),
	agentVariety: variety('distinctAgents'),
	newCustomerShare: share('newCustomers', 'customers', PRIOR_ORDERS),
	couponShare: share('couponOrders', 'orders', PRIOR_ORDERS),
	fastOrderShare: share('fastOrders', 'orders', PRIOR_ORDERS),
	nightOrderShare: share('nightOrders', 'orders', PRIOR_ORDERS),
	refundShare: share('refundedOrders', 'orders', PRIOR_ORDERS),
	disputeShare: share('disputedOrders', 'orders', PRIOR_ORDERS),
};

/** Of what is not a share, −1 to 1. */
const RANGES: Readonly<Record<string, readonly [least: number, most: number]>> = {
	clicks: [-4, 4],
	conversionRate: [-4, 4],
	orderValue: [-4, 4],
	networkVariety: [-1, 0],
	agentVariety: [-1, 0],
};

/** Names of the columns; a model that was trained on others is out of date. */
export const ANOMALY_FEATURES: readonly string[] = Object.keys(FEATURES);

/** How far each feature can go, near enough; logarithms reach a factor of fifty. */
export const ANOMALY_RANGES: ReadonlyArray<readonly [least: number, most: number]> =
	ANOMALY_FEATURES.map((feature) => RANGES[feature] ?? [-1, 1]);

/** The numbers of one day, in the order of `ANOMALY_FEATURES`; all are finite. */
export function anomalyFeatures(day: AffiliateDay, context: DayContext): number[] {
	return Object.values(FEATURES).map((feature) => feature(day, context));
}

type Counted = Exclude<keyof AffiliateDay, 'affiliateId' | 'date'>;

/**
 * The smaller of two distances: to the others on the same day, so that a sales day is a day like any
 * other, and to the programme as it always is, so that one odd partner does not make the others look
 * odd; 0 between the two.
 */
function nearer(distance: Distance): Feature {
	return (day, { rest, programme }) => {
		const usual = distance(day, programme);
		if (rest.clicks === 0 && rest.orders === 0) return usual;
		const today = distance(day, rest);
		if (usual * today <= 0) return 0;
		return Math.abs(usual) < Math.abs(today) ? usual : today;
	};
}

/** A share above the baseline's, −1 to 1. */
function share(part: Counted, whole: Counted, prior: number): Feature {
	return nearer((day, baseline) => {
		const usual = partOf(baseline[part], baseline[whole]);
		return (Math.min(day[part], day[whole]) + prior * usual) / (day[whole] + prior) - usual;
	});
}

function partOf(part: number, whole: number): number {
	return whole === 0 ? 0 : Math.min(1, part / whole);
}

/**
 * Different networks or agents among clicks, as a power of the clicks: 0 when each click is
 * another's, towards −1 when few make many. Unlike a plain ratio it hardly depends on the size.
 */
function variety(distinct: 'distinctNetworks' | 'distinctAgents'): Feature {
	return (day) => {
		if (day.clicks === 0) return 0;
		const power = Math.log1p(Math.min(day[distinct], day.clicks)) / Math.log1p(day.clicks);
		return ((power - 1) * day.clicks) / (day.clicks + PRIOR_CLICKS);
	};
}
