import fc from 'fast-check';
import { isOwnChange, withoutOwnFields, type OwnMarks } from '../../../../lib/connectors/shopify';
import { toJson } from '../../../../lib/model/json';
import { anOrder } from '../../../support/builders';
import { shopifyOrderBody } from '../../../support/shopify-payloads';

const ORDER = {
	id: 'gid://shopify/Order/1',
	updatedAt: '2026-11-22T10:00:00Z',
	note: 'Ring twice.',
	tags: ['VIP', 'gold'],
	customAttributes: [{ key: 'affiliate_click_id', value: 'clk_01' }],
	metafields: { nodes: [{ namespace: 'reviews', key: 'stars', value: '5' }] },
	totalPriceSet: { shopMoney: { amount: '10.0', currencyCode: 'EUR' } },
	customer: { id: 'gid://shopify/Customer/7', tags: ['loyal'] },
};

const OURS = {
	...ORDER,
	updatedAt: '2026-11-22T10:00:09Z',
	note: 'Ring twice.\n[affiliate] Sent by Anna',
	tags: ['gold', 'Affiliate:anna', 'VIP'],
	customAttributes: [...ORDER.customAttributes, { key: 'affiliate:source', value: 'anna' }],
	metafields: {
		nodes: [...ORDER.metafields.nodes, { namespace: 'affiliate', key: 'code', value: 'anna' }],
	},
	customer: { ...ORDER.customer, tags: ['loyal', 'affiliate:customer'] },
};

describe('a change of an order', () => {
	it('is ours when only what we write differs', () => {
		expect(isOwnChange(ORDER, OURS)).toBe(true);
		expect(isOwnChange(OURS, ORDER)).toBe(true);
		expect(withoutOwnFields(OURS)).toEqual(withoutOwnFields(ORDER));
	});

	it('is no news either when nothing that can be seen differs', () => {
		expect(isOwnChange(ORDER, { ...ORDER, updatedAt: '2026-11-22T11:00:00Z' })).toBe(true);
	});

	it.each([
		['a tag of somebody else', { tags: ['VIP'] }],
		['a line of the note', { note: 'Ring once.\n[affiliate] Sent by Anna' }],
		['the click id of the cart', { customAttributes: [] }],
		['a metafield of another app', { metafields: { nodes: [] } }],
		['the total', { totalPriceSet: { shopMoney: { amount: '9.0', currencyCode: 'EUR' } } }],
		["the customer's tags", { customer: { ...OURS.customer, tags: [] } }],
		['a cancellation', { cancelledAt: '2026-11-22T10:00:00Z' }],
	])('is news when %s changed besides', (_, change) => {
		expect(isOwnChange(ORDER, { ...OURS, ...change })).toBe(false);
	});

	it('is news when there was no order before', () => {
		expect(isOwnChange(null, ORDER)).toBe(false);
	});

	it('is recognised in the bodies of webhooks too', () => {
		const before = shopifyOrderBody({ overrides: { tags: 'VIP, gold', note: null } });
		const after = shopifyOrderBody({
			overrides: {
				tags: 'affiliate:anna, gold, VIP',
				note: '',
				note_attributes: [
					{ name: 'affiliate_click_id', value: 'clk_01' },
					{ name: 'affiliate:source', value: 'anna' },
				],
				updated_at: '2026-11-02T11:00:00+01:00',
			},
		});
		expect(isOwnChange({ ...before, note: '' }, after)).toBe(true);
		expect(isOwnChange({ ...before, note: '' }, { ...after, financial_status: 'refunded' })).toBe(
			false,
		);
	});

	it('is recognised in canonical orders', () => {
		const order = anOrder();
		const attributes = { ...order.tracking.attributes, 'affiliate:source': 'anna' };
		const written = {
			...order,
			updatedAt: '2026-11-23T00:00:00.000Z',
			tracking: { ...order.tracking, attributes },
		};
		expect(isOwnChange(toJson(order), toJson(written))).toBe(true);
	});

	it('is judged by the marks of the caller', () => {
		const marks: OwnMarks = {
			namespace: 'partners',
			tagPrefix: 'p-',
			attributePrefix: 'p_',
			noteMarker: '#p',
		};
		expect(isOwnChange(ORDER, { ...ORDER, tags: [...ORDER.tags, 'p-anna'] }, marks)).toBe(true);
		expect(isOwnChange(ORDER, OURS, marks)).toBe(false);
	});
});

describe('taking our fields away', () => {
	const anything = fc.jsonValue({ maxDepth: 4 });

	it('leaves anything that has none as it is judged, and the record itself untouched', () => {
		fc.assert(
			fc.property(anything, (value) => {
				const copy: unknown = structuredClone(value);
				const once = withoutOwnFields(value);
				expect(value).toEqual(copy);
				expect(withoutOwnFields(once)).toEqual(once);
				expect(isOwnChange(value, copy)).toBe(true);
			}),
		);
	});

	it('does not stumble over names that every object has', () => {
		const odd = JSON.parse(
			'{"__proto__": {"tags": ["x"]}, "constructor": 1, "toString": []}',
		) as unknown;
		expect(() => withoutOwnFields(odd)).not.toThrow();
	});
});
