import { parseAmount } from '../../../lib/kernel';
import { attributionSchema } from '../../../lib/model/credit';
import { toJson } from '../../../lib/model/json';
import { orderSchema } from '../../../lib/model/order';
import { orderContentHash } from '../../../lib/model/order-content';
import { parseModel } from '../../../lib/model/parse';
import { planSchema } from '../../../lib/model/plan';
import { programmeSchema } from '../../../lib/model/programme';
import { refundSchema } from '../../../lib/model/refund';
import {
	anAttribution,
	anOrder,
	anOrderLine,
	aPlan,
	aProgramme,
	aRefund,
	eur,
} from '../../support/builders';

describe('model values', () => {
	it.each([
		['order', orderSchema, anOrder()],
		['refund', refundSchema, aRefund()],
		['attribution', attributionSchema, anAttribution()],
		['plan', planSchema, aPlan({ rate: { type: 'fixed', amount: eur('5.00') } })],
		['programme', programmeSchema, aProgramme()],
	])('come back equal after a trip through JSON: %s', (name, schema, value) => {
		const text = JSON.stringify(toJson(value));
		expect(parseModel(schema, JSON.parse(text), name)).toEqual(value);
	});

	it('write money as decimal text', () => {
		expect(toJson({ total: parseAmount('23600', 'JPY') })).toEqual({
			total: { amount: '23600', currency: 'JPY' },
		});
	});

	it('that are wrong are refused with the path, never with the value', () => {
		const json = toJson(anOrder());
		const broken = { ...json, customer: { ...json.customer, email: 987_654 }, currency: 'secret' };
		const read = () => parseModel(orderSchema, broken, 'order');
		expect(read).toThrow(/order\.currency: not an active ISO 4217 currency/);
		expect(read).toThrow(/order\.customer\.email/);
		expect(read).not.toThrow(/987654|secret/);
	});

	it.each(['1,50', '1.005', 'abc'])('refuse %p as an amount in euros', (amount) => {
		const json = toJson(anOrder());
		const broken = {
			...json,
			totals: { ...json.totals, total: { amount, currency: 'EUR' } },
		};
		expect(() => parseModel(orderSchema, broken, 'order')).toThrow(/order\.totals\.total/);
	});
});

describe('the content hash of an order', () => {
	it('ignores status, times and tracking', () => {
		const later = anOrder({
			status: 'refunded',
			updatedAt: '2027-01-01T00:00:00.000Z',
			tracking: { ...anOrder().tracking, landingUrl: 'https://shop.example.com/?x=1' },
		});
		expect(orderContentHash(later)).toBe(orderContentHash(anOrder()));
	});

	it.each([
		['a price', anOrder({ lines: [anOrderLine({ net: eur('99.99') })] })],
		['a quantity', anOrder({ lines: [anOrderLine({ quantity: 2 })] })],
		['a coupon', anOrder({ coupons: [{ code: 'ANNA10', amount: eur('1.00') }] })],
		['the shop', anOrder({ storeKey: 'other.myshopify.com' })],
	])('changes with %s', (_what, order) => {
		expect(orderContentHash(order)).not.toBe(orderContentHash(anOrder()));
	});
});
