import fc from 'fast-check';
import { planClaim, retryAt, settleRun, type RunResult } from '../../../lib/delivery';
import { CLOSED } from '../../../lib/delivery/breaker';
import type { ClaimState, RunState } from '../../../lib/ports/delivery-store';

const START = Date.parse('2026-11-20T09:00:00.000Z');
const NOW = new Date(START).toISOString();
const secondsTo = (instant: string): number => (Date.parse(instant) - START) / 1_000;

const LIMITS = { parallel: 4, startsPerMinute: null, maxAttempts: 3 };

const state = (overrides: Partial<RunState> = {}): RunState => ({
	deliveryId: 'dlv_1',
	attempt: 1,
	limits: LIMITS,
	pulse: { breaker: CLOSED, starts: [] },
	...overrides,
});

const failed = (overrides: object = {}): RunResult => ({
	outcome: 'failed',
	reason: 'no answer',
	retryAfterMilliseconds: null,
	isOutage: true,
	...overrides,
});

describe('the end of a run', () => {
	it('completes the delivery and closes the breaker when it went well', () => {
		const pulse = { breaker: { state: 'trial', openings: 2 } as const, starts: [] };
		expect(settleRun({ outcome: 'done' }, state({ pulse }), NOW, 0)).toEqual({
			to: 'completed',
			pulse: { breaker: CLOSED, starts: [] },
		});
	});

	it('sets a refused record aside at once, which is no outage', () => {
		const pulse = {
			breaker: { state: 'closed', failed: ['a', 'b', 'c', 'd'] } as const,
			starts: [],
		};
		const refused = { outcome: 'refused', reason: 'no such field' } as const;
		expect(settleRun(refused, state({ pulse }), NOW, 0)).toEqual({
			to: 'dead',
			reason: 'no such field',
			pulse: { breaker: CLOSED, starts: [] },
		});
	});

	it('lets a failed one wait, and counts it against the destination', () => {
		expect(settleRun(failed(), state(), NOW, 0)).toMatchObject({
			to: 'waiting',
			retryAt: '2026-11-20T09:00:05.000Z',
			pulse: { breaker: { state: 'closed', failed: ['dlv_1'] } },
		});
	});

	it('does not count against the destination what is the fault of one record', () => {
		const settled = settleRun(failed({ isOutage: false }), state(), NOW, 0);
		expect(settled).toMatchObject({ to: 'waiting', pulse: { breaker: CLOSED } });
	});

	it('sets aside what has used up its attempts', () => {
		const last = settleRun(
			failed({ retryAfterMilliseconds: 1_000 }),
			state({ attempt: 3 }),
			NOW,
			0,
		);
		expect(last).toMatchObject({ to: 'dead', reason: 'no answer' });
	});
});

describe('the next try', () => {
	it('comes after pauses that grow up to an hour', () => {
		const pauses = [0, 1, 2, 3, 4, 5, 6, 99].map((attempt) => secondsTo(retryAt(NOW, attempt)));
		expect(pauses).toEqual([5, 5, 30, 120, 600, 3_600, 3_600, 3_600]);
	});

	it('comes when the destination asked for it, at most a day later', () => {
		expect(secondsTo(retryAt(NOW, 4, 0, 17_000))).toBe(17);
		expect(secondsTo(retryAt(NOW, 1, 0, 0))).toBe(1);
		expect(secondsTo(retryAt(NOW, 1, 0, Number.MAX_SAFE_INTEGER))).toBe(86_400);
	});

	it('is spread by jitter, but never earlier than without', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 9 }),
				fc.double({ min: 0, max: 1, noNaN: true }),
				fc.option(fc.integer({ min: 0, max: 100_000 })),
				(attempt, jitter, wait) => {
					const without = secondsTo(retryAt(NOW, attempt, 0, wait));
					const spread = secondsTo(retryAt(NOW, attempt, jitter, wait));
					expect(spread).toBeGreaterThanOrEqual(without);
					// Seconds are made of whole milliseconds.
					expect(Math.round(spread * 1_000)).toBeLessThanOrEqual(Math.round(without * 1_250));
				},
			),
		);
		expect(secondsTo(retryAt(NOW, 1, 1))).toBe(6.25);
	});
});

describe('the plan of a claim', () => {
	const claim = (overrides: Partial<ClaimState> = {}): ClaimState => ({
		limits: LIMITS,
		pulse: { breaker: CLOSED, starts: [] },
		running: 0,
		...overrides,
	});

	it('is the smallest of what the limits and the breaker allow', () => {
		expect(planClaim(claim({ running: 1 }), NOW).most).toBe(3);
		expect(planClaim(claim({ running: 9 }), NOW).most).toBe(0);
		const limits = { ...LIMITS, startsPerMinute: 2 };
		const plan = planClaim(claim({ limits }), NOW);
		expect(plan.most).toBe(2);
		expect(planClaim(claim({ limits, pulse: plan.started(2) }), NOW).most).toBe(0);
	});

	it('tries an open destination with what has failed least', () => {
		const breaker = { state: 'open', openings: 1, until: NOW } as const;
		const plan = planClaim(claim({ pulse: { breaker, starts: [] } }), NOW);
		expect(plan).toMatchObject({ most: 1, order: 'least_tried' });
		expect(plan.started(1).breaker).toEqual({ state: 'trial', openings: 1 });
		expect(planClaim(claim(), NOW).order).toBe('oldest');
	});
});
