import { z } from 'zod/v4';
import { isCurrencyCode, parseInstant } from '../kernel';

/** ISO 8601 with a zone, normalised to UTC milliseconds. */
export const instantSchema = z.string().transform((text, context) => {
	try {
		return parseInstant(text);
	} catch {
		context.addIssue({
			code: 'custom',
			message: 'not a date and time with a zone, such as 2026-11-22T18:05:00Z',
		});
		return z.NEVER;
	}
});

export const currencySchema = z
	.string()
	.refine(isCurrencyCode, { message: 'not an active ISO 4217 currency code' });

export const idSchema = z.string().min(1).max(200);

/** A short name a person types: letters, digits, dot, dash, underscore; compared in lower case. */
export const codeSchema = z
	.string()
	.trim()
	.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, {
		message: 'use 1 to 100 letters, digits, dots, dashes or underscores',
	});

/** An exact decimal of zero or more, as text: "12.5". */
export const decimalSchema = z
	.string()
	.regex(/^\d{1,9}(\.\d{1,9})?$/, { message: 'write a decimal such as "12.5"' });

export const stringMapSchema = z.record(z.string(), z.string());
