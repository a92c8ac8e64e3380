import { AffiliateError } from '../errors/affiliate-error';

/**
 * JSON with sorted keys, no spaces and `undefined` members left out: equal values give equal
 * text, whatever order their keys came in. A bigint is written as a decimal string.
 */
export function canonicalJson(value: unknown): string {
	if (value === null || typeof value === 'boolean' || typeof value === 'string') {
		return JSON.stringify(value);
	}
	if (typeof value === 'bigint') return JSON.stringify(value.toString());
	if (typeof value === 'number') return numberJson(value);
	if (Array.isArray(value)) {
		return `[${value.map((entry) => canonicalJson(entry ?? null)).join(',')}]`;
	}
	if (typeof value === 'object') {
		const members = Object.entries(value as Record<string, unknown>)
			.filter(([, member]) => member !== undefined)
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
		return `{${members.join(',')}}`;
	}
	throw new AffiliateError(`A ${typeof value} has no JSON form`, { code: 'not_serialisable' });
}

function numberJson(value: number): string {
	if (!Number.isFinite(value)) {
		throw new AffiliateError(`${value} has no JSON form`, { code: 'not_serialisable' });
	}
	return JSON.stringify(value);
}
