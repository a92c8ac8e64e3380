import { z } from 'zod/v4';
import {
	AffiliateError,
	formatAmount,
	isCurrencyCode,
	parseAmount,
	parseInstant,
	type Instant,
	type Money,
} from '../../kernel';

/** Texts and numbers as text; anything else, and empty text, as null. Never fails. */
export const lenientText = z
	.union([z.string(), z.number()])
	.nullish()
	.catch(null)
	.transform((value) => {
		const text = value === null || value === undefined ? '' : String(value).trim();
		return text === '' ? null : text;
	});

/** Ids are numbers here and texts there. */
export const idText = z.union([z.string().min(1), z.number()]).transform(String);

/**
 * An amount in major units, as number or text. Platforms count commissions in fractions of a cent now
 * and then: those are rounded half up. Null for what is no amount, or has no currency.
 */
export function readMoney(amount: unknown, currency: string | null): Money | null {
	if (typeof amount !== 'number' && typeof amount !== 'string') return null;
	const code = currency?.toUpperCase() ?? '';
	if (!isCurrencyCode(code) || String(amount).trim() === '') return null;
	try {
		return parseAmount(amount, code, 'half_up');
	} catch {
		return null;
	}
}

/** A date that names its zone; null for another text. */
export function readInstant(text: string | null): Instant | null {
	if (text === null) return null;
	try {
		return parseInstant(text);
	} catch {
		return null;
	}
}

/** Money as a JSON number, where that is exact. Throws `invalid_input` for more than 15 digits. */
export function exactNumber(amount: Money, path: string): number {
	const text = formatAmount(amount);
	const value = Number(text);
	const back = readMoney(value, amount.currency);
	if (back !== null && back.amountMinor === amount.amountMinor) return value;
	throw new AffiliateError('The amount has more digits than a number in JSON keeps', {
		code: 'invalid_input',
		path,
		hint: 'Amounts of up to 15 digits can be sent.',
	});
}

/** An id that goes into a path. Throws `invalid_input` for an empty one or control characters. */
export function requireId(id: string, path: string): string {
	const trimmed = id.trim();
	if (trimmed !== '' && trimmed.length <= 255 && !/[\u0000-\u001f\u007f]/.test(trimmed)) {
		return trimmed;
	}
	throw new AffiliateError('An id is empty or has characters that no id has', {
		code: 'invalid_input',
		path,
		hint: 'Give the id as the platform shows it.',
	});
}
