import {
	comparePurchases,
	crmMappingSchema,
	ledgerAnswerSchema,
	mapPurchase,
	mapRefund,
	mapValues,
	orderKey,
	type LedgerAnswer,
	type PurchaseFacts,
} from '../../../../lib/mapping/crm';
import {
	AFFILIATE_LOOP_MAPPING,
	AFFILIATE_PROPERTIES,
	FIRST_TOUCH_PROPERTIES,
} from '../../../../lib/mapping/hubspot';
import { parseAmount } from '../../../../lib/kernel';
import { toJson } from '../../../../lib/model/json';
import type { CustomerSummary } from '../../../../lib/model/customer';
import { ORDER_STATUSES } from '../../../../lib/model/order';
import {
	aCredit,
	anAttribution,
	anOrder,
	aRecordedCommission,
	aRefund,
	aTouch,
	eur,
	ORDERED_AT,
} from '../../../support/builders';

const summary = (overrides: Partial<CustomerSummary> = {}): CustomerSummary => ({
	customerKey: 'key',
	orderCount: 3,
	lifetimeValue: eur('260.00'),
	firstOrderAt: '2026-01-02T00:00:00.000Z',
	lastOrderAt: ORDERED_AT,
	firstAffiliateCode: 'bert',
	firstTouchAt: '2026-01-01T00:00:00.000Z',
	lastAffiliateCode: 'anna',
	lastTouchAt: '2026-11-14T10:00:00.000Z',
	...overrides,
});

const ledger = (overrides: Partial<LedgerAnswer> = {}): LedgerAnswer => ({
	outcome: 'recorded',
	commissions: [aRecordedCommission()],
	customer: summary(),
	refunds: [],
	...overrides,
});

const facts = (overrides: Partial<PurchaseFacts> = {}): PurchaseFacts => ({
	order: anOrder(),
	attribution: anAttribution(),
	ledger: ledger(),
	...overrides,
});

const NO_FIRST_TOUCH = new Set<string>();

const contactOf = (given: PurchaseFacts): Record<string, string> =>
	Object.fromEntries(
		mapPurchase(given, AFFILIATE_LOOP_MAPPING).contact.map(({ field, value }) => [field, value]),
	);

const dealOf = (given: PurchaseFacts): Record<string, string> =>
	Object.fromEntries(
		mapPurchase(given, AFFILIATE_LOOP_MAPPING).purchase.writes.map(({ field, value }) => [
			field,
			value,
		]),
	);

describe('the preset', () => {
	it('is valid data that an agency can export and change', () => {
		expect(crmMappingSchema.parse(JSON.parse(JSON.stringify(AFFILIATE_LOOP_MAPPING)))).toEqual(
			AFFILIATE_LOOP_MAPPING,
		);
	});

	it('writes only to properties of ours that are defined and to known ones of HubSpot', () => {
		const defined = (type: string) =>
			AFFILIATE_PROPERTIES.filter(({ object }) => object === type).map(({ name }) => name);
		const ours = (name: string) => name.startsWith('affiliate_');
		const contact = AFFILIATE_LOOP_MAPPING.contact.map(({ target }) => target);
		const deal = AFFILIATE_LOOP_MAPPING.purchase.map(({ target }) => target);
		expect(defined('contact')).toEqual(expect.arrayContaining(contact.filter(ours)));
		expect(defined('purchase')).toEqual(expect.arrayContaining(deal.filter(ours)));
		expect(contact.filter((name) => !ours(name))).toEqual(['firstname', 'lastname', 'phone']);
	});

	it('only ever fills the first touch, as a pair', () => {
		const firstTouch = AFFILIATE_LOOP_MAPPING.contact.filter(({ target }) =>
			FIRST_TOUCH_PROPERTIES.has(target),
		);
		expect(firstTouch.map(({ policy, group }) => [policy, group])).toEqual([
			['fill_empty', 'first_touch'],
			['fill_empty', 'first_touch'],
		]);
	});
});

describe('contact properties', () => {
	it('come from the order, its affiliate and the history in the ledger', () => {
		expect(contactOf(facts())).toEqual({
			firstname: 'Carla',
			lastname: 'Customer',
			affiliate_source: 'anna',
			affiliate_programme: 'spring',
			affiliate_click_date: '2026-11-14T10:00:00.000Z',
			affiliate_first_order_date: '2026-01-02T00:00:00.000Z',
			affiliate_last_order_date: ORDERED_AT,
			affiliate_last_order_number: '#1001',
			affiliate_last_order_value: '100.00',
			affiliate_last_order_currency: 'EUR',
			affiliate_order_count: '3',
			affiliate_lifetime_value: '260.00',
			affiliate_lifetime_currency: 'EUR',
			affiliate_first_touch_source: 'bert',
			affiliate_first_touch_date: '2026-01-01T00:00:00.000Z',
			affiliate_last_touch_source: 'anna',
			affiliate_last_touch_date: '2026-11-14T10:00:00.000Z',
		});
	});

	it('never clear anything: what is not known is left out', () => {
		const contact = contactOf(facts({ attribution: null, ledger: null }));
		expect(Object.keys(contact).sort()).toEqual([
			'affiliate_last_order_currency',
			'affiliate_last_order_date',
			'affiliate_last_order_number',
			'affiliate_last_order_value',
			'firstname',
			'lastname',
		]);
	});

	it('leave the last order alone when a later one is known', () => {
		const later = ledger({ customer: summary({ lastOrderAt: '2026-11-20T00:00:00.000Z' }) });
		const contact = contactOf(facts({ ledger: later }));
		expect(contact).not.toHaveProperty('affiliate_last_order_number');
		expect(contact['affiliate_last_order_date']).toBe('2026-11-20T00:00:00.000Z');
	});

	it('name the affiliate with the largest credit, the first of equals', () => {
		const credits = [
			aCredit({ affiliateCode: 'anna', weight: 1 }),
			aCredit({ affiliateCode: 'bert', weight: 2 }),
			aCredit({ affiliateCode: 'cleo', weight: 2 }),
		];
		expect(contactOf(facts({ attribution: anAttribution({ credits }) }))['affiliate_source']).toBe(
			'bert',
		);
	});

	it('take the first touch of this order when the ledger knows none', () => {
		const touches = [aTouch({ affiliateCode: 'zoe' }), aTouch({ affiliateCode: 'anna' })];
		const contact = contactOf(
			facts({
				attribution: anAttribution({ touches }),
				ledger: ledger({ customer: summary({ firstAffiliateCode: null, firstTouchAt: null }) }),
			}),
		);
		expect(contact['affiliate_first_touch_source']).toBe('zoe');
	});

	it('have no click date when a coupon gave the credit', () => {
		const touch = aTouch({ kind: 'coupon', clickId: null, couponCode: 'ANNA10' });
		const contact = contactOf(
			facts({ attribution: anAttribution({ credits: [aCredit({ touch })] }) }),
		);
		expect(contact).not.toHaveProperty('affiliate_click_date');
		expect(contact['affiliate_coupon']).toBe('ANNA10');
	});
});

describe('deal properties', () => {
	it('hold value, currency, affiliate and commission', () => {
		expect(dealOf(facts())).toMatchObject({
			dealname: 'Order #1001 (demo.myshopify.com)',
			amount: '100.00',
			deal_currency_code: 'EUR',
			closedate: ORDERED_AT,
			affiliate_source: 'anna',
			affiliate_commission_amount: '10.00',
			affiliate_commission_status: 'pending',
			affiliate_order_status: 'paid',
		});
	});

	it.each(ORDER_STATUSES)('put a %s order into one of the three stages', (status) => {
		const given = facts({ order: anOrder({ status }) });
		const { stage } = mapPurchase(given, AFFILIATE_LOOP_MAPPING);
		const expected = {
			pending: 'pending',
			paid: 'paid',
			partially_refunded: 'paid',
			refunded: 'cancelled',
			cancelled: 'cancelled',
			voided: 'cancelled',
		};
		expect(stage).toBe(expected[status]);
	});

	it.each([
		{
			commissions: [
				aRecordedCommission({ amount: eur('10.00'), reversed: eur('2.50') }),
				aRecordedCommission({ commissionId: 'com_2', amount: eur('5.00'), status: 'approved' }),
			],
			amount: '12.50',
			status: 'approved, pending',
			because: 'what was taken back does not count',
		},
		{
			commissions: [aRecordedCommission({ status: 'declined' })],
			amount: '0',
			status: 'declined',
			because: 'a declined commission is none',
		},
		{
			commissions: [aRecordedCommission({ adjusted: parseAmount('2.50', 'EUR') })],
			amount: '12.50',
			status: 'pending',
			because: 'the order was edited upwards',
		},
		{ commissions: [], amount: undefined, status: undefined, because: 'there is none' },
		{
			commissions: [
				aRecordedCommission(),
				aRecordedCommission({ amount: parseAmount('1', 'JPY'), reversed: parseAmount('0', 'JPY') }),
			],
			amount: undefined,
			status: undefined,
			because: 'two currencies have no sum',
		},
	])('show a commission of $amount: $because', ({ commissions, amount, status }) => {
		const deal = dealOf(facts({ ledger: ledger({ commissions }) }));
		expect(deal['affiliate_commission_amount']).toBe(amount);
		expect(deal['affiliate_commission_status']).toBe(status);
	});

	it('are keyed by store and order', () => {
		expect(orderKey(anOrder())).toBe('demo.myshopify.com:1001');
	});
});

describe('a mapping by hand', () => {
	it('cannot overwrite the first touch', () => {
		const [mapped] = mapValues({ affiliate_first_touch_source: 'anna' }, FIRST_TOUCH_PROPERTIES);
		expect(mapped).toMatchObject({ policy: 'fill_empty', group: 'first_touch' });
	});

	it('turns every kind of value into text and leaves out empty ones', () => {
		const moment = new Date('2026-11-14T10:00:00Z');
		const mapped = mapValues(
			{ a: 3, b: false, c: moment, d: ['x', 'y'], e: null, f: '', g: [] },
			NO_FIRST_TOUCH,
		);
		expect(mapped.map(({ field, value }) => `${field}=${value}`)).toEqual([
			'a=3',
			'b=false',
			'c=2026-11-14T10:00:00.000Z',
			'd=x;y',
		]);
	});

	it('reads moments of n8n, which are objects with a JSON form', () => {
		const moment = { toJSON: () => '2026-11-14T10:00:00.000Z' };
		expect(mapValues({ a: moment }, NO_FIRST_TOUCH)[0]?.value).toBe('2026-11-14T10:00:00.000Z');
	});
});

describe('a refund', () => {
	it('changes the commission of the deal and the lifetime value of the contact', () => {
		const mapped = mapRefund(aRefund(), ledger(), AFFILIATE_LOOP_MAPPING);
		expect(mapped).toMatchObject({
			purchaseKey: 'demo.myshopify.com:1001',
			refundId: 'refund-1',
			amount: eur('100.00'),
		});
		expect(mapped.purchase.map(({ field }) => field)).toEqual([
			'affiliate_commission_amount',
			'affiliate_commission_currency',
			'affiliate_commission_status',
		]);
		expect(mapped.contact.map(({ field }) => field)).toEqual([
			'affiliate_order_count',
			'affiliate_lifetime_value',
			'affiliate_lifetime_currency',
		]);
	});

	it('without the ledger changes nothing but the refunded amount', () => {
		const mapped = mapRefund(aRefund(), null, AFFILIATE_LOOP_MAPPING);
		expect([mapped.purchase, mapped.contact]).toEqual([[], []]);
	});
});

describe('purchases', () => {
	const at = (createdAt: string, orderCount: number | null): PurchaseFacts =>
		facts({
			order: anOrder({ createdAt }),
			ledger: orderCount === null ? null : ledger({ customer: summary({ orderCount }) }),
		});

	it.each([
		{
			sequence: [at('2026-11-02T00:00:00.000Z', 1), at('2026-11-01T00:00:00.000Z', 2)],
			because: 'what the ledger counted later knows more',
		},
		{
			sequence: [at('2026-11-01T00:00:00.000Z', null), at('2026-11-02T00:00:00.000Z', null)],
			because: 'without the ledger the time of the order decides',
		},
	])('are put in order: $because', ({ sequence }) => {
		expect([...sequence].reverse().sort(comparePurchases)).toEqual(sequence);
	});
});

describe('the answer of the ledger', () => {
	it('is read from the JSON of the item and may hold more', () => {
		const json = { ...toJson(ledger()), conversionId: 'cnv_1', message: 'Recorded.' };
		expect(ledgerAnswerSchema.parse(JSON.parse(JSON.stringify(json)))).toEqual(ledger());
	});
});
