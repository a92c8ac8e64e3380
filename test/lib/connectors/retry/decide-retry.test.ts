import fc from 'fast-check';
import {
	backoffMilliseconds,
	decideRetry,
	DEFAULT_RETRY_LIMITS,
	retryAfterMilliseconds,
	type RetryPolicy,
} from '../../../../lib/connectors/retry';
import type { HttpResponse } from '../../../../lib/ports/http';

const response = (
	status: number,
	headers: Record<string, string> = {},
	body: unknown = {},
): HttpResponse => ({ status, headers, body });

const policy: RetryPolicy = {
	...DEFAULT_RETRY_LIMITS,
	safety: 'repeatable',
	jitter: () => 0,
	vendor: {
		isQuotaExhausted: ({ body }) => body === 'quota',
		rateWindowMilliseconds: ({ headers }) => Number(headers['window']) || null,
		notNowMilliseconds: new Map([[423, 2_000]]),
	},
};

const once: RetryPolicy = { ...policy, safety: 'once' };

describe('a retry', () => {
	it.each([
		{
			answer: response(429, { 'retry-after': '7' }),
			wait: 7_000,
			because: 'the vendor names a wait',
		},
		{ answer: response(429, { window: '250' }), wait: 250, because: 'its rate window is known' },
		{ answer: response(429), wait: 1_000, because: 'nothing is known' },
		{ answer: response(423), wait: 2_000, because: 'the record is locked' },
		{ answer: response(500), wait: 1_000, because: 'the vendor stumbled' },
		{ answer: response(503, { 'retry-after': '4' }), wait: 4_000, because: 'it says when' },
		{ answer: null, wait: 1_000, because: 'no answer came' },
	])('follows after $wait ms when $because', ({ answer, wait }) => {
		expect(decideRetry(1, answer, policy)).toEqual({ retry: true, waitMilliseconds: wait });
	});

	it.each([
		{ answer: response(429, {}, 'quota'), reason: 'quota', because: 'the quota is gone' },
		{ answer: response(400), reason: 'final', because: 'the request is wrong' },
		{ answer: response(401), reason: 'final', because: 'the credential is refused' },
		{ answer: response(403), reason: 'final', because: 'a permission is missing' },
		{ answer: response(404), reason: 'final', because: 'there is nothing' },
		{ answer: response(409), reason: 'final', because: 'it exists already' },
		{
			answer: response(429, { 'retry-after': '3600' }),
			reason: 'wait_too_long',
			because: 'an execution cannot wait for an hour',
		},
	])('does not follow when $because', ({ answer, reason }) => {
		expect(decideRetry(1, answer, policy)).toEqual({ retry: false, reason });
	});

	it('of what may have been carried out needs a repeatable request', () => {
		expect(decideRetry(1, null, once)).toEqual({ retry: false, reason: 'not_repeatable' });
		expect(decideRetry(1, response(504), once)).toEqual({ retry: false, reason: 'not_repeatable' });
	});

	it('of what was surely not carried out needs none', () => {
		expect(decideRetry(1, response(429), once)).toMatchObject({ retry: true });
		expect(decideRetry(1, response(423), once)).toMatchObject({ retry: true });
	});

	it('ends with the last attempt', () => {
		expect(decideRetry(4, null, policy)).toMatchObject({ retry: true });
		expect(decideRetry(5, null, policy)).toEqual({ retry: false, reason: 'attempts_used' });
	});
});

describe('the backoff', () => {
	it('doubles: 1, 2, 4, 8 seconds', () => {
		const waits = [1, 2, 3, 4].map((attempt) => backoffMilliseconds(attempt, 0, policy));
		expect(waits).toEqual([1_000, 2_000, 4_000, 8_000]);
	});

	it('stays between its base and its limit, whatever the jitter', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 60 }),
				fc.double({ min: 0, max: 1, noNaN: true }),
				(attempt, jitter) => {
					const wait = backoffMilliseconds(attempt, jitter, policy);
					expect(wait).toBeGreaterThanOrEqual(policy.baseMilliseconds);
					expect(wait).toBeLessThanOrEqual(policy.longestWaitMilliseconds);
				},
			),
		);
	});
});

describe('Retry-After', () => {
	it.each([
		{ headers: { 'retry-after': '120' }, wait: 120_000, because: 'seconds' },
		{
			headers: {
				'retry-after': 'Sun, 22 Nov 2026 18:00:30 GMT',
				date: 'Sun, 22 Nov 2026 18:00:00 GMT',
			},
			wait: 30_000,
			because: 'a date is measured against the date of the answer',
		},
		{
			headers: {
				'retry-after': 'Sun, 22 Nov 2026 17:00:00 GMT',
				date: 'Sun, 22 Nov 2026 18:00:00 GMT',
			},
			wait: 0,
			because: 'a date that has passed asks for no wait',
		},
		{
			headers: { 'retry-after': 'Sun, 22 Nov 2026 18:00:30 GMT' },
			wait: null,
			because: 'a date alone cannot be measured',
		},
		{ headers: { 'retry-after': 'soon' }, wait: null, because: 'a word says nothing' },
		{ headers: {}, wait: null, because: 'there is none' },
	])('gives $wait: $because', ({ headers, wait }) => {
		expect(retryAfterMilliseconds(response(429, headers as Record<string, string>))).toBe(wait);
	});
});
