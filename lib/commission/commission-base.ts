import { addMoney, isZeroMoney, subtractMoney, sumMoney, zeroMoney, type Money } from '../kernel';
import type { Order, OrderLine } from '../model/order';
import type { Plan } from '../model/plan';
import { comparableText } from './conditions/comparable';
import { takeOffStoreCredit } from './store-credit';

export interface BaseLine {
	readonly lineId: string;
	readonly base: Money;
	readonly net: Money;
}

/** A line that may earn. */
export interface CountedLine {
	readonly lineId: string;
	readonly base: Money;
	readonly quantity: bigint;
	/** Null for shipping, fees, and an action without lines: no rule for products sees them. */
	readonly line: OrderLine | null;
}

export interface CommissionBase {
	readonly total: Money;
	readonly lines: readonly BaseLine[];
	/** Lines inside the base; of an action at least one. */
	readonly counted: readonly CountedLine[];
	/** How the base came about: "99.90 − 12.70 discount, tax and shipping excluded". */
	readonly gross: Money;
	readonly discount: Money;
	/** What store credit took off the base. */
	readonly storeCredit: Money;
	/** Value of lines that never count: gift cards, tips, excluded products. */
	readonly excluded: Money;
	readonly excludedReasons: readonly string[];
}

interface Exclusions {
	readonly skus: ReadonlySet<string>;
	readonly categories: ReadonlySet<string>;
}

const exclusionsOfPlans = new WeakMap<Plan, Exclusions>();

function exclusionsOf(plan: Plan): Exclusions {
	const known = exclusionsOfPlans.get(plan);
	if (known !== undefined) return known;
	const exclusions = {
		skus: new Set(plan.base.excludedSkus.map(comparableText)),
		categories: new Set(plan.base.excludedCategories.map(comparableText)),
	};
	exclusionsOfPlans.set(plan, exclusions);
	return exclusions;
}

/** Why a line is outside the base, or null (C3). */
function exclusionOf(line: OrderLine, { skus, categories }: Exclusions): string | null {
	if (line.isGiftCard) return 'gift cards';
	if (line.isTip) return 'tips';
	if (line.sku !== null && skus.has(comparableText(line.sku))) return 'excluded products';
	if (line.categories.some((category) => categories.has(comparableText(category)))) {
		return 'excluded categories';
	}
	return null;
}

/**
 * Builds the commission base per line (C2): gross less its discounts, tax and shipping out unless
 * the plan takes them in, less what was paid with store credit (C3). The lines' `net` already holds
 * each line's share of order discounts.
 */
export function commissionBase(order: Order, plan: Plan): CommissionBase {
	const zero = zeroMoney(order.currency);
	const exclusions = exclusionsOf(plan);
	const reasons = new Set<string>();
	const inside: OrderLine[] = [];
	let excluded = zero;
	const goods = order.lines.map((line): BaseLine => {
		const reason = exclusionOf(line, exclusions);
		if (reason !== null) {
			reasons.add(reason);
			excluded = addMoney(excluded, line.net);
			return { lineId: line.lineId, base: zero, net: line.net };
		}
		inside.push(line);
		const base = plan.base.includeTax ? addMoney(line.net, line.tax) : line.net;
		return { lineId: line.lineId, base, net: line.net };
	});
	const extras = extraLines(order, plan);
	const { lines, storeCredit } = takeOffStoreCredit([...goods, ...extras], order, plan);
	const sum = sumOf(lines, ({ base }) => base, order);
	return {
		total: sum.amountMinor < 0n ? zero : sum,
		lines,
		counted: countedLines(order, lines, inside),
		gross: sumOf(inside, ({ gross }) => gross, order),
		discount: sumOf(inside, ({ discount }) => discount, order),
		storeCredit,
		excluded,
		excludedReasons: [...reasons],
	};
}

function sumOf<Entry>(
	entries: readonly Entry[],
	pick: (entry: Entry) => Money,
	{ currency }: Order,
): Money {
	return sumMoney(entries.map(pick), currency);
}

function countedLines(
	order: Order,
	lines: readonly BaseLine[],
	inside: readonly OrderLine[],
): CountedLine[] {
	const counting = new Set(inside);
	const goods = order.lines.flatMap((line, index): CountedLine[] => {
		const base = lines[index]?.base;
		if (base === undefined || !counting.has(line)) return [];
		return [{ lineId: line.lineId, base, quantity: BigInt(line.quantity), line }];
	});
	const extras = lines
		.slice(order.lines.length)
		.filter(({ base }) => !isZeroMoney(base))
		.map(({ lineId, base }): CountedLine => ({ lineId, base, quantity: 0n, line: null }));
	if (order.action !== null && goods.length + extras.length === 0) {
		return [{ lineId: 'action', base: zeroMoney(order.currency), quantity: 1n, line: null }];
	}
	return [...goods, ...extras];
}

/** Shipping and fees as pseudo-lines, so that refunds can follow them. */
function extraLines(order: Order, plan: Plan): BaseLine[] {
	const { shipping, fees, tax } = order.totals;
	const zero = zeroMoney(order.currency);
	const otherTax = subtractMoney(
		tax,
		sumOf(order.lines, (line) => line.tax, order),
	);
	const shippingTax = otherTax.amountMinor > 0n ? otherTax : zero;
	const result: BaseLine[] = [];
	if (!isZeroMoney(shipping)) {
		const taxed = plan.base.includeTax ? addMoney(shipping, shippingTax) : shipping;
		result.push({
			lineId: 'shipping',
			base: plan.base.includeShipping ? taxed : zero,
			net: shipping,
		});
	}
	if (!isZeroMoney(fees)) {
		result.push({ lineId: 'fees', base: plan.base.includeFees ? fees : zero, net: fees });
	}
	return result;
}
