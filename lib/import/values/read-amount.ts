import { AffiliateError, parseAmount, type Money, type RoundingMode } from '../../kernel';
import { amountText, marksCurrency } from './amount-text';
import type { DecimalMark } from './decimal-mark';
import { problem } from './problem';

export interface AmountRules {
	/** ISO 4217 code of the row. */
	readonly currency: string;
	/** Of the column; null when the file does not show it. */
	readonly decimalMark: DecimalMark | null;
	/** How amounts with more decimals than the currency has are rounded; null refuses them. */
	readonly rounding: RoundingMode | null;
}

/**
 * Reads an amount exactly. Throws `invalid_amount`, `ambiguous_amount` for "1,234" in a column
 * whose decimal mark is not known, `amount_too_precise`, or `other_currency` when the cell names
 * another currency than the row.
 */
export function readAmount(text: string, rules: AmountRules): Money {
	const { currency, decimalMark, rounding } = rules;
	const { isNegative, digits, currencyMarks } = amountText(text);
	if (!currencyMarks.every((mark) => marksCurrency(mark, currency))) {
		throw problem(
			'other_currency',
			`names another currency than the row, which is in ${currency}`,
			'Map the column of the currency, or choose the right default currency.',
		);
	}
	const plain = plainDecimal(digits, decimalMark);
	const signed = isNegative ? `-${plain}` : plain;
	try {
		return parseAmount(signed, currency, rounding ?? undefined);
	} catch (error) {
		if (!(error instanceof AffiliateError) || error.code !== 'amount_too_precise') throw error;
		throw problem(
			error.code,
			`has more decimals than ${currency} has`,
			"Round it in the file, or switch 'Round Amounts' on.",
		);
	}
}

/** Digits with a point. Marks that group must stand where groups end. */
function plainDecimal(digits: string, decimalMark: DecimalMark | null): string {
	if (!/[.,]/.test(digits)) return digits;
	if (decimalMark === null) throw ambiguous();
	const [decimal, grouping] = decimalMark === 'point' ? ['.', ','] : [',', '.'];
	const [whole = '', fraction, ...more] = digits.split(decimal);
	if (more.length > 0 || fraction?.includes(grouping) === true) throw wrongMarks();
	if (whole.includes(grouping) && !isWellGrouped(whole, grouping)) throw wrongMarks();
	const units = whole.replaceAll(grouping, '') || '0';
	return fraction === undefined ? units : `${units}.${fraction}`;
}

/** Groups of three, or of two as in India with three at the end. */
function isWellGrouped(whole: string, mark: string): boolean {
	const [first = '', ...groups] = whole.split(mark);
	const last = groups.pop() ?? '';
	if (!/^\d{1,3}$/.test(first) || last.length !== 3) return false;
	return groups.every(({ length }) => length === 3) || groups.every(({ length }) => length === 2);
}

/** A column that shows no decimal mark has only whole numbers and numbers like "1,234". */
function ambiguous() {
	return problem(
		'ambiguous_amount',
		'could mean thousands or decimals',
		"Choose the 'Decimal Mark' of the file, or write the amount with two decimals.",
	);
}

function wrongMarks() {
	return problem(
		'invalid_amount',
		'is not an amount with the decimal mark of its column',
		"Write it like the other amounts of the column, or choose another 'Decimal Mark'.",
	);
}
