import { BASE_DAY, salesDay } from '../../scripts/simulate/sales-day';

describe('a simulated sales day', () => {
	it('is the same for the same seed, and another one for another', () => {
		expect(salesDay({ seed: 1, times: 1 })).toEqual(salesDay({ seed: 1, times: 1 }));
		expect(salesDay({ seed: 1, times: 1 })).not.toEqual(salesDay({ seed: 2, times: 1 }));
	});

	it('has as much of everything as it is told', () => {
		const { actions, truth } = salesDay({ seed: 3, times: 10 });
		const of = (kind: string) => actions.filter((action) => action.kind === kind).length;
		expect([of('click'), of('order')]).toEqual([BASE_DAY.clicks * 10, BASE_DAY.orders * 10]);
		expect(of('refund')).toBe(truth.refunds);
		expect(truth.orders + truth.failed + truth.forged).toBe(BASE_DAY.orders * 10);
		expect(truth.selfReferred).toBeGreaterThan(0);
		expect(truth.deliveriesSent).toBeGreaterThan(BASE_DAY.orders * 10);
	});

	it('goes by the hours, with its peak at noon', () => {
		const { actions } = salesDay({ seed: 4, times: 10 });
		const hours = new Array<number>(24).fill(0);
		for (const { at } of actions) {
			expect(at).toBeGreaterThanOrEqual(0);
			expect(at).toBeLessThan(1);
			hours[Math.floor(at * 24)] = (hours[Math.floor(at * 24)] ?? 0) + 1;
		}
		expect(hours.indexOf(Math.max(...hours))).toBe(12);
		expect([...actions].sort((a, b) => a.at - b.at)).toEqual(actions);
	});

	it('pays nothing back that nobody paid', () => {
		const { actions } = salesDay({ seed: 5, times: 5 });
		const paid = new Set(
			actions.flatMap((action) =>
				action.kind === 'order' && action.isPaid && !action.isForged ? [action.number] : [],
			),
		);
		for (const action of actions) {
			if (action.kind === 'refund') expect(paid.has(action.number)).toBe(true);
		}
	});
});
