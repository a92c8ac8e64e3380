import { ATTRIBUTION_MODELS, type Attribution } from '../../../lib/model/credit';
import { toJson } from '../../../lib/model/json';
import { orderContentHash } from '../../../lib/model/order-content';
import type { Order } from '../../../lib/model/order';
import type { Touch } from '../../../lib/model/touch';
import { zeroMoney } from '../../../lib/kernel';
import { AffiliateAttribution } from '../../../nodes/AffiliateAttribution/AffiliateAttribution.node';
import {
	aClick,
	aCoupon,
	aCustomer,
	anAffiliate,
	anOrder,
	aProgramme,
	aTouch,
	aTracking,
	CLICK_ID,
	eur,
	OTHER_CLICK_ID,
	STORE_KEY,
} from '../../support/builders';
import { runNode, testStore, type RunNodeOptions } from '../../support/runNode';

const BOB = 'aff_bob';
const WORKSPACE = 'attribution';

interface Item {
	readonly id?: number;
	readonly order: object;
	readonly attribution: Attribution;
}

beforeAll(async () => {
	const { clicks, registry } = await testStore(WORKSPACE);
	await registry.saveProgramme(aProgramme());
	await registry.saveProgramme(
		aProgramme({ programmeId: 'prg_autumn', code: 'autumn', name: 'Autumn', lookbackDays: 1 }),
	);
	await registry.saveAffiliate(anAffiliate());
	await registry.saveAffiliate(anAffiliate({ affiliateId: BOB, code: 'bob', name: 'Bob' }));
	await registry.saveCoupon(aCoupon());
	await clicks.append(
		[
			aClick(),
			aClick({
				clickId: OTHER_CLICK_ID,
				affiliateId: BOB,
				linkId: null,
				visitorHash: 'visitor-2',
				occurredAt: '2026-11-15T10:00:00.000Z',
			}),
		],
		3_600,
	);
});

async function run(order: Partial<Order>, options: RunNodeOptions = {}) {
	return await runNode(AffiliateAttribution, {
		workspace: WORKSPACE,
		items: [{ id: 7, order: toJson(anOrder(order)) }],
		...options,
	});
}

const byClick = { tracking: aTracking({ attributes: { aff_click: CLICK_ID } }) };
const byBothClicks = {
	tracking: aTracking({
		attributes: { aff_click: CLICK_ID },
		landingUrl: `https://shop.example.com/?aff_click=${OTHER_CLICK_ID}`,
	}),
};

function creditedOf(items: Item[]): string[] {
	return items.flatMap(({ attribution }) => attribution.credits.map((c) => c.affiliateCode));
}

describe('Affiliate Attribution', () => {
	it("credits the click in the cart and adds 'attribution' to the item", async () => {
		const result = await run(byClick);
		const [item] = result.json<Item>();
		expect(item).toMatchObject({
			id: 7,
			order: toJson(anOrder(byClick)),
			attribution: { outcome: 'attributed', programmeId: 'prg_spring', lookbackDays: 30 },
		});
		expect(creditedOf(result.json<Item>())).toEqual(['anna']);
		expect(result.json(1)).toEqual([]);
	});

	it('sends an order of nobody to the second output, with the reason', async () => {
		const result = await run({});
		expect(result.json()).toEqual([]);
		expect(result.json<Item>(1)).toEqual([
			expect.objectContaining({
				attribution: expect.objectContaining({ outcome: 'no_affiliate' }),
			}),
		]);
	});

	it('names a click that the store does not know', async () => {
		const unknown = {
			tracking: aTracking({ attributes: { aff_click: CLICK_ID.replace(/0$/, '9') } }),
		};
		const [item] = (await run(unknown)).json<Item>(1);
		expect(item?.attribution.outcome).toBe('unknown_click');
	});

	it('finds a coupon whatever its case', async () => {
		const coupons = [{ code: 'anna10', amount: zeroMoney('EUR') }];
		expect(creditedOf((await run({ coupons })).json<Item>())).toEqual(['anna']);
	});

	it.each([
		{ parameters: {}, credited: 'bob', because: 'the programme says last click' },
		{
			parameters: { model: 'first_click' },
			credited: 'anna',
			because: 'the node overrides the model',
		},
		{
			parameters: { model: 'first_click', options: { lookbackDays: 3 } },
			credited: 'bob',
			because: 'a shorter window leaves only the later click',
		},
		{
			parameters: { options: { clickParameter: 'other' } },
			credited: 'anna',
			because: 'the landing page is read under another name',
		},
		{
			parameters: { options: { attributeKeys: 'x, y' }, model: 'first_click' },
			credited: 'bob',
			because: 'the cart is read under other names',
		},
	])('credits $credited because $because', async ({ parameters, credited }) => {
		expect(creditedOf((await run(byBothClicks, { parameters })).json<Item>())).toEqual([credited]);
	});

	it('credits a returning customer only when told to', async () => {
		const first = anOrder({ orderId: '900', createdAt: '2026-11-01T00:00:00.000Z' });
		await rememberOrder(first);
		expect((await run({})).json(1)).toHaveLength(1);
		const parameters = { options: { creditReturningCustomers: true } };
		expect(creditedOf((await run({}, { parameters })).json<Item>())).toEqual(['anna']);
	});

	it('shares the credit when the node says so', async () => {
		const result = await run(byBothClicks, { parameters: { model: 'linear' } });
		expect(creditedOf(result.json<Item>())).toEqual(['anna', 'bob']);
	});

	it.each([
		{ model: 'position_based', weights: [1, 1] },
		{ model: 'time_decay', weights: [1, 2] },
		{ model: 'assisted', weights: [1] },
		{ model: 'last_non_coupon', weights: [1] },
	])('shares the credit by $model', async ({ model, weights }) => {
		// A click a day older counts half.
		const parameters = { model, options: { halfLifeDays: 1 } };
		const [item] = (await run(byBothClicks, { parameters })).json<Item>();
		expect(item?.attribution.model).toBe(model);
		expect(item?.attribution.credits.map(({ weight }) => weight)).toEqual(weights);
	});

	it('falls back where no weights were trained, and says so', async () => {
		const result = await run(byBothClicks, { parameters: { model: 'data_driven' } });
		const [item] = result.json<Item>();
		expect(item?.attribution).toMatchObject({
			model: 'data_driven',
			fallbackModel: 'position_based',
		});
	});

	it('gives the credit back to an earlier partner unless the node switches that off', async () => {
		const createdAt = '2026-11-15T10:01:00.000Z';
		const order = { ...byBothClicks, createdAt };
		const [item] = (await run(order)).json<Item>();
		expect(item?.attribution.credits[0]?.affiliateCode).toBe('anna');
		expect(item?.attribution.interceptions).toEqual([
			expect.objectContaining({ affiliateCode: 'bob', secondsBeforeOrder: 60 }),
		]);
		const parameters = { options: { interceptionSeconds: 0 } };
		expect(creditedOf((await run(order, { parameters })).json<Item>())).toEqual(['bob']);
	});

	it('offers every model by name', () => {
		const { properties } = new AffiliateAttribution().description;
		const field = properties.find(({ name }) => name === 'model');
		const values = (field?.options ?? []).map((option) => 'value' in option && option.value);
		expect([...values].sort()).toEqual(['programme', ...ATTRIBUTION_MODELS].sort());
	});

	it("credits a subscription's payment to the affiliate of its first one", async () => {
		const subscription = { subscriptionId: 'sub_1', paymentNumber: null, startedAt: null };
		const createdAt = '2026-06-01T00:00:00.000Z';
		const customer = aCustomer({ customerId: 'sub-customer', email: null });
		await rememberOrder(
			anOrder({ orderId: '901', createdAt, subscription, customer }),
			aTouch({ affiliateId: BOB, affiliateCode: 'bob' }),
		);
		const renewal = { ...byClick, orderId: '902', subscription, customer };
		expect(creditedOf((await run(renewal)).json<Item>())).toEqual(['bob']);
		const other = { ...renewal, subscription: { ...subscription, subscriptionId: 'sub_2' } };
		expect(creditedOf((await run(other)).json<Item>())).toEqual(['anna']);
	});

	it('credits a bound customer to the affiliate of the binding while it is in force', async () => {
		const customer = aCustomer({ customerId: 'bound-customer', email: null });
		const { history, ledger } = await testStore(WORKSPACE);
		const customerKey = history.customerKey({
			storeKey: STORE_KEY,
			email: null,
			customerId: 'bound-customer',
		});
		await ledger.bind({
			programmeId: 'prg_spring',
			customerKey: customerKey ?? '',
			affiliateId: BOB,
			boundAt: '2026-05-01T00:00:00.000Z',
			expiresAt: '2026-12-01T00:00:00.000Z',
			reason: 'transferred',
			actor: 'carol',
			at: '2026-05-01T00:00:00.000Z',
		});
		expect(creditedOf((await run({ customer })).json<Item>())).toEqual(['bob']);
		expect(creditedOf((await run({ ...byClick, customer })).json<Item>())).toEqual(['bob']);
		const later = { ...byClick, customer, createdAt: '2026-12-02T00:00:00.000Z' };
		expect(creditedOf((await run(later)).json<Item>())).toEqual(['anna']);
	});

	it('reads an affiliate code that the shop keeps, under the names it is given', async () => {
		const tracking = aTracking({ attributes: { partner: 'Bob' } });
		const parameters = {
			programmeFrom: 'choose',
			programme: { mode: 'code', value: 'spring' },
			options: { codeAttributeKeys: 'partner' },
		};
		expect(creditedOf((await run({ tracking }, { parameters })).json<Item>())).toEqual(['bob']);
	});

	it('reads an affiliate code of the landing page in the chosen programme', async () => {
		const tracking = aTracking({ landingUrl: '/?aff=Bob' });
		const parameters = { programmeFrom: 'choose', programme: { mode: 'code', value: 'Spring' } };
		const result = await run({ tracking }, { parameters });
		expect(creditedOf(result.json<Item>())).toEqual(['bob']);
	});

	it('needs a programme for such a code only where the workspace has several', async () => {
		const tracking = aTracking({ landingUrl: '/?aff=anna' });
		const [several] = (await run({ tracking })).json<Item>(1);
		expect(several?.attribution.outcome).toBe('no_affiliate');

		const { registry } = await testStore('one-programme');
		await registry.saveProgramme(aProgramme());
		await registry.saveAffiliate(anAffiliate());
		const one = await run({ tracking }, { workspace: 'one-programme' });
		expect(creditedOf(one.json<Item>())).toEqual(['anna']);
	});

	it('keeps to the chosen programme', async () => {
		const parameters = { programmeFrom: 'choose', programme: { mode: 'code', value: 'autumn' } };
		const [item] = (await run(byClick, { parameters })).json<Item>(1);
		expect(item?.attribution).toMatchObject({ outcome: 'no_affiliate', programmeId: 'prg_autumn' });
	});

	it.each([
		[
			'a programme that does not exist',
			{ programmeFrom: 'choose', programme: { mode: 'code', value: 'nowhere' } },
			"There is no programme with the code 'nowhere'",
		],
		['a window of a century', { options: { lookbackDays: 36_500 } }, "'Look-Back Days' is not"],
		['a half-life of nothing', { options: { halfLifeDays: 0 } }, "'Half-Life Days' is out of"],
		[
			'a checkout of a day',
			{ options: { interceptionSeconds: 86_400 } },
			"'Checkout Seconds' is out of range",
		],
		[
			'parts of more than a hundred percent, the default of the other one counted',
			{ options: { firstPercent: 70 } },
			"'First Touch Percent' 70 and 'Last Touch Percent' 40 do not go together",
		],
	])('refuses %s', async (_name, parameters, message) => {
		await expect(run(byClick, { parameters })).rejects.toMatchObject({
			message: expect.stringContaining(message),
			description: expect.stringMatching(/Choose|Use/),
		});
	});

	it('says which node is missing when the item has no order', async () => {
		await expect(run({}, { items: [{ hello: 'world' }] })).rejects.toMatchObject({
			message: "This item has no 'order'",
			description: expect.stringContaining("'Store Order Trigger'"),
		});
	});

	it('takes an order that is mapped by hand', async () => {
		const parameters = {
			orderFrom: 'define',
			orderJson: '={{ JSON.stringify($json.body.order) }}',
		};
		const items = [{ body: { order: toJson(anOrder(byClick)) } }];
		const result = await run({}, { parameters, items });
		expect(creditedOf(result.json<Item>())).toEqual(['anna']);
	});

	it('handles the other items when one is not valid', async () => {
		const result = await run(
			{},
			{
				items: [{ order: { id: 1 } }, { order: toJson(anOrder(byClick)) }],
				onError: 'continueErrorOutput',
			},
		);
		expect(creditedOf(result.json<Item>())).toEqual(['anna']);
		expect(result.json(2)).toEqual([
			expect.objectContaining({ error: expect.stringContaining("'order' is not valid") }),
		]);
	});
});

/** An earlier order of a customer, credited to Anna unless told otherwise, as the ledger keeps it. */
async function rememberOrder(order: Order, touch: Touch = aTouch()): Promise<void> {
	const { history, ledger } = await testStore(WORKSPACE);
	const { storeKey, orderId, customer } = order;
	const { email, customerId } = customer;
	const conversion = {
		conversionId: `cnv_${orderId}`,
		kind: 'order' as const,
		version: 1,
		orderUpdatedAt: null,
		subscriptionId: order.subscription?.subscriptionId ?? null,
		storeKey,
		orderId,
		orderNumber: order.orderNumber,
		contentHash: orderContentHash(order),
		programmeId: 'prg_spring',
		customerKey: history.customerKey({ storeKey, email, customerId }),
		orderedAt: order.createdAt,
		recordedAt: order.createdAt,
		outcome: 'commissioned',
		reason: 'priced',
		base: eur('100.00'),
		net: eur('100.00'),
		lines: [],
		touches: [touch],
		verdict: null,
		orderTotals: order.totals,
	};
	await ledger.decide({ storeKey, orderId }, () => ({ write: { conversion }, result: null }));
}
