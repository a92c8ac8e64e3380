import fc from 'fast-check';
import { instantFromMilliseconds } from '../../../lib/kernel';
import { wholeDays } from '../../../lib/store/clicks/whole-days';

const START = Date.UTC(2026, 10, 1);
const DAY = 86_400_000;
const moments = fc.oneof(
	fc.integer({ min: 0, max: 5 }).map((days) => START + days * DAY),
	fc.integer({ min: START, max: START + 5 * DAY }),
);

describe('A stretch of time parted into whole days', () => {
	it('has every moment in exactly one part', () => {
		fc.assert(
			fc.property(moments, moments, moments, (from, to, moment) => {
				const [start, end, at] = [from, to, moment].map(instantFromMilliseconds) as [
					string,
					string,
					string,
				];
				const { days, edges } = wholeDays({ from: start, to: end });
				const day = at.slice(0, 10);
				const inDays = days !== null && day >= days.from && day < days.to ? 1 : 0;
				const inEdges = edges.filter((edge) => at >= edge.from && at < edge.to).length;
				expect(inDays + inEdges).toBe(at >= start && at < end ? 1 : 0);
			}),
		);
	});

	it('has no edges from midnight to midnight', () => {
		const span = { from: '2026-11-01T00:00:00.000Z', to: '2026-11-03T00:00:00.000Z' };
		expect(wholeDays(span)).toEqual({ days: { from: '2026-11-01', to: '2026-11-03' }, edges: [] });
	});

	it('is one edge within a day', () => {
		const span = { from: '2026-11-01T08:00:00.000Z', to: '2026-11-01T09:00:00.000Z' };
		expect(wholeDays(span)).toEqual({ days: null, edges: [span] });
	});
});
