import { addMoney, isZeroMoney, subtractMoney, sumMoney, zeroMoney, type Money } from '../kernel';
import type { Order, OrderLine } from '../model/order';
import type { Plan } from '../model/plan';

export interface BaseLine {
	readonly lineId: string;
	readonly base: Money;
	readonly net: Money;
}

export interface CommissionBase {
	readonly total: Money;
	readonly lines: readonly BaseLine[];
	/** How the base came about: "99.90 − 12.70 discount, tax and shipping excluded". */
	readonly gross: Money;
	readonly discount: Money;
	/** Value of lines that never count: gift cards, tips, excluded SKUs. */
	readonly excluded: Money;
	readonly excludedReasons: readonly string[];
}

/** Why a line is outside the base, or null (C3). */
function exclusionOf(line: OrderLine, plan: Plan): string | null {
	if (line.isGiftCard) return 'gift cards';
	if (line.isTip) return 'tips';
	if (line.sku !== null && plan.base.excludedSkus.includes(line.sku)) return 'excluded products';
	return null;
}

/**
 * Builds the commission base per line (C2): gross less its discounts, tax and shipping out unless
 * the plan takes them in. The lines' `net` already holds each line's share of order discounts.
 */
export function commissionBase(order: Order, plan: Plan): CommissionBase {
	const zero = zeroMoney(order.currency);
	const reasons = new Set<string>();
	const counted: OrderLine[] = [];
	let excluded = zero;
	const lines = order.lines.map((line): BaseLine => {
		const reason = exclusionOf(line, plan);
		if (reason !== null) {
			reasons.add(reason);
			excluded = addMoney(excluded, line.net);
			return { lineId: line.lineId, base: zero, net: line.net };
		}
		counted.push(line);
		const base = plan.base.includeTax ? addMoney(line.net, line.tax) : line.net;
		return { lineId: line.lineId, base, net: line.net };
	});
	lines.push(...extraLines(order, plan));
	const sum = sumMoney(
		lines.map((line) => line.base),
		order.currency,
	);
	return {
		total: sum.amountMinor < 0n ? zero : sum,
		lines,
		gross: sumMoney(
			counted.map((line) => line.gross),
			order.currency,
		),
		discount: sumMoney(
			counted.map((line) => line.discount),
			order.currency,
		),
		excluded,
		excludedReasons: [...reasons],
	};
}

/** Shipping and fees as pseudo-lines, so that refunds can follow them. */
function extraLines(order: Order, plan: Plan): BaseLine[] {
	const { shipping, fees, tax } = order.totals;
	const zero = zeroMoney(order.currency);
	const lineTax = sumMoney(
		order.lines.map((line) => line.tax),
		order.currency,
	);
	const otherTax = subtractMoney(tax, lineTax);
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
