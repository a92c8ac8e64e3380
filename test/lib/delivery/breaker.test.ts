import fc from 'fast-check';
import {
	afterAnswer,
	afterOutage,
	afterStart,
	CLOSED,
	OUTAGE_FAILURES,
	startsAllowed,
} from '../../../lib/delivery/breaker';
import type { BreakerState } from '../../../lib/ports/delivery-store';

const START = Date.parse('2026-11-20T09:00:00.000Z');
const at = (seconds: number): string => new Date(START + seconds * 1_000).toISOString();

/** A breaker after so many deliveries in a row have failed. */
const failing = (count: number, retryAfter: number | null = null): BreakerState =>
	Array.from({ length: count }, (_, index) => `dlv_${index}`).reduce<BreakerState>(
		(breaker, id) => afterOutage(breaker, id, at(0), retryAfter),
		CLOSED,
	);

const tripped = failing(OUTAGE_FAILURES);

describe('the breaker of a destination', () => {
	it('lets everything through until five deliveries have failed in a row', () => {
		expect(startsAllowed(failing(OUTAGE_FAILURES - 1), at(0), 3)).toBe(Infinity);
		expect(tripped).toEqual({ state: 'open', openings: 1, until: at(30) });
		expect(startsAllowed(tripped, at(29), 0)).toBe(0);
	});

	it('counts a delivery that fails again and again only once', () => {
		let breaker = CLOSED;
		for (let run = 0; run < 50; run += 1) breaker = afterOutage(breaker, 'dlv_bad', at(run), null);
		expect(breaker).toEqual({ state: 'closed', failed: ['dlv_bad'] });
	});

	it('forgets failures with the first answer', () => {
		expect(afterAnswer()).toEqual(CLOSED);
		expect(failing(OUTAGE_FAILURES - 1)).not.toEqual(CLOSED);
	});

	it('lets one through when its time is over, and no other while that one runs', () => {
		expect(startsAllowed(tripped, at(30), 0)).toBe(1);
		const trial = afterStart(tripped);
		expect(trial).toEqual({ state: 'trial', openings: 1 });
		expect(startsAllowed(trial, at(31), 1)).toBe(0);
		expect(startsAllowed(tripped, at(30), 1)).toBe(0);
	});

	it('lets another one through when the process of the trial has died', () => {
		expect(startsAllowed(afterStart(tripped), at(90), 0)).toBe(1);
	});

	it('is open longer after every trial that fails, up to half an hour', () => {
		const seconds: number[] = [];
		let breaker = tripped;
		for (let trial = 0; trial < 7; trial += 1) {
			breaker = afterOutage(afterStart(breaker), 'dlv_1', at(0), null);
			if (breaker.state === 'open') seconds.push((Date.parse(breaker.until) - START) / 1_000);
		}
		expect(seconds).toEqual([60, 120, 300, 600, 1_800, 1_800, 1_800]);
	});

	it('stays open at least as long as the destination asks', () => {
		expect(failing(OUTAGE_FAILURES, 90_000)).toMatchObject({ until: at(90) });
		expect(failing(OUTAGE_FAILURES, 1_000)).toMatchObject({ until: at(30) });
	});

	it('does not move on for runs that began before it opened', () => {
		expect(afterOutage(tripped, 'dlv_late', at(20), null)).toEqual(tripped);
	});

	it('never asks an open destination, and always comes to try again', () => {
		const steps = fc.array(
			fc.record({
				wait: fc.integer({ min: 0, max: 400 }),
				end: fc.constantFrom('answer', 'outage', 'crash'),
				id: fc.integer({ min: 0, max: 20 }).map(String),
			}),
			{ minLength: 1, maxLength: 60 },
		);
		fc.assert(
			fc.property(steps, (runs) => {
				let breaker = CLOSED;
				let now = 0;
				for (const { wait, end, id } of runs) {
					now += wait;
					const allowed = startsAllowed(breaker, at(now), 0);
					if (breaker.state === 'open') {
						expect(allowed).toBe(at(now) < breaker.until ? 0 : 1);
						expect(startsAllowed(breaker, at(now + 1_800), 0)).toBe(1);
					}
					if (allowed === 0) continue;
					breaker = afterStart(breaker);
					expect(breaker.state).not.toBe('open');
					if (end === 'answer') breaker = afterAnswer();
					if (end === 'outage') breaker = afterOutage(breaker, id, at(now), null);
				}
			}),
		);
	});
});
