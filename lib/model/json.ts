import { formatAmount, type Money } from '../kernel';

/** The JSON twin of a model value: money as decimal text, everything else as it is. */
export type Json<T> = T extends Money
	? { amount: string; currency: string }
	: T extends bigint
		? string
		: T extends readonly (infer Entry)[]
			? Json<Entry>[]
			: T extends object
				? { [Key in keyof T]: Json<T[Key]> }
				: T;

/**
 * Turns a model value into plain JSON for n8n items and storage; the matching schema reads it
 * back to an equal value.
 */
export function toJson<T>(value: T): Json<T> {
	return convert(value) as Json<T>;
}

function convert(value: unknown): unknown {
	if (typeof value === 'bigint') return value.toString();
	if (Array.isArray(value)) return value.map(convert);
	if (value === null || typeof value !== 'object') return value;
	if (isMoney(value)) return { amount: formatAmount(value), currency: value.currency };
	return Object.fromEntries(
		Object.entries(value)
			.filter(([, member]) => member !== undefined)
			.map(([key, member]) => [key, convert(member)]),
	);
}

function isMoney(value: object): value is Money {
	return 'amountMinor' in value && typeof value.amountMinor === 'bigint' && 'currency' in value;
}
