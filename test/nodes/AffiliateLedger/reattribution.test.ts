import {
	balanceOf,
	byCode,
	commissionsOf,
	errorOf,
	ledgerOne,
	orderItem,
	place,
	price,
	record,
	refund,
	runLedger,
	saveAffiliate,
	saveProgramme,
	savePlan,
	setUp,
	currentWorkspace,
	approveAll,
	lineOf,
	type Json,
} from './ledger-user';
import { testStore } from '../../support/runNode';
import { aVerdict } from '../../support/builders';
import { conversionIdOf } from '../../../lib/ledger';
import { suspected } from '../../lib/store/fraud-writes';

async function reattribute(by: readonly string[], parameters: object = {}): Promise<Json> {
	const { fraud: _fraud, ...item } = await orderItem({ by });
	return await reattributed(item, parameters);
}

async function reattributed(item: object, parameters: object = {}): Promise<Json> {
	return (await ledgerOne('conversion', 'reattribute', { ...parameters }, item))['ledger'] as Json;
}

const apply = { reattributeMode: 'apply' };

async function byHand(affiliateShares: string, parameters: object = {}): Promise<Json> {
	const { order } = await orderItem();
	return (
		await ledgerOne('conversion', 'attributeByHand', {
			storeKey: (order as Json)['storeKey'],
			orderId: '1001',
			affiliateShares,
			reason: 'the partner sent the basket',
			approvedBy: 'Mia',
			...parameters,
		})
	)['ledger'] as Json;
}

const pending = async (...codes: string[]) => {
	const balances = [];
	for (const code of codes) balances.push((await balanceOf(code))['pending']);
	return balances;
};

describe('a recorded order that the rules credit otherwise by now', () => {
	it('is only proposed unless it is told to apply', async () => {
		await setUp();
		await place();
		expect(await reattribute(['ben'])).toMatchObject({
			outcome: 'proposed',
			before: [{ affiliateCode: 'anna', earned: { amount: '10.00' } }],
			after: [{ affiliateCode: 'ben', earned: { amount: '10.00' } }],
			difference: { amount: '0.00', currency: 'EUR' },
			adjustments: [],
			changes: [
				'anna had all the credit and has no part of the credit now.',
				'ben had no part of the credit and has all the credit now.',
			],
		});
		expect(await pending('anna', 'ben')).toEqual(['10.00', null]);
		expect(await reattribute(['ben'], apply)).toMatchObject({ outcome: 'reattributed' });
		expect(await pending('anna', 'ben')).toEqual(['0.00', '10.00']);
		expect(await reattribute(['ben'], apply)).toMatchObject({ outcome: 'unchanged', changes: [] });
	});

	it('keeps the plan version, and pays who recruited the new affiliate', async () => {
		await setUp({ additionalFields: { levels: { terms: { basis: 'base', percents: '3' } } } });
		await saveAffiliate('carl');
		await saveAffiliate('ben', { parentCode: 'carl' });
		await place();
		await savePlan({ percent: '50' });
		await reattribute(['ben'], apply);
		expect(await pending('anna', 'ben', 'carl')).toEqual(['0.00', '10.00', '3.00']);
	});

	it('gives a new affiliate the tier it had reached when the order was made', async () => {
		const tiers = {
			tier: [
				{ from: '0', percent: '10' },
				{ from: '150', percent: '20' },
			],
		};
		await setUp({ rateType: 'tiered', tierMetric: 'revenue', tierWindow: 'month', tiers });
		await place({
			orderId: '1000',
			by: ['ben'],
			net: '200.00',
			createdAt: '2026-11-05T12:00:00.000Z',
		});
		await place();
		expect(await pending('anna')).toEqual(['10.00']);
		const before = Number((await pending('ben'))[0]);
		await reattribute(['ben'], apply);
		expect(Number((await pending('ben'))[0]) - before).toBe(20);
		expect(await pending('anna')).toEqual(['0.00']);
	});

	it('books what nobody was credited for, with refunds that came before', async () => {
		await setUp();
		expect(await place({ by: [] })).toMatchObject({ outcome: 'recorded', commissions: [] });
		await refund('1001', '50.00');
		expect(await reattribute(['anna'], apply)).toMatchObject({
			outcome: 'reattributed',
			before: [],
			after: [{ affiliateCode: 'anna', owed: { amount: '5.00' } }],
		});
		expect(await balanceOf('anna')).toMatchObject({ pending: '5.00' });
		await refund('1001', '50.00', { refundId: 'rest' });
		expect(await balanceOf('anna')).toMatchObject({ pending: '0.00' });
	});

	it('that belonged to no programme at all is booked from the order of the item', async () => {
		await setUp();
		const item = await orderItem({ by: [] });
		const attribution = { ...(item['attribution'] as Json), programmeId: null };
		await record(await price({ ...item, attribution }));
		expect(await reattribute(['anna'], apply)).toMatchObject({ outcome: 'reattributed' });
		expect(await pending('anna')).toEqual(['10.00']);
	});

	it('nets what was approved, and comes back whole', async () => {
		await setUp();
		await place();
		await approveAll();
		await reattribute(['anna', 'ben'], apply);
		expect(await balanceOf('anna')).toMatchObject({ approved: '5.00' });
		expect(await balanceOf('ben')).toMatchObject({ pending: '5.00' });
		await reattribute(['anna'], apply);
		expect(await balanceOf('anna')).toMatchObject({ approved: '10.00' });
		expect(await balanceOf('ben')).toMatchObject({ pending: '0.00' });
	});

	it('is edited and re-rated by its new credits afterwards', async () => {
		await setUp();
		await place();
		await reattribute(['ben'], apply);
		await place({
			lines: [lineOf('line-1', '100.00'), lineOf('line-2', '50.00')],
			updatedAt: '2026-11-11T08:00:00.000Z',
		});
		expect(await pending('anna', 'ben')).toEqual(['0.00', '15.00']);
		await savePlan({ percent: '20' });
		const rated = { programme: byCode('main'), name: 'standard', reason: 'agreed' };
		await ledgerOne('plan', 'reRate', rated);
		expect(await pending('anna', 'ben')).toEqual(['0.00', '30.00']);
	});

	it('moves to another programme of the same currency, which it is edited in afterwards', async () => {
		await setUp();
		await place();
		const second = { code: 'second', name: 'Second' };
		const { programmeId } = await saveProgramme(second);
		await savePlan({ programme: byCode('second'), name: 'Other', percent: '30' });
		const item = await orderItem({ by: ['ben'], touch: { programmeId } });
		const attribution = { ...(item['attribution'] as Json), programmeId, programmeCode: 'second' };
		await reattributed({ ...item, attribution }, apply);
		expect(await pending('anna', 'ben')).toEqual(['0.00', '30.00']);
		await place({
			lines: [lineOf('line-1', '100.00'), lineOf('line-2', '100.00')],
			updatedAt: '2026-11-11T08:00:00.000Z',
		});
		expect(await pending('anna', 'ben')).toEqual(['0.00', '60.00']);
	});

	it('is refused in a programme that pays another currency', async () => {
		await setUp();
		await place();
		const { programmeId } = await saveProgramme({ code: 'us', name: 'US', currency: 'USD' });
		await savePlan({ programme: byCode('us'), name: 'Dollars' });
		await ledgerOne('exchangeRate', 'upsert', {
			fromCurrency: 'EUR',
			toCurrency: 'USD',
			rate: '1.1',
			additionalFields: { asOf: '2026-11-10T00:00:00' },
		});
		const item = await orderItem({ by: ['ben'], touch: { programmeId } });
		const attribution = { ...(item['attribution'] as Json), programmeId, programmeCode: 'us' };
		expect(await reattributed({ ...item, attribution }, apply)).toMatchObject({
			outcome: 'refused',
			message: expect.stringContaining('in another currency'),
		});
		expect(await pending('anna', 'ben')).toEqual(['10.00', null]);
	});

	it('that the check looked at anew is held by what it says', async () => {
		await setUp();
		await place();
		const fraud = { verdict: 'review', reason: 'odd' } as const;
		const item = await orderItem({ by: ['ben'], verdict: fraud });
		await reattributed(item, apply);
		expect(await balanceOf('ben')).toMatchObject({ held: '10.00' });
		const rejected = await orderItem({ by: ['anna'], verdict: { verdict: 'reject' } });
		expect(await reattributed(rejected, apply)).toMatchObject({
			outcome: 'refused',
			message: expect.stringContaining('rejected_by_fraud_check'),
		});
	});

	it('that nobody is credited for any more can still be edited', async () => {
		await setUp();
		await place();
		await reattribute([], apply);
		const lines = [lineOf('line-1', '100.00'), lineOf('line-2', '50.00')];
		expect(await place({ lines, updatedAt: '2026-11-11T08:00:00.000Z' })).toMatchObject({
			outcome: 'adjusted',
			message: 'The edit changes no commission.',
		});
		expect(await pending('anna')).toEqual(['0.00']);
		const { fraud: _fraud, ...item } = await orderItem({
			lines,
			updatedAt: '2026-11-11T08:00:00.000Z',
		});
		await reattributed(item, apply);
		expect(await pending('anna')).toEqual(['15.00']);
	});

	it.each([
		['an order that is not paid', { status: 'pending', paidAt: null }],
		['an order that the check rejected', { verdict: { verdict: 'reject' } }],
		['a test order', { isTest: true }],
	] as const)('%s joins no browser to the customer it names', async (_which, placed) => {
		await setUp();
		const store = await testStore(currentWorkspace());
		const join = jest.fn(async () => undefined);
		Object.assign(store, { journeys: { ...store.journeys, joinCustomer: join } });
		const item = await price(await orderItem(placed));
		await record({ ...item, attribution: { ...(item['attribution'] as Json), journeyIds: ['j'] } });
		expect(join).not.toHaveBeenCalled();
	});

	it('joins the browsers it was found by', async () => {
		const join = jest.fn(async () => undefined);
		const store = await testStore(currentWorkspace());
		Object.assign(store, { journeys: { ...store.journeys, joinCustomer: join } });
		await setUp();
		const item = await price(await orderItem());
		const journeyIds = ['jrn_1', 'jrn_2'];
		await record({ ...item, attribution: { ...(item['attribution'] as Json), journeyIds } });
		const [customerKey] = (join.mock.calls[0] ?? []) as unknown as [string];
		expect(customerKey).toMatch(/^[0-9a-f]{64}$/);
		expect(join).toHaveBeenCalledWith(customerKey, journeyIds, expect.any(String));
	});

	it.each([
		['that is not recorded', { orderId: 'other' }, /is not recorded/],
		['whose content is another one', { net: '99.00' }, /is recorded with another content/],
	])('an order %s is an error that says what to do', async (_how, placed, message) => {
		await setUp();
		await place();
		const error = await errorOf(reattributed(await orderItem(placed)));
		expect(error.message).toMatch(message);
		expect(error.hint).not.toBe('');
	});
});

describe('an order that a person attributes', () => {
	it('is shared by the parts, and rules leave it as it is', async () => {
		await setUp();
		await place();
		expect(await byHand('anna=60, ben=40')).toMatchObject({
			outcome: 'reattributed',
			after: [
				{ affiliateCode: 'anna', earned: { amount: '6.00' } },
				{ affiliateCode: 'ben', earned: { amount: '4.00' } },
			],
		});
		expect(await pending('anna', 'ben')).toEqual(['6.00', '4.00']);
		expect(await reattribute(['anna'], apply)).toMatchObject({
			outcome: 'refused',
			message: expect.stringMatching(/^Mia attributed the order by hand/),
		});
		expect(await byHand('anna')).toMatchObject({ outcome: 'reattributed' });
		expect(await pending('anna', 'ben')).toEqual(['10.00', '0.00']);
	});

	it('stays theirs when it had no plan yet, and is recorded once more', async () => {
		await saveProgramme();
		for (const code of ['anna', 'ben']) await saveAffiliate(code);
		await place();
		expect(await byHand('ben')).toMatchObject({ outcome: 'reattributed', after: [] });
		await savePlan();
		await place();
		expect(await pending('anna', 'ben')).toEqual([null, '10.00']);
	});

	it('stays theirs when it earned nothing yet, and is edited', async () => {
		await setUp();
		await place({ net: '0.00' });
		expect(await byHand('ben')).toMatchObject({ outcome: 'reattributed', after: [] });
		await place({ updatedAt: '2026-11-11T08:00:00.000Z' });
		expect(await pending('anna', 'ben')).toEqual([null, '10.00']);
	});

	it('gives the renewals of a subscription to the greatest part', async () => {
		await setUp();
		await place({ subscription: { subscriptionId: 's1', paymentNumber: 1, startedAt: null } });
		const { order } = (await orderItem()) as { order: Json };
		const store = await testStore(currentWorkspace());
		for (const [shares, code] of [
			['anna=90, ben=10', 'anna'],
			['anna=10, ben=90', 'ben'],
		] as const) {
			await byHand(shares);
			const { affiliateId } = await ledgerOne('affiliate', 'get', { code });
			const key = String(order['storeKey']);
			const { credit } = await store.history.subscriptionHistory(
				key,
				's1',
				'2026-12-10T00:00:00.000Z',
			);
			expect(credit?.affiliateId).toBe(affiliateId);
		}
	});

	it('says who decided and why in the audit', async () => {
		await setUp();
		await place();
		await byHand('ben');
		const [commission] = await commissionsOf('anna');
		const store = await testStore(currentWorkspace());
		const story = await store.ledger.commissionStory(String(commission?.['commissionId']));
		expect(story?.adjustments).toMatchObject([
			{
				kind: 're_attribution',
				actor: 'Mia',
				trace: [{ text: 'the partner sent the basket (Mia)' }],
			},
		]);
		expect(story?.journal?.attribution.decidedBy).toBe('Mia');
	});

	it('earns although the check had rejected it only once a person cleared it', async () => {
		await setUp();
		await place({ verdict: { verdict: 'reject' } });
		expect(await byHand('ben')).toMatchObject({
			message: expect.stringContaining('It earns no commission: rejected_by_fraud_check.'),
		});
		const store = await testStore(currentWorkspace());
		const { order } = await orderItem();
		const key = { storeKey: String((order as Json)['storeKey']), orderId: '1001' };
		const conversionId = conversionIdOf(key.storeKey, key.orderId);
		const verdict = aVerdict({ verdict: 'reject' });
		await store.fraud.recordCheck(suspected({ ...key, verdict }, { ...key, conversionId }));
		await store.fraud.moveCase({
			caseId: 'cas_1',
			from: 'open',
			to: 'cleared',
			actor: 'Mia',
			note: null,
			at: '2026-11-20T09:00:00.000Z',
		});
		await byHand('anna');
		expect(await pending('anna', 'ben')).toEqual(['10.00', null]);
	});

	it.each([
		[' ', /'Affiliates' is empty/],
		['anna=half', /'anna=half' is not an affiliate with its part/],
		['anna=0', /'anna=0' is not an affiliate/],
		['nobody=1', /no affiliate with the code 'nobody'/],
		['anna, anna', /named twice/],
	])('by wrong parts is told: %s', async (shares, message) => {
		await setUp();
		await place();
		const error = await errorOf(byHand(shares));
		expect(error.message).toMatch(message);
		expect(error.hint).not.toBe('');
		expect(await pending('anna')).toEqual(['10.00']);
	});

	it.each([
		[{ reason: ' ' }, /'Reason' is empty/],
		[{ approvedBy: ' ' }, /'Approved By' is empty/],
		[{ orderId: 'none' }, /is not recorded/],
	])('without what the audit needs is refused: %#', async (parameters, message) => {
		await setUp();
		await place();
		expect((await errorOf(byHand('ben', parameters))).message).toMatch(message);
	});

	it('that is unknown leaves through the error output', async () => {
		await setUp();
		const run = await runLedger(
			'conversion',
			'attributeByHand',
			{
				storeKey: 'x',
				orderId: 'y',
				affiliateShares: 'anna',
				reason: 'r',
				approvedBy: 'Mia',
			},
			{ items: [{ row: 1 }], onError: 'continueErrorOutput' },
		);
		expect(run.json(1)).toMatchObject([{ row: 1, details: { code: 'unknown_conversion' } }]);
	});
});
