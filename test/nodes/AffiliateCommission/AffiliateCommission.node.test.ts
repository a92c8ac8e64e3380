import { AffiliateCommission } from '../../../nodes/AffiliateCommission/AffiliateCommission.node';
import { eur } from '../../support/builders';
import { runNode } from '../../support/runNode';
import {
	currentWorkspace,
	errorOf,
	lineOf,
	orderItem,
	place,
	price,
	priceOf,
	setUp,
	type Json,
	type Placed,
} from '../AffiliateLedger/ledger-user';

const commissionOf = async (placed: Placed = {}): Promise<Json> =>
	(await price(await orderItem(placed)))['commission'] as Json;

describe('the commission of an order', () => {
	it('is added to the item with everything needed to compute it again', async () => {
		await setUp();
		const item: Json = { ...(await orderItem()), kept: 'as it is' };
		const priced = await price(item);
		expect(priced).toMatchObject({
			kept: 'as it is',
			order: item['order'],
			commission: {
				outcome: 'commissioned',
				reason: 'priced',
				planVersion: 1,
				base: { amount: '100.00', currency: 'EUR' },
				total: { amount: '10.00', currency: 'EUR' },
				holdUntil: '2026-11-10T12:00:00.000Z',
				context: { affiliates: [{ code: 'anna', status: 'active' }], exchangeRate: null },
			},
		});
		const { lines, trace } = priced['commission'];
		expect(lines[0].sentence).toContain('10 % of 100.00 EUR');
		expect(lines[0].parts).toEqual([
			{ lineId: 'line-1', amount: { amount: '10.00', currency: 'EUR' } },
		]);
		expect(trace.map(({ rule }: Json) => rule)).toContain('hold');
	});

	it('writes nothing, however often it is computed', async () => {
		await setUp();
		const item = await orderItem();
		expect(await price(item)).toEqual(await price(item));
		expect(await place()).toMatchObject({ outcome: 'recorded' });
	});

	it('shares parts among lines to the cent', async () => {
		await setUp();
		const lines = ['33.33', '33.33', '33.34'].map((net, index) => lineOf(`line-${index}`, net));
		const [line] = (await commissionOf({ lines }))['lines'];
		const parts = (line.parts as Json[]).map(({ amount }) => amount.amount).sort();
		expect([line.amount.amount, parts]).toEqual(['10.00', ['3.33', '3.33', '3.34']]);
	});

	it.each<[string, Placed, string, string]>([
		['a test order', { isTest: true }, 'skipped', 'test_order'],
		['an unpaid order', { status: 'pending', paidAt: null }, 'skipped', 'order_not_paid'],
		['an order without an affiliate', { by: [] }, 'skipped', 'no_affiliate'],
		['a rejected order', { verdict: { verdict: 'reject' } }, 'skipped', 'rejected_by_fraud_check'],
		['an order under review', { verdict: { verdict: 'review' } }, 'held', 'review_required'],
		[
			'an order of last year',
			{ createdAt: '2025-11-10T12:00:00.000Z' },
			'held',
			'no_plan_in_effect',
		],
		[
			'an order of gift cards',
			{ lines: [lineOf('line-1', '100.00', { isGiftCard: true })] },
			'skipped',
			'nothing_commissionable',
		],
	])('of %s says why', async (_name, placed, outcome, reason) => {
		await setUp();
		const commission = await commissionOf(placed);
		expect(commission).toMatchObject({ outcome, reason });
		expect(commission['trace']).not.toEqual([]);
	});

	it('needs no fraud check', async () => {
		await setUp();
		const { fraud: _fraud, ...item } = await orderItem();
		expect(await price(item)).toMatchObject({ commission: { outcome: 'commissioned' } });
	});

	it('counts the orders of an affiliate before it, not those after', async () => {
		const tiers = {
			tier: [
				{ from: '0', percent: '5' },
				{ from: '2', percent: '10' },
			],
		};
		await setUp({ rateType: 'tiered', tierMetric: 'sales', tiers });
		await place({ createdAt: '2026-11-12T12:00:00.000Z' });
		expect(await priceOf({ orderId: '2', createdAt: '2026-11-11T12:00:00.000Z' })).toEqual({
			anna: '5.00',
		});
		expect(await priceOf({ orderId: '2', createdAt: '2026-11-13T12:00:00.000Z' })).toEqual({
			anna: '10.00',
		});
	});

	it('of a subscription counts its payments where the store does not', async () => {
		await setUp({ additionalFields: { recurringPayments: 2 } });
		const payment = (orderId: string, createdAt: string): Placed => ({
			orderId,
			createdAt,
			subscription: { subscriptionId: 'sub-1', paymentNumber: null, startedAt: null },
		});
		expect(await place(payment('1', '2026-08-10T12:00:00.000Z'))).toMatchObject({
			commissions: [{ kind: expect.stringMatching(/sale|recurring/) }],
		});
		await place(payment('2', '2026-09-10T12:00:00.000Z'));
		expect(await commissionOf(payment('3', '2026-10-10T12:00:00.000Z'))).toMatchObject({
			outcome: 'skipped',
			reason: 'recurring_ended',
		});
	});
});

describe('an item that cannot be priced', () => {
	const run = async (items: readonly object[], parameters: object = {}) =>
		await runNode(AffiliateCommission, {
			workspace: currentWorkspace(),
			items,
			parameters: parameters as never,
			onError: 'continueErrorOutput',
		});

	it('is told with the place and leaves alone through the error output', async () => {
		await setUp();
		const item = await orderItem();
		const broken = { ...item, order: { ...item['order'], currency: 'EURO' } };
		const outputs = await run([broken, item, { order: item['order'] }, {}]);
		expect(outputs.json(0)).toMatchObject([{ commission: { outcome: 'commissioned' } }]);
		expect(outputs.json(1)).toMatchObject([
			{ error: expect.stringContaining('order.currency'), details: { code: 'invalid_input' } },
			{ error: "This item has no 'attribution'", details: { code: 'missing_input' } },
			{
				error: "This item has no 'order'",
				details: { hint: expect.stringContaining('Store Order Trigger') },
			},
		]);
	});

	it('may be mapped by hand, and says when that is no JSON', async () => {
		await setUp();
		const { order, attribution, fraud } = await orderItem();
		const byHand = {
			orderFrom: 'define',
			orderJson: JSON.stringify(order),
			attributionFrom: 'define',
			attributionJson: JSON.stringify(attribution),
		};
		const priced = await run([{ fraud }], byHand);
		expect(priced.json(0)).toMatchObject([{ commission: { total: { amount: '10.00' } } }]);
		const error = await errorOf(price({ fraud }, { ...byHand, orderJson: '{{' }));
		expect(error.message).toBe("The parameter 'order' is not valid JSON");
	});

	it('keeps the amounts of others exact', async () => {
		await setUp({ percent: '33.333333333' });
		const lines = [lineOf('line-1', '0.01'), lineOf('line-2', '999999.99', { tax: eur('0.01') })];
		expect(await priceOf({ lines })).toEqual({ anna: '333333.33' });
	});
});
