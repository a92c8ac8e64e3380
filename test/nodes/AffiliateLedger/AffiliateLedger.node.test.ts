import { clickId } from '../../../lib/kernel';
import { toJson } from '../../../lib/model/json';
import { AffiliateCommission } from '../../../nodes/AffiliateCommission/AffiliateCommission.node';
import { systemClock } from '../../../nodes/shared/clock';
import { AffiliateLedger } from '../../../nodes/AffiliateLedger/AffiliateLedger.node';
import {
	aClick,
	aCredit,
	anAttribution,
	anOrder,
	aRefund,
	aTouch,
	aVerdict,
} from '../../support/builders';
import { runNode, testStore } from '../../support/runNode';

let workspace = '';
let count = 0;

beforeEach(() => {
	count += 1;
	workspace = `ledger-${count}`;
	let now = Date.parse('2026-11-20T09:00:00.000Z');
	jest.spyOn(systemClock, 'now').mockImplementation(() => {
		now += 1000;
		return new Date(now).toISOString();
	});
});

afterEach(() => jest.restoreAllMocks());

const byCode = (code: string) => ({ __rl: true, mode: 'code', value: code });

async function ledger<Shape = Record<string, unknown>>(
	resource: string,
	operation: string,
	parameters: Record<string, unknown> = {},
	items: readonly object[] = [{}],
): Promise<Shape[]> {
	const run = await runNode(AffiliateLedger, {
		workspace,
		items,
		parameters: { resource, operation, ...parameters } as never,
	});
	return run.json<Shape>();
}

const programme = {
	code: 'main',
	name: 'Main',
	currency: 'EUR',
	allowedHosts: 'shop.example.com, *.example.org',
	fallbackUrl: 'https://shop.example.com/',
};

async function setUp(plan: Record<string, unknown> = {}) {
	const [made] = await ledger<{ programmeId: string }>('programme', 'upsert', programme);
	await ledger('plan', 'upsert', {
		programme: byCode('main'),
		name: 'Standard',
		additionalFields: { effectiveFrom: '2026-01-01T00:00:00' },
		...plan,
	});
	const [anna] = await ledger<{ affiliateId: string }>('affiliate', 'upsert', {
		code: 'anna',
		name: 'Anna',
		additionalFields: { email: 'Anna@Partner.example' },
	});
	return { programmeId: made?.programmeId ?? '', affiliateId: anna?.affiliateId ?? '' };
}

/** An attributed, approved and priced order as it reaches the ledger. */
async function pricedOrder(ids: { programmeId: string; affiliateId: string }, order = anOrder()) {
	const touch = aTouch(ids);
	const attribution = anAttribution({
		programmeId: ids.programmeId,
		credits: [aCredit({ affiliateId: ids.affiliateId, touch })],
	});
	const item = {
		order: toJson(order),
		attribution: toJson(attribution),
		fraud: toJson(aVerdict()),
		kept: 'as it is',
	};
	const run = await runNode(AffiliateCommission, { workspace, items: [item] });
	return run.json()[0] ?? {};
}

describe('create or update', () => {
	it('creates, sees that nothing changed, and updates', async () => {
		expect(await ledger('programme', 'upsert', programme)).toMatchObject([
			{ outcome: 'created', allowedHosts: ['shop.example.com', '*.example.org'] },
		]);
		expect(await ledger('programme', 'upsert', programme)).toMatchObject([
			{ outcome: 'unchanged' },
		]);
		expect(
			await ledger('programme', 'upsert', { ...programme, additionalFields: { lookbackDays: 60 } }),
		).toMatchObject([{ outcome: 'updated', lookbackDays: 60 }]);
		expect(await ledger('programme', 'upsert', programme)).toMatchObject([
			{ outcome: 'unchanged', lookbackDays: 60 },
		]);
	});

	it('adds a version to a plan only when its terms changed', async () => {
		await setUp();
		const save = async (percent: string) =>
			await ledger('plan', 'upsert', { programme: byCode('main'), name: 'Standard', percent });
		expect(await save('10')).toMatchObject([{ version: 1, outcome: 'unchanged' }]);
		expect(await save('12.5')).toMatchObject([{ version: 2, outcome: 'updated' }]);
		expect(await ledger('plan', 'get', { programme: byCode('main') })).toMatchObject([
			{ version: 2, rate: { percent: '12.5' } },
		]);
		expect(await ledger('plan', 'getAll', { programme: byCode('main') })).toHaveLength(2);
	});

	it('reads tiers and rates of affiliates from the form', async () => {
		await setUp();
		const [plan] = await ledger('plan', 'upsert', {
			programme: byCode('main'),
			name: 'Tiers',
			rateType: 'tiered',
			tiers: {
				tier: [
					{ from: '0', rateType: 'percentage', percent: '5' },
					{ from: '1000', rateType: 'fixed', amount: '50.00' },
				],
			},
			additionalFields: {
				affiliateRates: { affiliateRate: [{ affiliateCode: 'anna', percent: '20' }] },
				excludedSkus: 'A, B',
				holdDays: 0,
				includeShipping: true,
			},
		});
		expect(plan).toMatchObject({
			rate: {
				type: 'tiered',
				metric: 'revenue',
				window: 'month',
				tiers: [
					{ from: '0', rate: { type: 'percentage', percent: '5' } },
					{ from: '1000', rate: { type: 'fixed', amount: { amount: '50.00', currency: 'EUR' } } },
				],
			},
			affiliateRates: [{ rate: { type: 'percentage', percent: '20' } }],
			base: { excludedSkus: ['A', 'B'], includeShipping: true, includeTax: false },
			holdDays: 0,
		});
	});

	it('normalises the e-mail address of an affiliate', async () => {
		await setUp();
		expect(await ledger('affiliate', 'get', { code: 'ANNA' })).toMatchObject([
			{ email: 'anna@partner.example', status: 'active' },
		]);
	});
});

describe('what is wrong', () => {
	it.each([
		['programme', 'upsert', { ...programme, currency: 'EURO' }, /programme\.currency/],
		['programme', 'upsert', { ...programme, allowedHosts: 'https://x.example' }, /allowedHosts/],
		['programme', 'upsert', { ...programme, fallbackUrl: 'javascript:alert(1)' }, /fallbackUrl/],
		['programme', 'upsert', { ...programme, code: 'a b' }, /programme\.code/],
		['programme', 'upsert', { ...programme, name: ' ' }, /'Name' is empty/],
		['programme', 'get', { code: 'none' }, /no programme with the code 'none'/],
		['plan', 'get', { programme: byCode('none') }, /no programme with the code 'none'/],
		['affiliate', 'get', { code: 'none' }, /no affiliate with the code 'none'/],
		[
			'affiliate',
			'upsert',
			{ code: 'x', name: 'X', additionalFields: { email: 'no address' } },
			/'Email' is not an e-mail address/,
		],
		['commission', 'approve', { commissionId: 'com_none' }, /no commission 'com_none'/],
		['conversion', 'record', {}, /This item has no 'order'/],
		['refund', 'record', {}, /This item has no 'refund'/],
		[
			'exchangeRate',
			'upsert',
			{ fromCurrency: 'EUR', toCurrency: 'EUR', rate: '1' },
			/two different currencies/,
		],
	])('%s %s is told in plain words: %#', async (resource, operation, parameters, message) => {
		await expect(ledger(resource, operation, parameters)).rejects.toMatchObject({
			message: expect.stringMatching(message),
		});
	});

	it('refuses a link to a host that the programme does not allow', async () => {
		await setUp();
		const save = ledger('link', 'upsert', {
			code: 'evil',
			programme: byCode('main'),
			affiliate: byCode('anna'),
			destination: 'https://shop.example.com.evil.example/',
		});
		await expect(save).rejects.toMatchObject({
			message: expect.stringContaining('host that the programme allows'),
		});
		expect(await ledger('link', 'getAll', {})).toEqual([]);
	});

	it('refuses a plan with a rate that is no number, and names the path', async () => {
		await setUp();
		const save = ledger('plan', 'upsert', {
			programme: byCode('main'),
			name: 'Odd',
			percent: '12,5',
		});
		await expect(save).rejects.toMatchObject({
			message: expect.stringContaining('plan.rate.percent'),
		});
	});
});

describe('delete', () => {
	const link = {
		code: 'anna-tea',
		programme: byCode('main'),
		affiliate: byCode('anna'),
		destination: 'https://shop.example.com/tea',
	};

	it('removes a link that was never used', async () => {
		await setUp();
		await ledger('link', 'upsert', link);
		expect(await ledger('link', 'delete', { code: 'anna-tea' })).toEqual([
			{ deleted: true, code: 'anna-tea' },
		]);
	});

	it('refuses once the link has clicks', async () => {
		const ids = await setUp();
		const [saved] = await ledger<{ linkId: string }>('link', 'upsert', link);
		const store = await testStore(workspace);
		const id = clickId(Date.parse('2026-11-14T10:00:00Z'), new Uint8Array(10));
		await store.clicks.append([aClick({ ...ids, clickId: id, linkId: saved?.linkId ?? '' })], 0);
		await expect(ledger('link', 'delete', { code: 'anna-tea' })).rejects.toMatchObject({
			message: expect.stringContaining('has been used'),
		});
		expect(await ledger('link', 'get', { code: 'anna-tea' })).toHaveLength(1);
	});
});

describe('an order through commission and ledger', () => {
	it('is booked once, keeps the rest of the item, and tells the customer’s value', async () => {
		const ids = await setUp();
		const item = await pricedOrder(ids);
		const [first] = await ledger('conversion', 'record', {}, [item]);
		expect(first).toMatchObject({
			kept: 'as it is',
			ledger: {
				outcome: 'recorded',
				commissions: [{ status: 'pending', amount: { amount: '10.00', currency: 'EUR' } }],
				customer: { orderCount: 1, lifetimeValue: { amount: '100.00', currency: 'EUR' } },
			},
		});
		const [second] = await ledger('conversion', 'record', {}, [item]);
		expect(second).toMatchObject({ ledger: { outcome: 'duplicate' } });
		expect(await ledger('commission', 'getAll', { affiliate: byCode('anna') })).toHaveLength(1);
	});

	it('is followed by its refund, approval, balance and statement', async () => {
		const ids = await setUp();
		const [booked] = await ledger<{ ledger: { commissions: Array<{ commissionId: string }> } }>(
			'conversion',
			'record',
			{},
			[await pricedOrder(ids)],
		);
		const commissionId = booked?.ledger.commissions[0]?.commissionId ?? '';
		const refund = aRefund({
			lines: [
				{
					lineId: 'line-1',
					quantity: 0,
					net: { amountMinor: 2500n, currency: 'EUR' },
					tax: { amountMinor: 0n, currency: 'EUR' },
				},
			],
		});
		expect(await ledger('refund', 'record', {}, [{ refund: toJson(refund) }])).toMatchObject([
			{
				ledger: {
					outcome: 'reversed',
					customer: { lifetimeValue: { amount: '75.00', currency: 'EUR' } },
				},
			},
		]);
		expect(await ledger('commission', 'approve', { commissionId })).toMatchObject([
			{ outcome: 'refused', message: expect.stringContaining('on hold until') },
		]);
		expect(
			await ledger('commission', 'approve', { commissionId, isEarly: true, reason: 'known buyer' }),
		).toMatchObject([{ outcome: 'approved' }]);
		expect(await ledger('balance', 'get', { affiliate: byCode('anna') })).toMatchObject([
			{ approved: [{ amount: '7.50', currency: 'EUR' }] },
		]);
		const statement = await ledger<{ kind: string; account: string }>('statement', 'get', {
			affiliate: byCode('anna'),
		});
		expect(statement.map(({ kind }) => kind)).toEqual(
			expect.arrayContaining(['accrue', 'reverse', 'approve']),
		);
		expect(
			await ledger('commission', 'reverse', { commissionId, reason: 'self-referral' }),
		).toMatchObject([{ outcome: 'reversed' }]);
		expect(
			await ledger('conversion', 'get', { storeKey: 'demo.myshopify.com', orderId: '1001' }),
		).toMatchObject([{ commissions: [{ status: 'reversed' }], refunds: [{ status: 'applied' }] }]);
	});

	it('in a foreign currency is held until there is an exchange rate', async () => {
		const ids = await setUp();
		const usd = (amountMinor: bigint) => ({ amountMinor, currency: 'USD' });
		const order = anOrder();
		const foreign = anOrder({
			currency: 'USD',
			lines: order.lines.map((line) => ({
				...line,
				gross: usd(10000n),
				discount: usd(0n),
				net: usd(10000n),
				tax: usd(0n),
			})),
		});
		const held = await pricedOrder(ids, foreign);
		expect(held).toMatchObject({
			commission: { outcome: 'held', reason: 'missing_exchange_rate' },
		});
		await ledger('conversion', 'record', {}, [held]);
		await ledger('exchangeRate', 'upsert', {
			fromCurrency: 'USD',
			toCurrency: 'EUR',
			rate: '0.9213',
			additionalFields: { asOf: '2026-11-17T00:00:00', source: 'test' },
		});
		const priced = await pricedOrder(ids, foreign);
		expect(await ledger('conversion', 'record', {}, [priced])).toMatchObject([
			{
				ledger: {
					outcome: 'repriced',
					commissions: [{ amount: { amount: '9.21', currency: 'EUR' } }],
				},
			},
		]);
	});
});

describe('several items', () => {
	it('with one that cannot be read go on, and the one leaves through the error output', async () => {
		const ids = await setUp();
		const good = await pricedOrder(ids);
		const run = await runNode(AffiliateLedger, {
			workspace,
			items: [{ order: 'nonsense' }, good],
			parameters: { resource: 'conversion', operation: 'record' },
			onError: 'continueErrorOutput',
		});
		expect(run.json(0)).toMatchObject([{ ledger: { outcome: 'recorded' } }]);
		expect(run.json(1)).toMatchObject([
			{
				order: 'nonsense',
				error: expect.stringContaining("'order' is not valid"),
				details: { code: 'invalid_input' },
			},
		]);
	});
});
