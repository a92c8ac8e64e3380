import fc from 'fast-check';
import { startsLeft, withStarts } from '../../../lib/delivery/start-quota';
import type { StartCount } from '../../../lib/ports/delivery-store';

const START = Date.parse('2026-11-20T09:00:00.000Z');
const at = (milliseconds: number): string => new Date(START + milliseconds).toISOString();

describe('the starts per minute of a destination', () => {
	it('are without end when nobody limits them, and then nothing is remembered', () => {
		expect(startsLeft([], null, at(0))).toBe(Infinity);
		expect(withStarts([], null, at(0), 5)).toEqual([]);
	});

	it('are free again a minute later', () => {
		const used = withStarts([], 2, at(0), 2);
		expect(startsLeft(used, 2, at(59_999))).toBe(0);
		expect(startsLeft(used, 2, at(61_000))).toBe(2);
	});

	it('never exceed the limit within any 60 seconds, and are used up within 61', () => {
		const rounds = fc.array(fc.integer({ min: 0, max: 15_000 }), { minLength: 1, maxLength: 80 });
		fc.assert(
			fc.property(rounds, fc.integer({ min: 1, max: 10 }), (pauses, limit) => {
				let log: StartCount[] = [];
				let now = 0;
				const began: number[] = [];
				for (const pause of pauses) {
					now += pause;
					const count = Math.min(3, startsLeft(log, limit, at(now)));
					if (count > 0) log = withStarts(log, limit, at(now), count);
					for (let start = 0; start < count; start += 1) began.push(now);
					const recent = began.filter((moment) => moment > now - 61_000).length;
					if (count === 0) expect(recent).toBeGreaterThanOrEqual(limit);
					expect(log.length).toBeLessThanOrEqual(61);
				}
				for (const moment of began) {
					const inWindow = began.filter((other) => other > moment - 60_000 && other <= moment);
					expect(inWindow.length).toBeLessThanOrEqual(limit);
				}
			}),
		);
	});

	it('survive a clock that is set back', () => {
		const log = withStarts(withStarts([], 5, at(10_000), 1), 5, at(4_000), 2);
		expect(log.reduce((sum, { starts }) => sum + starts, 0)).toBe(3);
		expect(startsLeft(log, 5, at(4_000))).toBe(2);
	});
});
