import {
	approveAll,
	balanceOf,
	byCode,
	commissionsOf,
	errorOf,
	ledgerOne,
	place,
	refund,
	saveAffiliate,
	savePlan,
	setUp,
	type Json,
} from './ledger-user';
import { createBatch, savePolicy, saveProfile, sentBatch, payoutOf } from './payout-user';

const reRate = async (parameters: object = {}): Promise<Json> =>
	await ledgerOne('plan', 'reRate', {
		programme: byCode('main'),
		name: 'standard',
		reason: 'agreed for November',
		...parameters,
	});

const second = { orderId: '1002', createdAt: '2026-11-11T12:00:00.000Z' };

describe('re-rating recorded orders', () => {
	it('books the difference to the newest version once', async () => {
		await setUp();
		await place();
		await place({ ...second, by: ['ben'] });
		expect(await reRate()).toMatchObject({ version: 1, orders: 2, changed: 0, results: [] });
		await savePlan({ percent: '15' });
		expect(await reRate()).toMatchObject({
			plan: 'Standard',
			version: 2,
			orders: 2,
			skipped: 0,
			changed: 2,
			results: [
				{ outcome: 're_rated', difference: { amount: '5.00', currency: 'EUR' } },
				{ outcome: 're_rated', difference: { amount: '5.00' } },
			],
		});
		expect(await reRate()).toMatchObject({ changed: 0 });
		expect(await balanceOf('anna')).toMatchObject({ pending: '15.00' });
		const [commission] = await commissionsOf('anna');
		expect(commission).toMatchObject({
			amount: { amount: '10.00' },
			adjusted: { amount: '5.00' },
		});
	});

	it('takes off where the newest version pays less, and keeps what a refund took', async () => {
		await setUp();
		await place();
		await refund('1001', '50.00');
		await savePlan({ percent: '4' });
		expect(await reRate()).toMatchObject({ results: [{ difference: { amount: '-6.00' } }] });
		expect(await balanceOf('anna')).toMatchObject({ pending: '2.00' });
	});

	it('goes for one affiliate and one period only, if they are named', async () => {
		await setUp();
		await place();
		await place({ ...second, by: ['ben'] });
		await savePlan({ percent: '15' });
		expect(await reRate({ affiliate: byCode('ben') })).toMatchObject({ orders: 1, changed: 1 });
		const additionalFields = { from: '2026-11-11T00:00:00', to: '2026-11-12T00:00:00' };
		expect(await reRate({ additionalFields })).toMatchObject({ orders: 1, changed: 0 });
		expect(await balanceOf('anna')).toMatchObject({ pending: '10.00' });
		expect(await balanceOf('ben')).toMatchObject({ pending: '15.00' });
	});

	it('adds to what is approved, and after the payout to the next one', async () => {
		await setUp();
		await savePolicy();
		await saveProfile('anna');
		await place({ net: '1000.00' });
		await approveAll();
		await savePlan({ percent: '12' });
		await reRate();
		expect(await balanceOf('anna')).toMatchObject({ approved: '120.00' });
		const { batchId } = await sentBatch();
		await ledgerOne('payout', 'recordResults', { batchId, payoutOutcome: 'paid' });
		await savePlan({ percent: '20' });
		await reRate();
		expect(await balanceOf('anna')).toMatchObject({ paid: '120.00', approved: '80.00' });
		const next = await createBatch('2026-12');
		expect(payoutOf(next, 'anna')).toMatchObject({ gross: { amount: '80.00' } });
	});

	it('pays who recruited when the newest version does', async () => {
		await setUp();
		await saveAffiliate('anna', { parentCode: 'ben' });
		await place();
		const levels = { terms: { basis: 'base', percents: '3' } };
		await savePlan({ additionalFields: { levels } });
		expect(await reRate()).toMatchObject({ changed: 1 });
		expect(await balanceOf('ben')).toMatchObject({ pending: '3.00' });
		expect(await reRate()).toMatchObject({ changed: 0 });
	});

	it('leaves what a person took back', async () => {
		await setUp();
		const { commissions } = await place();
		const { commissionId } = commissions[0];
		await ledgerOne('commission', 'reverse', { commissionId, reason: 'self-referral' });
		await savePlan({ percent: '15' });
		await reRate();
		expect(await balanceOf('anna')).toMatchObject({ pending: '0.00', approved: null });
	});

	it.each([
		[{ name: 'Nothing' }, /has no plan 'Nothing'/],
		[{ name: ' ' }, /'Plan Name' is empty/],
		[{ reason: ' ' }, /'Reason' is empty/],
		[{ affiliate: byCode('nobody') }, /no affiliate with the code 'nobody'/],
		[{ programme: byCode('nobody') }, /no programme with the code 'nobody'/],
		[{ additionalFields: { from: 'last week' } }, /'last week'/],
	])('of what is not there is refused: %#', async (parameters, message) => {
		await setUp();
		const error = await errorOf(reRate(parameters));
		expect(error.message).toMatch(message);
		expect(error.hint).not.toBe('');
	});
});

describe('a backtest', () => {
	const backtest = async (parameters: object = {}): Promise<Json> =>
		await ledgerOne('plan', 'backtest', {
			programme: byCode('main'),
			name: 'What if',
			...parameters,
		});

	it('tells per affiliate what another plan would have paid, and writes nothing', async () => {
		await setUp();
		await place();
		await place({ ...second, net: '300.00', by: ['ben'] });
		await refund('1002', '0.00', {
			lines: [
				{
					lineId: 'line-1',
					quantity: 0,
					net: { amountMinor: 10000n, currency: 'EUR' },
					tax: { amountMinor: 0n, currency: 'EUR' },
				},
			],
		});
		const before = [await balanceOf('anna'), await balanceOf('ben'), await commissionsOf('ben')];
		const report = await backtest({ percent: '15' });
		expect(report).toMatchObject({
			planName: 'What if',
			orders: 2,
			skipped: { count: 0 },
			totals: {
				booked: { amount: '30.00' },
				proposed: { amount: '45.00' },
				difference: { amount: '15.00', currency: 'EUR' },
			},
			percentOfBase: { booked: '10.00', proposed: '15.00', difference: '5.00' },
			affiliates: [
				{ code: 'ben', difference: { amount: '10.00' } },
				{ code: 'anna', difference: { amount: '5.00' } },
			],
		});
		const after = [await balanceOf('anna'), await balanceOf('ben'), await commissionsOf('ben')];
		expect(after).toEqual(before);
		expect(await ledgerOne('plan', 'get', { programme: byCode('main') })).toMatchObject({
			name: 'Standard',
			version: 1,
		});
	});

	it('takes a preset or JSON, and looks at one period', async () => {
		await setUp();
		await place();
		await place(second);
		const period = { from: '2026-11-11T00:00:00' };
		const asPreset = { definePlanBy: 'preset', preset: 'perLead', period };
		expect(await backtest(asPreset)).toMatchObject({
			orders: 1,
			totals: { difference: { amount: '-10.00' } },
		});
		const planJson = '{ "rate": { "type": "percentage", "percent": "11" } }';
		expect(await backtest({ definePlanBy: 'json', planJson })).toMatchObject({
			totals: { difference: { amount: '2.00' } },
		});
	});

	it('knows who recruited whom, which the plan in effect did not ask', async () => {
		await setUp();
		await saveAffiliate('anna', { parentCode: 'ben' });
		await place();
		const terms = { basis: 'commission', percents: '20' };
		expect(await backtest({ additionalFields: { levels: { terms } } })).toMatchObject({
			affiliates: [{ code: 'ben', proposed: { amount: '2.00' } }, { code: 'anna' }],
		});
	});

	it('of nothing is empty', async () => {
		await setUp();
		expect(await backtest()).toMatchObject({ period: null, orders: 0, affiliates: [] });
	});

	it.each([
		[{ percent: 'ten' }, /plan\.rate\.percent/],
		[{ definePlanBy: 'json', planJson: '{' }, /'Plan' is not a valid JSON object/],
		[{ name: ' ' }, /'Name' is empty/],
	])('of a wrong plan is refused: %#', async (parameters, message) => {
		await setUp();
		expect((await errorOf(backtest(parameters))).message).toMatch(message);
	});
});
