import {
	allocateMoney,
	minMoney,
	money,
	roundQuotient,
	subtractMoney,
	zeroMoney,
	type Money,
} from '../kernel';
import type { Order } from '../model/order';
import type { Plan } from '../model/plan';
import type { BaseLine } from './commission-base';

interface Reduced {
	readonly lines: readonly BaseLine[];
	/** What was taken off the base. */
	readonly storeCredit: Money;
}

/**
 * Takes off the base what was paid with gift cards or store credit, unless the plan counts it
 * (C3): store credit × base / order total, rounded half up and at most the base, off the lines by
 * largest remainder.
 */
export function takeOffStoreCredit(lines: readonly BaseLine[], order: Order, plan: Plan): Reduced {
	const weights = lines.map(({ base }) => (base.amountMinor > 0n ? base.amountMinor : 0n));
	const base = money(
		weights.reduce((sum, weight) => sum + weight, 0n),
		order.currency,
	);
	const storeCredit = plan.base.includeStoreCredit
		? zeroMoney(order.currency)
		: partOfBase(order, base);
	if (storeCredit.amountMinor <= 0n) return { lines, storeCredit: zeroMoney(order.currency) };
	const parts = allocateMoney(storeCredit, weights);
	return {
		lines: lines.map((line, index) => ({
			...line,
			base: subtractMoney(line.base, parts[index] ?? zeroMoney(order.currency)),
		})),
		storeCredit,
	};
}

/** A total that is not above zero tells nothing of the proportion; then all of it counts. */
function partOfBase({ storeCredit, totals, currency }: Order, base: Money): Money {
	if (storeCredit === null || base.amountMinor === 0n) return zeroMoney(currency);
	const total = totals.total.amountMinor;
	if (total <= 0n) return minMoney(storeCredit, base);
	const part = roundQuotient(storeCredit.amountMinor * base.amountMinor, total, 'half_up');
	return minMoney(money(part, storeCredit.currency), base);
}
