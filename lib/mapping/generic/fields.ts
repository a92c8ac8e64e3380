import { z } from 'zod/v4';
import { instantSchema } from '../../model/primitives';
import { isAttributeName } from '../attribute-name';

const MAX_TEXT = 2_000;

/** Digits a JSON number can carry without losing any. */
const SAFE_DIGITS = 15;

const AMOUNT_HINT = 'write the amount as text with a point, such as "87.20"';

/**
 * An amount as exact decimal text. A JSON number is taken only while its own text is a plain
 * decimal of at most 15 digits: more digits are what arithmetic in the sender left behind.
 */
function decimal(pattern: RegExp, example: string) {
	return z
		.union([z.string(), z.number()])
		.transform((value, context): string => {
			const text = String(value).trim();
			const isExact = typeof value === 'string' || digitsOf(text) <= SAFE_DIGITS;
			if (pattern.test(text) && isExact) return text;
			context.addIssue({ code: 'custom', message: AMOUNT_HINT });
			return z.NEVER;
		})
		.describe(`Decimal text in the currency beside it, e.g. "${example}"`);
}

function digitsOf(text: string): number {
	return text.replace(/\D/g, '').replace(/^0+/, '').length;
}

/** Zero or more. */
export const amountField = decimal(/^\d{1,15}(\.\d{1,9})?$/, '87.20');

/** May be below zero: a credit that stands among the lines. */
export const signedAmountField = decimal(/^-?\d{1,15}(\.\d{1,9})?$/, '87.20');

/** Short text or a number, kept as text; missing and empty are null. */
export const textField = z
	.union([z.string(), z.number()])
	.nullish()
	.transform((value): string | null => {
		const text = String(value ?? '')
			.trim()
			.slice(0, MAX_TEXT);
		return text === '' ? null : text;
	});

/** An id as the sender's own system writes it. */
export const idField = z.union([z.string(), z.number()]).transform((value, context): string => {
	const text = String(value).trim();
	// PostgreSQL keeps no NUL: the event would be tried for a day and end without a reason.
	if (text !== '' && text.length <= 200 && !/\p{Cc}/u.test(text)) return text;
	context.addIssue({
		code: 'custom',
		message: 'use an id of 1 to 200 characters, no control characters among them',
	});
	return z.NEVER;
});

export const instantField = instantSchema.describe(
	'Date and time with a zone, e.g. 2026-11-22T18:05:00Z',
);

/** Names and values of the sender's own; values may be numbers and are kept as text. */
export const mapField = z
	.preprocess(withoutOddNames, z.record(z.string().max(200), textField).nullish())
	.transform((map): ReadonlyArray<readonly [string, string]> =>
		Object.entries(map ?? {}).flatMap(([name, value]) =>
			value === null ? [] : [[name, value] as const],
		),
	);

/** A shopper's odd attribute must not cost the order. */
function withoutOddNames(value: unknown): unknown {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
	return Object.fromEntries(Object.entries(value).filter(([name]) => isAttributeName(name)));
}
