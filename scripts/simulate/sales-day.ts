import { Draws } from './random.ts';

/** How much of what a day brings; shares are of all orders, or of all clicks. */
export const BASE_DAY = {
	clicks: 1_200,
	orders: 120,
	/** Crawlers, and browsers that only look ahead. */
	machineClicks: 0.1,
	/** Without a click behind them: nobody is credited. */
	unclicked: 0.15,
	/** Payments that fail: nothing is to be booked. */
	failed: 0.08,
	/** Sent again by the shop, as the same delivery or as another one. */
	repeated: 0.25,
	refunded: 0.1,
	/** Refunds that come before their order. */
	early: 0.2,
	/** An affiliate who buys by the own link. */
	selfReferred: 0.03,
	/** Sent by somebody who does not know the secret. */
	forged: 0.03,
} as const;

/** Traffic by the hour, as shops have it: quiet nights, a peak in the evening, a sale at noon. */
const HOURS = [2, 1, 1, 1, 1, 2, 3, 4, 5, 6, 6, 7, 22, 9, 7, 6, 6, 7, 8, 10, 12, 11, 7, 4];

export type ClickKind = 'person' | 'crawler' | 'prefetch';

/** Something that happens at a moment of the day: 0 is its beginning, 1 its end. */
export type DayAction =
	| { readonly at: number; readonly kind: 'click'; readonly click: ClickKind }
	| {
			readonly at: number;
			readonly kind: 'order';
			readonly number: number;
			readonly customer: number;
			readonly isClicked: boolean;
			readonly isPaid: boolean;
			readonly isForged: boolean;
			readonly isSelfReferred: boolean;
			/** Deliveries of the same order, the first one included. */
			readonly deliveries: number;
	  }
	| { readonly at: number; readonly kind: 'refund'; readonly number: number };

/** What has to be in the books when the day is over. */
export interface DayTruth {
	readonly clicks: number;
	/** Paid orders, each once. */
	readonly orders: number;
	/** Through their own click. */
	readonly credited: number;
	/** Without a click of their own, of customers who came by one for another order of the day. */
	readonly returning: number;
	readonly refunds: number;
	readonly customers: number;
	readonly selfReferred: number;
	readonly forged: number;
	readonly failed: number;
	/** Of paid orders. */
	readonly deliveries: number;
	/** Of all orders. */
	readonly deliveriesSent: number;
	readonly forgedSent: number;
}

export interface SalesDay {
	/** In order of time. */
	readonly actions: readonly DayAction[];
	readonly truth: DayTruth;
}

type OrderAction = Extract<DayAction, { kind: 'order' }>;

/** The same day for the same seed; `times` as much of everything as on a base day. */
export function salesDay({
	seed,
	times,
}: {
	readonly seed: number;
	readonly times: number;
}): SalesDay {
	const draws = new Draws(seed);
	const orders = Array.from({ length: Math.round(BASE_DAY.orders * times) }, (_, index) =>
		anOrder(draws, index),
	);
	const real = orders.filter(({ isPaid, isForged }) => isPaid && !isForged);
	const clicked = real.filter(({ isClicked }) => isClicked);
	const known = new Set(clicked.map(({ customer }) => customer));
	const refunds = real
		.filter(() => draws.chance(BASE_DAY.refunded))
		.map(({ at, number }): DayAction => {
			const isEarly = draws.chance(BASE_DAY.early);
			const moment = isEarly ? at - 0.005 : at + 0.05 + draws.next() * 0.2;
			return { at: Math.min(0.999, Math.max(0, moment)), kind: 'refund', number };
		});
	const clicks = Array.from({ length: Math.round(BASE_DAY.clicks * times) }, (): DayAction => ({
		at: moment(draws),
		kind: 'click',
		click: clickKind(draws),
	}));
	return {
		actions: [...clicks, ...orders, ...refunds].sort((a, b) => a.at - b.at),
		truth: {
			clicks: clicks.length + orders.filter(({ isClicked }) => isClicked).length,
			orders: real.length,
			credited: clicked.length,
			returning: real.filter(({ isClicked, customer }) => !isClicked && known.has(customer)).length,
			refunds: refunds.length,
			customers: new Set(real.map(({ customer }) => customer)).size,
			selfReferred: real.filter(({ isSelfReferred }) => isSelfReferred).length,
			forged: orders.filter(({ isForged }) => isForged).length,
			failed: orders.filter(({ isPaid }) => !isPaid).length,
			deliveries: deliveriesOf(real),
			deliveriesSent: deliveriesOf(orders),
			forgedSent: deliveriesOf(orders.filter(({ isForged }) => isForged)),
		},
	};
}

function deliveriesOf(orders: readonly OrderAction[]): number {
	return orders.reduce((sum, { deliveries }) => sum + deliveries, 0);
}

function anOrder(draws: Draws, index: number): OrderAction {
	const isForged = draws.chance(BASE_DAY.forged);
	const isSelfReferred = !isForged && draws.chance(BASE_DAY.selfReferred);
	return {
		at: moment(draws),
		kind: 'order',
		number: index,
		// Some come back on the same day.
		customer: draws.chance(0.1) ? draws.below(index + 1) : index,
		isClicked: isSelfReferred || !draws.chance(BASE_DAY.unclicked),
		isPaid: isSelfReferred || isForged || !draws.chance(BASE_DAY.failed),
		isForged,
		isSelfReferred,
		deliveries: draws.chance(BASE_DAY.repeated) ? 2 + draws.below(2) : 1,
	};
}

function clickKind(draws: Draws): ClickKind {
	if (!draws.chance(BASE_DAY.machineClicks)) return 'person';
	return draws.chance(0.5) ? 'crawler' : 'prefetch';
}

/** By the curve of the hours. */
function moment(draws: Draws): number {
	const sum = HOURS.reduce((a, b) => a + b, 0);
	let rest = draws.next() * sum;
	for (const [hour, weight] of HOURS.entries()) {
		if (rest < weight) return (hour + rest / weight) / HOURS.length;
		rest -= weight;
	}
	return 0.999;
}
