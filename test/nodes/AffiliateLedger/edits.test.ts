import {
	balanceOf,
	commissionsOf,
	errorOf,
	ledger,
	ledgerOne,
	lineOf,
	orderItem,
	place,
	price,
	record,
	refund,
	runLedger,
	savePlan,
	setUp,
	type Placed,
} from './ledger-user';

const LATER = '2026-11-11T08:00:00.000Z';

/** The order of 100.00 with a further line, as the store sends it after the edit. */
const withFurtherLine = (net: string, overrides: Placed = {}): Placed => ({
	lines: [lineOf('line-1', '100.00'), lineOf('line-2', net)],
	updatedAt: LATER,
	...overrides,
});

describe('an order edited in the store', () => {
	it('books the difference, and the same edit again books nothing', async () => {
		await setUp();
		await place();
		const edited = await place(withFurtherLine('50.00'));
		expect(edited).toMatchObject({
			outcome: 'adjusted',
			adjustments: [{ kind: 'edit', amount: { amount: '5.00', currency: 'EUR' } }],
			commissions: [{ amount: { amount: '10.00' }, adjusted: { amount: '5.00' } }],
			message: 'The order was edited: +5.00 EUR for anna.',
		});
		expect(await place(withFurtherLine('50.00'))).toMatchObject({ outcome: 'duplicate' });
		expect(await balanceOf('anna')).toMatchObject({ pending: '15.00' });
	});

	it('takes off what an edit makes smaller, for every beneficiary', async () => {
		await setUp();
		await place({ by: ['anna', 'ben'] });
		const smaller = { by: ['anna', 'ben'], net: '60.00', updatedAt: LATER };
		expect(await place(smaller)).toMatchObject({
			outcome: 'adjusted',
			adjustments: [{ amount: { amount: '-2.00' } }, { amount: { amount: '-2.00' } }],
		});
		expect(await balanceOf('ben')).toMatchObject({ pending: '3.00' });
	});

	it('that comes with an earlier or no later time is a conflict and changes nothing', async () => {
		await setUp();
		await place();
		for (const updatedAt of ['2026-11-10T12:00:00.000Z', '2026-11-09T12:00:00.000Z']) {
			expect(await place(withFurtherLine('50.00', { updatedAt }))).toMatchObject({
				outcome: 'conflict',
				message: expect.stringContaining('already recorded with other amounts'),
			});
		}
		expect(await balanceOf('anna')).toMatchObject({ pending: '10.00' });
	});

	it('keeps the plan version it was recorded under', async () => {
		await setUp();
		await place();
		await savePlan({ percent: '50' });
		const priced = await price(await orderItem(withFurtherLine('50.00')));
		expect(priced).toMatchObject({ commission: { planVersion: 1, total: { amount: '15.00' } } });
		expect(await record(priced)).toMatchObject({ outcome: 'adjusted' });
		expect(await place({ orderId: '1002' })).toMatchObject({
			commissions: [{ planVersion: 2, amount: { amount: '50.00' } }],
		});
	});

	it('keeps who was credited, whoever would be by now', async () => {
		await setUp();
		await place();
		expect(await place(withFurtherLine('50.00', { by: ['ben'] }))).toMatchObject({
			outcome: 'adjusted',
			adjustments: [{ amount: { amount: '5.00' } }],
		});
		expect(await balanceOf('ben')).toMatchObject({ pending: null });
	});

	it('that was refunded in part adds only what is not refunded', async () => {
		await setUp();
		await place();
		await refund('1001', '50.00');
		expect(await balanceOf('anna')).toMatchObject({ pending: '5.00' });
		await place(withFurtherLine('50.00'));
		expect(await balanceOf('anna')).toMatchObject({ pending: '10.00' });
	});

	it('after the approval adds to what is approved', async () => {
		await setUp();
		await place();
		await ledgerOne('commission', 'approveDue');
		await place(withFurtherLine('50.00'));
		expect(await balanceOf('anna')).toMatchObject({ pending: '0.00', approved: '15.00' });
	});

	it('keeps a correction that a person made', async () => {
		await setUp();
		const { commissions } = await place();
		const { commissionId } = commissions[0];
		const correction = { commissionId, amount: '2.50', reason: 'extra review' };
		expect(await ledgerOne('commission', 'adjust', correction)).toMatchObject({
			outcome: 'adjusted',
			message: 'Adjusted by +2.50 EUR.',
			commission: { adjusted: { amount: '2.50' } },
		});
		await place(withFurtherLine('50.00'));
		expect(await balanceOf('anna')).toMatchObject({ pending: '17.50' });
	});
});

describe('a correction by hand', () => {
	const adjust = async (commissionId: string, amount: string, reason = 'agreed') =>
		await ledgerOne('commission', 'adjust', { commissionId, amount, reason });

	it('takes off no more than was earned', async () => {
		await setUp();
		const { commissionId } = (await place())['commissions'][0];
		expect(await adjust(commissionId, '-10.01')).toMatchObject({
			outcome: 'refused',
			message: expect.stringContaining('no more than that can be taken off'),
		});
		expect(await adjust(commissionId, '-4.00')).toMatchObject({ outcome: 'adjusted' });
		expect(await adjust(commissionId, '0')).toMatchObject({ outcome: 'unchanged' });
		expect(await balanceOf('anna')).toMatchObject({ pending: '6.00' });
	});

	it('is not made on what a person took back', async () => {
		await setUp();
		const { commissionId } = (await place())['commissions'][0];
		await ledgerOne('commission', 'reverse', { commissionId, reason: 'self-referral' });
		expect(await adjust(commissionId, '1.00')).toMatchObject({ outcome: 'refused' });
	});

	it.each([
		[' ', 'agreed', /'Amount' is empty/],
		['five', 'agreed', /'five' is not/],
		['1.001', 'agreed', /'1.001' has/],
		['1.00', ' ', /'Reason' is empty/],
	])('that is wrong is told: %s', async (amount, reason, message) => {
		await setUp();
		const { commissionId } = (await place())['commissions'][0];
		const error = await errorOf(adjust(commissionId, amount, reason));
		expect(error.message).toMatch(message);
		expect(error.hint).not.toBe('');
		expect(await balanceOf('anna')).toMatchObject({ pending: '10.00' });
	});

	it('of an unknown commission leaves through the error output', async () => {
		const run = await runLedger(
			'commission',
			'adjust',
			{ commissionId: 'com_none', amount: '1.00', reason: 'agreed' },
			{ items: [{ row: 1 }], onError: 'continueErrorOutput' },
		);
		expect(run.json(0)).toEqual([]);
		expect(run.json(1)).toMatchObject([
			{
				row: 1,
				error: "There is no commission 'com_none'",
				details: { code: 'unknown_commission' },
			},
		]);
	});
});

describe('caps', () => {
	const capped = (cap: object) => ({ additionalFields: { caps: { cap: [cap] } } });
	const second = { orderId: '1002', createdAt: '2026-11-11T12:00:00.000Z' };

	it('per affiliate and month cut when the ledger books, whatever the price said before', async () => {
		await setUp(capped({ scope: 'affiliate', window: 'month', limit: '15.00' }));
		const [first, other] = [await price(await orderItem()), await price(await orderItem(second))];
		expect(other).toMatchObject({ commission: { total: { amount: '10.00' } } });
		await record(first);
		expect(await record(other)).toMatchObject({
			commissions: [{ amount: { amount: '5.00' }, line: { uncappedAmount: { amount: '10.00' } } }],
		});
		expect(await place({ ...second, orderId: '1003', by: ['ben'] })).toMatchObject({
			commissions: [{ amount: { amount: '10.00' } }],
		});
		expect(await place({ ...second, orderId: '1004' })).toMatchObject({ commissions: [] });
		const december = { orderId: '1005', createdAt: '2026-12-01T00:00:00.000Z' };
		expect(await place(december)).toMatchObject({ commissions: [{ amount: { amount: '10.00' } }] });
	});

	it('per customer and for the whole programme count what they say', async () => {
		await setUp(capped({ scope: 'customer', window: 'lifetime', limit: '12.00' }));
		await place();
		expect(await place(second)).toMatchObject({ commissions: [{ amount: { amount: '2.00' } }] });
		await savePlan(capped({ scope: 'programme', window: 'year', limit: '14.00' }));
		expect(await place({ orderId: '1003', by: ['ben'] })).toMatchObject({
			commissions: [{ amount: { amount: '2.00' } }],
		});
	});

	it('per order cut each order', async () => {
		await setUp(capped({ scope: 'order', limit: '8.00' }));
		expect(await place()).toMatchObject({ commissions: [{ amount: { amount: '8.00' } }] });
		expect(await place(second)).toMatchObject({ commissions: [{ amount: { amount: '8.00' } }] });
	});

	it('have room again after a refund, and hold back an edit', async () => {
		await setUp(capped({ scope: 'affiliate', window: 'month', limit: '15.00' }));
		await place();
		await refund('1001', '100.00');
		expect(await place({ ...second, net: '140.00' })).toMatchObject({
			commissions: [{ amount: { amount: '14.00' } }],
		});
		const edit = { ...second, net: '200.00', updatedAt: '2026-11-12T12:00:00.000Z' };
		expect(await place(edit)).toMatchObject({
			outcome: 'adjusted',
			adjustments: [{ amount: { amount: '1.00' } }],
		});
		expect(await balanceOf('anna')).toMatchObject({ pending: '15.00' });
	});
});

describe('a retroactive tier', () => {
	const tiered = {
		rateType: 'tiered',
		tiers: {
			tier: [
				{ from: '0', percent: '5' },
				{ from: '1000', percent: '10' },
			],
		},
		tierOptions: { isRetroactive: true },
	};

	it('adds the difference for the earlier orders of the window, once', async () => {
		await setUp(tiered);
		await place({ net: '300.00' });
		await place({ orderId: '1002', createdAt: '2026-11-11T12:00:00.000Z', net: '200.00' });
		await place({ orderId: '1003', createdAt: '2026-10-31T12:00:00.000Z', net: '900.00' });
		const reaching = { orderId: '1004', createdAt: '2026-11-12T12:00:00.000Z', net: '500.00' };
		const item = await price(await orderItem(reaching));
		expect(await record(item)).toMatchObject({
			outcome: 'recorded',
			commissions: [{ amount: { amount: '50.00' } }],
			reRated: [
				{ outcome: 're_rated', difference: { amount: '15.00' } },
				{ outcome: 're_rated', difference: { amount: '10.00' } },
			],
		});
		expect(await balanceOf('anna')).toMatchObject({ pending: '145.00' });
		expect(await record(item)).not.toHaveProperty('reRated');
		const next = { orderId: '1005', createdAt: '2026-11-13T12:00:00.000Z' };
		expect(await place(next)).not.toHaveProperty('reRated');
		expect(await balanceOf('anna')).toMatchObject({ pending: '155.00' });
		const earlier = (await commissionsOf('anna')).map(({ adjusted }) => adjusted.amount).sort();
		expect(earlier).toEqual(['0.00', '0.00', '0.00', '10.00', '15.00']);
	});

	it('is reached by an edit as well', async () => {
		await setUp(tiered);
		await place({ net: '300.00' });
		const second = { orderId: '1002', createdAt: '2026-11-11T12:00:00.000Z', net: '200.00' };
		await place(second);
		const edit = { ...second, net: '700.00', updatedAt: '2026-11-12T12:00:00.000Z' };
		expect(await place(edit)).toMatchObject({
			outcome: 'adjusted',
			adjustments: [{ amount: { amount: '60.00' } }],
			reRated: [{ difference: { amount: '15.00' } }],
		});
		expect(await balanceOf('anna')).toMatchObject({ pending: '100.00' });
	});

	it('keeps a correction by hand', async () => {
		await setUp(tiered);
		const { commissionId } = (await place({ net: '300.00' }))['commissions'][0];
		await ledgerOne('commission', 'adjust', { commissionId, amount: '1.00', reason: 'agreed' });
		await place({ orderId: '1002', createdAt: '2026-11-12T12:00:00.000Z', net: '700.00' });
		expect(await balanceOf('anna')).toMatchObject({ pending: '101.00' });
	});
});

describe('the statement', () => {
	it('ends with what is left after an edit and a refund', async () => {
		await setUp();
		await place();
		await place(withFurtherLine('50.00'));
		await refund('1001', '100.00');
		const entries = await ledger('statement', 'get', {
			affiliate: { __rl: true, mode: 'code', value: 'anna' },
			returnAll: true,
		});
		expect(entries.at(-1)).toMatchObject({ balance: { amount: '5.00' } });
	});
});
