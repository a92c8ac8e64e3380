import fc from 'fast-check';
import { formatMoney } from '../../../../lib/kernel';
import { shopifyOrder, shopifyRefund } from '../../../../lib/mapping/shopify';
import {
	shopifyGraphqlOrder,
	withoutOneSidedFields,
	type ReadGraphqlOrder,
} from '../../../../lib/mapping/shopify/graphql';
import { toJson } from '../../../../lib/model/json';
import { orderSchema, type Order } from '../../../../lib/model/order';
import { orderContentHash } from '../../../../lib/model/order-content';
import type { Refund } from '../../../../lib/model/refund';
import type { DescribedLine, DescribedOrder } from '../../../simulators/shopify/described-order';
import { disputeRecords, orderRecord } from '../../../simulators/shopify/order-node';
import { webhookOrderBody, webhookRefundBody } from '../../../simulators/shopify/webhook-body';

const SHOP = 'demo.myshopify.com';

/** Lists of the API as they are read: connections hold `nodes`. */
const CONNECTIONS = new Set([
	'lineItems',
	'shippingLines',
	'discountApplications',
	'refundLineItems',
	'refundShippingLines',
	'orderAdjustments',
	'transactions',
	'moments',
]);

function asRead(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(asRead);
	if (value === null || typeof value !== 'object') return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, entry]) => [
			key,
			CONNECTIONS.has(key) && Array.isArray(entry) ? { nodes: entry.map(asRead) } : asRead(entry),
		]),
	);
}

function byGraphql(order: DescribedOrder): ReadGraphqlOrder {
	const record = { ...orderRecord(order), paymentsDisputes: disputeRecords(order) };
	return shopifyGraphqlOrder(asRead(record), SHOP);
}

function byWebhook(order: DescribedOrder): { order: Order; refunds: Refund[] } {
	return {
		order: shopifyOrder(webhookOrderBody(order), SHOP),
		refunds: (order.refunds ?? []).map(
			(refund) => shopifyRefund(webhookRefundBody(order, refund), SHOP).refund,
		),
	};
}

/** Asserts that both ways give the same; returns what they give. */
function same(description: DescribedOrder): ReadGraphqlOrder {
	const graphql = byGraphql(description);
	const webhook = byWebhook(description);
	expect(withoutOneSidedFields(graphql.order)).toEqual(withoutOneSidedFields(webhook.order));
	expect(orderContentHash(graphql.order)).toBe(orderContentHash(webhook.order));
	expect(graphql.refunds).toEqual(webhook.refunds);
	expect(orderSchema.parse(toJson(graphql.order))).toEqual(graphql.order);
	return graphql;
}

const ANNA = { type: 'discount_code', name: 'ANNA10' } as const;

describe('an order is the same by webhook and by GraphQL', () => {
	const cases: ReadonlyArray<{ with: string; order: Omit<DescribedOrder, 'id'>; total: string }> = [
		{ with: 'nothing special', order: {}, total: '100.00 EUR' },
		{
			with: 'a later change',
			order: { createdAt: '2026-11-02T23:30:00Z', updatedAt: '2026-11-09T01:00:00Z' },
			total: '100.00 EUR',
		},
		{
			with: 'tax on top, shipping and its tax',
			order: {
				lines: [{ price: 1_250, quantity: 3, tax: 713, rate: 0.19 }],
				shipping: { price: 990, discount: 490, tax: 95 },
			},
			total: '50.58 EUR',
		},
		{
			with: 'tax in its prices',
			order: {
				taxesIncluded: true,
				lines: [
					{ price: 11_900, tax: 1_520, rate: 0.19, discounts: [{ application: 0, amount: 2_380 }] },
				],
				discounts: [ANNA],
				shipping: { price: 595, tax: 95 },
			},
			total: '101.15 EUR',
		},
		{
			with: 'another currency for the buyer',
			order: { presentment: { currency: 'USD', rate: 1.09 }, lines: [{ price: 6_033 }] },
			total: '60.33 EUR',
		},
		{
			with: 'a currency without decimals',
			order: { currency: 'JPY', exponent: 0, lines: [{ price: 23_600, tax: 2_360 }] },
			total: '25960 JPY',
		},
		{
			with: 'a currency of three decimals',
			order: { currency: 'KWD', exponent: 3, lines: [{ price: 12_345 }] },
			total: '12.345 KWD',
		},
		{ with: 'a tip beside its lines', order: { tip: 300 }, total: '103.00 EUR' },
		{
			with: 'a line that is a tip',
			order: { lines: [{ price: 5_000 }, { price: 300, isTip: true }] },
			total: '53.00 EUR',
		},
		{
			with: 'a gift card',
			order: { lines: [{ price: 5_000, isGiftCard: true }, { price: 100 }] },
			total: '51.00 EUR',
		},
		{ with: 'duties', order: { duties: 700 }, total: '107.00 EUR' },
		{
			with: 'discounts of every kind on one line',
			order: {
				lines: [
					{
						price: 10_000,
						discounts: [
							{ application: 0, amount: 500 },
							{ application: 1, amount: 1_000 },
							{ application: 2, amount: 200 },
						],
					},
				],
				discounts: [{ type: 'automatic', name: 'Autumn' }, ANNA, { type: 'script', name: 'S' }],
			},
			total: '83.00 EUR',
		},
		{
			with: 'no customer',
			order: { customer: null, country: null, email: null },
			total: '100.00 EUR',
		},
		{
			with: 'a customer and their consent',
			order: {
				email: 'Kim@Example.com',
				customer: { id: 7, email: 'kim@example.com', firstName: 'Kim', consent: 'pending' },
			},
			total: '100.00 EUR',
		},
		{
			with: 'a cancellation',
			order: { status: 'voided', cancelled: { at: '2026-11-03T08:00:00Z', reason: 'fraud' } },
			total: '100.00 EUR',
		},
		{ with: 'a test', order: { isTest: true }, total: '100.00 EUR' },
		{
			with: 'cart attributes',
			order: { attributes: { affiliate_click_id: 'clk_01', gift: 'yes' } },
			total: '100.00 EUR',
		},
		{
			with: 'a draft made in the admin',
			order: { source: 'shopify_draft_order', status: 'pending' },
			total: '100.00 EUR',
		},
	];

	it.each(cases)('with $with', ({ order, total }) => {
		const read = same({ id: 1_000_001, ...order });
		expect(formatMoney(read.order.totals.total)).toBe(total);
	});

	it.each([
		'pending',
		'authorized',
		'partially_paid',
		'paid',
		'partially_refunded',
		'refunded',
		'voided',
		'expired',
	])('of the status %s', (status) => {
		same({ id: 1_000_001, status });
	});

	const lineArbitrary: fc.Arbitrary<DescribedLine> = fc
		.record({
			price: fc.integer({ min: 0, max: 50_000 }),
			quantity: fc.integer({ min: 1, max: 5 }),
			percent: fc.integer({ min: 0, max: 100 }),
			rate: fc.constantFrom(0, 0.07, 0.19, 0.25),
			isGiftCard: fc.boolean(),
		})
		.map(({ price, quantity, percent, rate, isGiftCard }) => {
			const off = Math.floor((price * quantity * percent) / 100);
			const tax = Math.floor(((price * quantity - off) * rate) / (1 + rate));
			const discounts = off === 0 ? [] : [{ application: 0, amount: off }];
			return { price, quantity, discounts, tax, rate, isGiftCard };
		});

	it('whatever it holds', () => {
		fc.assert(
			fc.property(
				fc.array(lineArbitrary, { minLength: 1, maxLength: 6 }),
				fc.constantFrom(['EUR', 2], ['JPY', 0], ['KWD', 3]),
				fc.boolean(),
				fc.integer({ min: 0, max: 2_000 }),
				fc.integer({ min: 0, max: 500 }),
				fc.option(fc.double({ min: 0.5, max: 2, noNaN: true }), { nil: undefined }),
				(lines, [currency, exponent], taxesIncluded, shipping, tip, rate) => {
					same({
						id: 1_000_001,
						lines,
						currency: String(currency),
						exponent: Number(exponent),
						taxesIncluded,
						shipping: { price: shipping },
						tip,
						discounts: [ANNA],
						...(rate === undefined ? {} : { presentment: { currency: 'USD', rate } }),
					});
				},
			),
			{ numRuns: 100 },
		);
	});
});

describe('coupons by GraphQL', () => {
	it('are codes that a buyer entered, with what was allocated to them', () => {
		const { order } = same({
			id: 1_000_001,
			lines: [
				{ price: 10_000, discounts: [{ application: 0, amount: 1_000 }] },
				{ price: 5_000, discounts: [{ application: 0, amount: 500 }] },
			],
			discounts: [ANNA],
		});
		expect(order.coupons.map(({ code, amount }) => [code, formatMoney(amount)])).toEqual([
			['ANNA10', '15.00 EUR'],
		]);
	});

	it('are not the titles of manual discounts, however much they look like codes', () => {
		const { order } = same({
			id: 1_000_001,
			lines: [{ price: 10_000, discounts: [{ application: 0, amount: 1_000 }] }],
			discounts: [{ type: 'manual', name: 'ANNA10' }],
		});
		expect(order.coupons).toEqual([]);
		expect(formatMoney(order.totals.discount)).toBe('10.00 EUR');
	});

	it('that an edit added are known from the lines', () => {
		const record = asRead(
			orderRecord({
				id: 1_000_001,
				lines: [{ price: 10_000, discounts: [{ application: 0, amount: 1_000 }] }],
				discounts: [ANNA],
			}),
		) as Record<string, unknown>;
		const { order } = shopifyGraphqlOrder({ ...record, discountApplications: { nodes: [] } }, SHOP);
		expect(order.coupons.map(({ code }) => code)).toEqual(['ANNA10']);
	});
});

describe('refunds by GraphQL', () => {
	const lines = [{ id: 501, price: 11_900, quantity: 2, tax: 3_800, rate: 0.19 }];
	const part = { lineId: 501, quantity: 1, subtotal: 11_900, tax: 1_900 };
	const base = { id: 31, createdAt: '2026-11-05T08:00:00Z', note: 'wrong size' };

	it.each([
		[
			'of goods whose price holds the tax',
			{ taxesIncluded: true, refunds: [{ ...base, lines: [part], moved: 11_900 }] },
			['100.00 EUR', '119.00 EUR'],
		],
		[
			'of goods with tax on top',
			{ refunds: [{ ...base, lines: [{ ...part, tax: 2_261 }], moved: 14_161 }] },
			['119.00 EUR', '141.61 EUR'],
		],
		[
			'of goods and shipping',
			{
				taxesIncluded: true,
				refunds: [{ ...base, lines: [part], shipping: { amount: 500, tax: 95 }, moved: 12_495 }],
			},
			['100.00 EUR', '124.95 EUR'],
		],
		[
			'paid in another currency',
			{
				taxesIncluded: true,
				presentment: { currency: 'USD', rate: 1.09 },
				refunds: [{ ...base, lines: [part], moved: 11_900 }],
			},
			['100.00 EUR', '119.00 EUR'],
		],
		[
			'that no money moved for, because an edit took units off',
			{ taxesIncluded: true, refunds: [{ ...base, lines: [part], moved: null }] },
			['100.00 EUR', '119.00 EUR'],
		],
		[
			'that no money moved for, with shipping',
			{
				taxesIncluded: true,
				refunds: [{ ...base, lines: [part], shipping: { amount: 500, tax: 95 }, moved: null }],
			},
			['100.00 EUR', '124.95 EUR'],
		],
	] as Array<[string, Omit<DescribedOrder, 'id'>, [string, string]]>)(
		'%s are those of the webhook',
		(_, order, [net, total]) => {
			const { refunds } = same({ id: 1_000_001, status: 'partially_refunded', lines, ...order });
			expect(refunds[0]?.lines?.map((line) => formatMoney(line.net))).toEqual([net]);
			expect(refunds.map((refund) => formatMoney(refund.total))).toEqual([total]);
		},
	);

	it('of an amount without goods name no lines', () => {
		const { refunds } = same({
			id: 1_000_001,
			lines,
			refunds: [{ ...base, lines: [], moved: 500 }],
		});
		expect(refunds[0]).toMatchObject({ lines: null, total: { amountMinor: 500n } });
	});

	it('of test payments count on test orders only', () => {
		const refunds = [{ ...base, lines: [], moved: 500, isTest: true }];
		expect(byGraphql({ id: 1, refunds }).refunds).toEqual([]);
		expect(byGraphql({ id: 1, isTest: true, refunds }).refunds).toHaveLength(1);
	});

	it('leave the order as it was placed; units taken off without one are told', () => {
		const order: DescribedOrder = {
			id: 1_000_001,
			lines: [{ id: 501, price: 1_000, quantity: 5, removed: 3 }, { price: 100 }],
			refunds: [{ ...base, lines: [{ lineId: 501, quantity: 1, subtotal: 1_000 }], moved: 1_000 }],
		};
		const read = same(order);
		expect(read.order.lines[0]?.quantity).toBe(5);
		expect(read.removedUnits).toEqual([{ lineId: '501', quantity: 2 }]);
	});
});

describe('what only one of the two tells', () => {
	const order: DescribedOrder = {
		id: 1_000_001,
		customer: { id: 7, email: 'kim@example.com', orderIndex: 3 },
		visit: {
			landingPath: '/products/mug?ref=anna&utm_source=newsletter',
			referrer: 'https://blog.example.com/review',
			code: 'anna',
			at: '2026-11-02T08:00:00Z',
			isReady: true,
		},
	};

	it('is the number of earlier orders (GraphQL), the browser and the visits', () => {
		const [graphql, webhook] = [byGraphql(order), byWebhook(order).order];
		expect([graphql.order.customer.ordersBefore, webhook.customer.ordersBefore]).toEqual([2, null]);
		expect([graphql.order.tracking.userAgent, webhook.tracking.userAgent]).toEqual([
			null,
			'Mozilla/5.0 (X11)',
		]);
		expect(graphql.journey).toMatchObject({
			isReady: true,
			order: { tracking: { visits: [{ referrer: 'https://blog.example.com/review' }] } },
		});
		expect(webhook.tracking.visits).toEqual([]);
	});

	it('is nothing else when the journey is ready and the shop has no domain of its own', () => {
		const [graphql, webhook] = [byGraphql(order).order, byWebhook(order).order];
		expect(graphql.tracking).toEqual({ ...webhook.tracking, userAgent: null });
		expect({ ...graphql, tracking: null, customer: null }).toEqual({
			...webhook,
			tracking: null,
			customer: null,
		});
	});

	it('is where the buyer came from, as long as the journey is not ready', () => {
		const visit =
			order.visit === undefined || order.visit === null ? null : { ...order.visit, isReady: false };
		const read = same({ ...order, visit });
		expect(read.journey?.isReady).toBe(false);
		expect(read.order.tracking).toMatchObject({
			landingUrl: null,
			referrer: null,
			attributes: {},
			utm: {},
		});
		expect(read.order.customer.ordersBefore).toBeNull();
	});

	it('is not the number of earlier orders for a test, which Shopify does not count', () => {
		const read = asRead(orderRecord({ ...order, isTest: true })) as Record<string, unknown>;
		const summary = { ready: true, customerOrderIndex: 3, firstVisit: null, lastVisit: null };
		const { customer } = shopifyGraphqlOrder(
			{ ...read, customerJourneySummary: summary },
			SHOP,
		).order;
		expect(customer.ordersBefore).toBeNull();
	});

	it('is a tip line that is not called "Tip": webhooks mark it', () => {
		const tipped: DescribedOrder = {
			id: 1_000_001,
			lines: [{ price: 5_000 }, { price: 300, isTip: true, title: 'Trinkgeld' }],
		};
		expect(byWebhook(tipped).order.lines[1]?.isTip).toBe(true);
		expect(byGraphql(tipped).order.lines[1]?.isTip).toBe(false);
	});
});

describe('disputes by GraphQL', () => {
	const dispute = {
		id: 55,
		amount: 10_000,
		status: 'needs_response',
		reason: 'fraudulent',
		initiatedAt: '2026-11-10T00:00:00Z',
		finalizedOn: null,
	};

	it.each([
		['needs_response', 'open'],
		['prevented', 'open'],
		['won', 'won'],
		['accepted', 'lost'],
	])('%s are %s', (status, expected) => {
		const { disputes, unreadDisputes } = byGraphql({ id: 1, disputes: [{ ...dispute, status }] });
		expect(disputes).toMatchObject([{ disputeId: '55', orderId: '1', status: expected }]);
		expect(unreadDisputes).toEqual([]);
	});

	it('that may not be read are told by id and status', () => {
		const record = asRead(orderRecord({ id: 1, disputes: [dispute] }));
		expect(shopifyGraphqlOrder(record, SHOP)).toMatchObject({
			disputes: [],
			unreadDisputes: [{ disputeId: '55', status: 'needs_response' }],
		});
	});
});

describe('what GraphQL leaves out or sends oddly', () => {
	it('costs the order nothing as long as its money is readable', () => {
		const { order } = shopifyGraphqlOrder(
			{
				id: 'gid://shopify/Order/820982911946154508',
				createdAt: '2026-11-02T10:00:00Z',
				currencyCode: 'EUR',
				customer: null,
				customerJourneySummary: { ready: 'maybe' },
				disputes: null,
				lineItems: {
					nodes: [
						{
							id: 'gid://shopify/LineItem/2',
							quantity: 1,
							originalUnitPriceSet: { shopMoney: { amount: '10.0', currencyCode: 'EUR' } },
						},
					],
				},
				totalPriceSet: { shopMoney: { amount: '10.0', currencyCode: 'EUR' } },
			},
			SHOP,
		);
		expect(order.orderId).toBe('820982911946154508');
		expect(order.isTest).toBe(true);
		expect(formatMoney(order.totals.total)).toBe('10.00 EUR');
	});

	it.each(['lineItems', 'currencyCode', 'createdAt'])('refuses an order without %s', (field) => {
		const record = asRead(orderRecord({ id: 1 })) as Record<string, unknown>;
		delete record[field];
		expect(() => shopifyGraphqlOrder(record, SHOP)).toThrow(`order.${field}`);
	});
});
