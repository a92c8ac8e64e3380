import { isOwnChange, withoutOwnFields } from '../../../../lib/connectors/woocommerce';
import { wooNotice } from '../../../../lib/mapping/woocommerce';
import { toJson } from '../../../../lib/model/json';
import { anOrder } from '../../../support/builders';
import { wooOrderBody } from '../../../support/woo-payloads';

const FOREIGN = [
	{ id: 1, key: '_wc_order_attribution_utm_source', value: 'google' },
	{ id: 2, key: 'affiliate_click_id', value: 'clk_01' },
];

const OWN = [
	{ id: 8, key: '_affiliate_loop_source', value: 'anna' },
	{ id: 9, key: '_affiliate_loop_rank', value: '3' },
];

const ORDER = wooOrderBody({ overrides: { meta_data: FOREIGN } });

const OURS = {
	...ORDER,
	date_modified: '2026-11-02T12:00:00',
	date_modified_gmt: '2026-11-02T11:00:00',
	meta_data: [...OWN, ...FOREIGN].reverse(),
};

describe('a change of a WooCommerce order', () => {
	it('is ours when only our meta and the time of change differ', () => {
		expect(isOwnChange({ ...ORDER, date_modified: 'x' }, OURS)).toBe(true);
		expect(withoutOwnFields(OURS)).toEqual(withoutOwnFields(ORDER));
	});

	it.each([
		['the status', { status: 'refunded' }],
		['a refund', { refunds: [{ id: 1, reason: '', total: '-1.00' }] }],
		['meta of others', { meta_data: [...OWN, FOREIGN[0]] }],
		['the click id', { meta_data: [...OWN, FOREIGN[0], { ...FOREIGN[1], value: 'clk_02' }] }],
		['the total', { total: '1.00' }],
	])('is news when %s changed besides', (_, change) => {
		expect(isOwnChange(ORDER, { ...OURS, ...change })).toBe(false);
	});

	it('is news when there was no order before', () => {
		expect(isOwnChange(null, ORDER)).toBe(false);
	});

	it('is recognised in canonical orders', () => {
		const order = anOrder();
		const attributes = { ...order.tracking.attributes, _affiliate_loop_source: 'anna' };
		const written = {
			...order,
			updatedAt: '2026-11-22T11:00:00.000Z',
			tracking: { ...order.tracking, attributes },
		};
		expect(isOwnChange(toJson(order), toJson(written))).toBe(true);
	});

	it('leaves the record as it is, and a prefix of nothing strips nothing', () => {
		const copy = structuredClone(OURS);
		withoutOwnFields(OURS);
		expect(OURS).toEqual(copy);
		const unmarked = { metaPrefix: '', notePrefix: '' };
		expect(isOwnChange(ORDER, OURS, unmarked)).toBe(false);
	});

	it('of our own meta is never taken for where the buyer came from', () => {
		const delivery = {
			platform: 'woocommerce',
			topic: 'order.updated',
			storeKey: 'shop.example.com',
			deliveryId: null,
			hasUniqueDeliveryId: false,
			triggeredAt: null,
			receivedAt: '2026-11-22T12:00:00.000Z',
		} as const;
		expect(JSON.stringify(toJson(wooNotice(delivery, OURS, [])))).not.toContain('affiliate_loop');
	});
});
