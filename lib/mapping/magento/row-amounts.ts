import { addMoney, subtractMoney, sumMoney, zeroMoney, type Money } from '../../kernel';
import { absoluteAmount, amountOrZero } from './amount';
import type { MagentoAmount } from './schema';

/** A row with the rows that belong to it, in an order or in a credit memo. */
export interface RowFamily {
	readonly own: TakenRow | null;
	readonly children: readonly TakenRow[];
}

export interface TakenRow {
	readonly base_row_total: MagentoAmount;
	readonly base_discount_amount: MagentoAmount;
	readonly base_tax_amount: MagentoAmount;
	readonly base_discount_tax_compensation_amount: MagentoAmount;
}

/** What the order or memo says that its rows come to; null where it says nothing. */
export interface RowSums {
	readonly subtotal: Money | null;
	/** Discount on goods, above zero. */
	readonly discount: Money | null;
	readonly tax: Money | null;
}

export interface RowMoney {
	/** Before discounts and before tax. */
	readonly gross: Money;
	readonly discount: Money;
	readonly net: Money;
	readonly tax: Money;
}

type Reading = (family: RowFamily) => Money;

/**
 * The money of each row, before tax. Three things differ from row to row and shop to shop, and no
 * field tells which holds, so the reading is taken that comes nearest to the order's own sums:
 *
 * - whether children repeat their parent's amounts (configurable products: their own are zero; bundles
 *   priced by their parts: row total and tax stand on both, the discount on the children only);
 * - whether `base_row_total` is before the discount, or after it as some extensions write it;
 * - with prices that include tax, a discount holds tax too: `discount_tax_compensation_amount` is
 *   that part, so the discount before tax is without it.
 */
export function rowMoney(
	families: readonly RowFamily[],
	sums: RowSums,
	currency: string,
): RowMoney[] {
	const off = nearest(families, sums.discount, currency, [
		own((row) => absoluteAmount(row.base_discount_amount, currency), currency),
		withChildren((row) => absoluteAmount(row.base_discount_amount, currency), currency),
	]);
	const compensation = withChildrenIf(
		off.index === 1,
		(row) => amountOrZero(row.base_discount_tax_compensation_amount, currency),
		currency,
	);
	const tax = nearest(families, sums.tax, currency, [
		own((row) => amountOrZero(row.base_tax_amount, currency), currency),
		withChildren((row) => amountOrZero(row.base_tax_amount, currency), currency),
	]);
	const rowTotal = (row: TakenRow) => amountOrZero(row.base_row_total, currency);
	const listed = own(rowTotal, currency);
	const afterDiscount: Reading = (family) => addMoney(listed(family), off.read(family));
	const total = isMatch(families, sums.subtotal, listed, currency)
		? listed
		: isMatch(families, sums.subtotal, afterDiscount, currency)
			? afterDiscount
			: nearest(families, sums.subtotal, currency, [listed, withChildren(rowTotal, currency)]).read;
	return families.map((family) => {
		const gross = total(family);
		const discount = subtractMoney(off.read(family), compensation(family));
		return { gross, discount, net: subtractMoney(gross, discount), tax: tax.read(family) };
	});
}

/** The reading whose sum is nearest to the one that is told; the first of equals. */
function nearest(
	families: readonly RowFamily[],
	told: Money | null,
	currency: string,
	readings: readonly [Reading, ...Reading[]],
): { readonly read: Reading; readonly index: number } {
	let best = { read: readings[0], index: 0 };
	if (told === null) return best;
	let bestGap: bigint | null = null;
	readings.forEach((read, index) => {
		const sum = sumMoney(families.map(read), currency);
		const difference = sum.amountMinor - told.amountMinor;
		const gap = difference < 0n ? -difference : difference;
		if (bestGap !== null && gap >= bestGap) return;
		bestGap = gap;
		best = { read, index };
	});
	return best;
}

/** Whether a reading comes to what is told, but for a minor unit of rounding in each row. */
function isMatch(
	families: readonly RowFamily[],
	told: Money | null,
	read: Reading,
	currency: string,
): boolean {
	if (told === null) return false;
	const difference = sumMoney(families.map(read), currency).amountMinor - told.amountMinor;
	return (difference < 0n ? -difference : difference) <= BigInt(families.length);
}

function own(pick: (row: TakenRow) => Money, currency: string): Reading {
	return (family) => (family.own === null ? zeroMoney(currency) : pick(family.own));
}

function withChildren(pick: (row: TakenRow) => Money, currency: string): Reading {
	const ownOf = own(pick, currency);
	return (family) => addMoney(ownOf(family), sumMoney(family.children.map(pick), currency));
}

function withChildrenIf(
	isWithChildren: boolean,
	pick: (row: TakenRow) => Money,
	currency: string,
): Reading {
	return isWithChildren ? withChildren(pick, currency) : own(pick, currency);
}
