import { z } from 'zod/v4';
import { isCurrencyCode, isTimeZone, parseInstant } from '../kernel';

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

/**
 * An exact decimal of zero or more, as text: "12.5". A wrong one ends the check there, so that what
 * compares decimals with each other only ever sees right ones.
 */
export const decimalSchema = z
	.string()
	.regex(/^\d{1,9}(\.\d{1,9})?$/, { message: 'write a decimal such as "12.5"', abort: true });

/** A host such as "blog.example.com", without protocol and path. */
export const hostSchema = z
	.string()
	.trim()
	.toLowerCase()
	.regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, {
		message: 'write a host such as "blog.example.com", without https:// and path',
	});

export const stringMapSchema = z.record(z.string(), z.string());

/** An exact exchange rate of zero or more; up to 18 decimals, so that small units keep precision. */
export const exactRateSchema = z
	.string()
	.regex(/^\d{1,12}(\.\d{1,18})?$/, { message: 'write an exchange rate such as "1.0843"' });

/** IANA name of a time zone. */
export const timeZoneSchema = z
	.string()
	.refine(isTimeZone, { message: 'not an IANA time zone such as "Europe/Berlin"' });
