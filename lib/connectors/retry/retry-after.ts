import type { HttpResponse } from '../../ports/http';

/**
 * Milliseconds that the header `Retry-After` asks for, as seconds or as an HTTP date (RFC 9110,
 * 10.2.3). A date is measured against the answer's own `Date`, so that clocks need not agree.
 * Null when the header is absent or not readable.
 */
export function retryAfterMilliseconds(response: HttpResponse): number | null {
	const text = response.headers['retry-after']?.trim();
	if (text === undefined || text === '') return null;
	if (/^\d{1,9}(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1_000);
	const until = Date.parse(text);
	const from = Date.parse(response.headers['date'] ?? '');
	if (Number.isNaN(until) || Number.isNaN(from)) return null;
	return Math.max(0, until - from);
}
