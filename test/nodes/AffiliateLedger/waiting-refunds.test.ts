import { addDays } from '../../../lib/kernel';
import { goTo, ledger, place, refund, setUp, TODAY } from './ledger-user';

const waiting = async (parameters: object = {}) =>
	(await ledger('refund', 'getWaiting', { days: 30, ...parameters })).map(
		(entry) => entry['orderId'],
	);

describe('refunds whose order never came', () => {
	it('are told of after their days, whatever else was refunded', async () => {
		await setUp();
		await place();
		await refund('1001', '5.00');
		await refund('7777', '5.00');
		expect(await waiting()).toEqual([]);
		goTo(addDays(TODAY, 31));
		expect(await waiting()).toEqual(['7777']);
		expect(await waiting({ days: 60 })).toEqual([]);
	});

	it('are told of once by a daily run, however late some runs are', async () => {
		await setUp();
		await refund('7777', '5.00');
		const told: unknown[][] = [];
		for (const day of [29.9, 30.8, 32.3, 33, 33.9]) {
			goTo(addDays(TODAY, day));
			told.push(await waiting({ isNewOnly: true }));
		}
		expect(told.flat()).toEqual(['7777']);
	});

	it('are no items when none waits', async () => {
		await setUp();
		expect(await waiting()).toEqual([]);
		expect(await waiting({ isNewOnly: true })).toEqual([]);
	});
});
