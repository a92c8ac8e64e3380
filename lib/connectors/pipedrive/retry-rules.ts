import type { HttpResponse } from '../../ports/http';
import type { VendorRetryRules } from '../retry';

/*
 * Pipedrive's limits. Source: "Rate limiting" of its developer documentation.
 *
 * - Requests in a rolling window of two seconds, by plan; a search counts more strictly.
 * - Tokens of a day for the whole company: 30,000 times plan times seats. It begins again at midnight
 *   of Pipedrive's servers.
 *
 * Both answer 429. Which one it was is told only by headers that the documentation does not promise
 * (`x-daily-ratelimit-token-remaining`), nor does it give the unit of `x-ratelimit-reset`. What is
 * assumed about them is in this file alone.
 */

/** Milliseconds of the rolling window. */
const WINDOW = 2_000;

/** Milliseconds after which the window is open again in any case, whatever a header says. */
const LONGEST_WINDOW = 10_000;

/** Tokens that a search takes, the dearest request of ours: with fewer left the day is over. */
const DEAREST_REQUEST = 20;

export const pipedriveRetryRules: VendorRetryRules = {
	isQuotaExhausted: isDailyBudgetUsedUp,
	rateWindowMilliseconds,
	notNowMilliseconds: new Map(),
};

/** Whether a 429 is about the tokens of the day; the last line is an older name of the header. */
export function isDailyBudgetUsedUp({ headers }: HttpResponse): boolean {
	const tokens = numberOf(headers['x-daily-ratelimit-token-remaining']);
	if (tokens !== null) return tokens < DEAREST_REQUEST;
	return numberOf(headers['x-daily-requests-left']) === 0;
}

/** Milliseconds until the window of two seconds is open again. */
export function rateWindowMilliseconds({ headers }: HttpResponse): number {
	const seconds = numberOf(headers['x-ratelimit-reset']);
	if (seconds === null) return WINDOW;
	return Math.min(LONGEST_WINDOW, Math.max(WINDOW, seconds * 1_000));
}

/** Whether this answer took the last request of the window. */
export function isWindowUsedUp({ status, headers }: HttpResponse): boolean {
	const left = numberOf(headers['x-ratelimit-remaining']);
	return status < 400 && left !== null && left <= 0;
}

function numberOf(text: string | undefined): number | null {
	return text !== undefined && /^\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : null;
}
