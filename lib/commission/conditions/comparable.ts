import { rateFromDecimal, type Rate } from '../../kernel';

/** As texts are compared: without spaces around them, without case. */
export function comparableText(text: string): string {
	return text.trim().normalize('NFC').toLowerCase();
}

/** An exact decimal, or null where the text is none. */
export function decimalOf(text: string): Rate | null {
	return /^\s*-?\d+(?:\.\d+)?\s*$/.test(text) ? rateFromDecimal(text) : null;
}

/** Negative when `a` is less than `b`, zero when equal, positive when greater. */
export function compareDecimals(a: Rate, b: Rate): number {
	const [left, right] = [a.numerator * b.denominator, b.numerator * a.denominator];
	if (left === right) return 0;
	return left < right ? -1 : 1;
}
