import { formatMoney, rateFromPercent, type Money, type Rate } from '../../kernel';
import type { FlatRate } from '../../model/plan';
import type { TraceStep } from '../../model/trace';

/** Every rate in one form: a part of the base, and amounts per order and per piece. */
export interface LinearRate {
	readonly ofBase: Rate | null;
	readonly perOrder: Money | null;
	readonly perUnit: Money | null;
	/** Bounds of what it pays on one order (C8). */
	readonly minimum: Money | null;
	readonly maximum: Money | null;
	/** "12.5 %" or "5.00 EUR per order" */
	readonly words: string;
}

/** What a rate of the plan comes to for one affiliate on one order. */
export interface ResolvedRate {
	/** Null below the lowest tier, where nothing is paid. */
	readonly rate: LinearRate | null;
	readonly trace: readonly TraceStep[];
}

/** A plan's rates never change, and sales are by far the most; reading decimals anew costs time. */
const ratesOfOrders = new WeakMap<FlatRate, LinearRate>();

/** `event` is what a fixed amount is paid for: "order", or the name of an action. */
export function linearRate(rate: FlatRate, event: string): LinearRate {
	if (event !== 'order') return readRate(rate, event);
	const known = ratesOfOrders.get(rate);
	if (known !== undefined) return known;
	const read = readRate(rate, event);
	ratesOfOrders.set(rate, read);
	return read;
}

function readRate(rate: FlatRate, event: string): LinearRate {
	const nothing = { ofBase: null, perOrder: null, perUnit: null, minimum: null, maximum: null };
	switch (rate.type) {
		case 'percentage':
			return {
				...nothing,
				ofBase: rateFromPercent(rate.percent),
				minimum: rate.minimum,
				maximum: rate.maximum,
				words: `${rate.percent} %`,
			};
		case 'fixed':
			return {
				...nothing,
				perOrder: rate.amount,
				words: `${formatMoney(rate.amount)} per ${event}`,
			};
		case 'per_unit':
			return { ...nothing, perUnit: rate.amount, words: `${formatMoney(rate.amount)} per piece` };
	}
}
