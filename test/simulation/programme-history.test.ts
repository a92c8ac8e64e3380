import type { Action } from '../simulators/fraud/actions';
import { startOfDay } from '../simulators/fraud/calendar';
import { ProgrammeHistory } from '../simulators/fraud/programme-history';
import { FRAUD_KINDS, HONEST_KINDS } from '../simulators/fraud/truth';

const DAYS = 12;

function historyOf(seed: string): {
	readonly history: ProgrammeHistory;
	readonly days: Action[][];
} {
	const history = new ProgrammeHistory(seed, DAYS);
	const days = Array.from({ length: DAYS }, (_, day) => [...history.day(day).actions]);
	return { history, days };
}

const first = historyOf('one');

describe('a simulated history', () => {
	test('is the same for the same seed, and another one for another', () => {
		const summary = (days: Action[][]) =>
			days.flat().map((action) => [action.kind, action.at, action.browser.address]);
		expect(summary(historyOf('one').days)).toEqual(summary(first.days));
		expect(summary(historyOf('two').days)).not.toEqual(summary(first.days));
	});

	test('has 60 honest affiliates and every kind of fraud', () => {
		const truths = first.history.affiliates.map(({ truth }) => truth);
		const honest = truths.filter(({ isFraud }) => !isFraud).map(({ kind }) => kind);
		expect(honest).toHaveLength(60);
		expect([...new Set(honest)]).toEqual([...HONEST_KINDS]);
		expect([...new Set(truths.filter(({ isFraud }) => isFraud).map(({ kind }) => kind))]).toEqual([
			...FRAUD_KINDS,
		]);
	});

	test('goes forward in time, each day within its own hours', () => {
		for (const [day, actions] of first.days.entries()) {
			const times = actions.map(({ at }) => at);
			expect(times).toEqual([...times].sort((a, b) => a - b));
			expect(times.every((at) => at >= startOfDay(day) && at < startOfDay(day + 1))).toBe(true);
		}
	});

	test('says of every fraudulent order who commits it, and of no honest one', () => {
		const codes = new Map(first.history.affiliates.map(({ code, truth }) => [code, truth]));
		for (const { truth } of first.days.flat()) {
			const fraudster = codes.get(truth.fraudster ?? '');
			expect(fraudster?.kind ?? null).toBe(truth.fraud);
			expect(fraudster?.isFraud ?? false).toBe(truth.fraud !== null);
		}
	});

	test('is quiet about fraud in the first days, so that there is something to compare with', () => {
		const early = first.days.slice(0, 5).flat();
		const late = first.days.slice(5).flat();
		expect(early.some(({ truth }) => truth.fraud !== null)).toBe(false);
		expect(late.some(({ truth }) => truth.fraud !== null)).toBe(true);
	});
});
