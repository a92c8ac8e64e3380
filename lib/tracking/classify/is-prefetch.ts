import { headerText, type RequestFacts } from '../request-facts';

/**
 * A browser that loads a page ahead of a click it expects: `Sec-Purpose: prefetch` (also with
 * `;prerender`), the older `Purpose` / `X-Purpose` (prefetch, preview) and Mozilla's `X-Moz`.
 */
export function isPrefetch({ headers }: RequestFacts): boolean {
	return (
		firstToken(headerText(headers, 'sec-purpose')) === 'prefetch' ||
		['prefetch', 'preview'].includes(firstToken(headerText(headers, 'purpose'))) ||
		['prefetch', 'preview'].includes(firstToken(headerText(headers, 'x-purpose'))) ||
		firstToken(headerText(headers, 'x-moz')) === 'prefetch'
	);
}

function firstToken(value: string | null): string {
	return (value ?? '').split(/[;,]/, 1)[0]?.trim().toLowerCase() ?? '';
}
