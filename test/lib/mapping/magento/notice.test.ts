import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
	magentoNotice,
	magentoOrder,
	magentoRefunds,
	orderHappenings,
	orderNeededFor,
	originalOrderId,
	withOriginalTracking,
} from '../../../../lib/mapping/magento';
import { orderEventHash, refundEventHash } from '../../../../lib/mapping/store-event-identity';
import type { StoreNotice } from '../../../../lib/mapping/store-happening';
import { asEventValue, creditMemoBody, magentoOrderBody, ROW_ID } from './payloads';

const SHOP = 'shop.example.com';

const fixture = (name: string): unknown =>
	JSON.parse(
		readFileSync(path.join(__dirname, '../../../fixtures/magento', `${name}.json`), 'utf8'),
	);

const kinds = (notice: StoreNotice) =>
	notice.outcome === 'happenings' ? notice.happenings.map(({ kind }) => kind) : notice.reason;

describe('what a body of Adobe Commerce says happened', () => {
	it('of an event about a paid order, that it is paid and changed', () => {
		const notice = magentoNotice(SHOP, fixture('io-event-order'));
		expect(kinds(notice)).toEqual(['order.paid', 'order.updated']);
		expect(notice).toMatchObject({
			happenings: [
				{
					order: {
						orderId: '31',
						status: 'paid',
						coupons: [{ code: 'ANNA10' }],
						tracking: { attributes: { click_id: 'c-123' }, clientIp: '203.0.113.0' },
						shippingAddress: { line: '1 Example Street, Back yard' },
						lines: [{ lineId: '61', quantity: 2, net: { amountMinor: 4_500n } }],
					},
				},
				{},
			],
		});
	});

	it('of a webhook about an order just placed, that it was made', () => {
		expect(kinds(magentoNotice(SHOP, fixture('webhook-order')))).toEqual(['order.created']);
	});

	it('is the same whether the envelope is there or not', () => {
		const event = fixture('io-event-order') as { event: { data: { value: unknown } } };
		const whole = magentoNotice(SHOP, event);
		expect(magentoNotice(SHOP, event.event)).toEqual(whole);
		expect(magentoNotice(SHOP, event.event.data)).toEqual(whole);
		expect(magentoNotice(SHOP, event.event.data.value)).toEqual(whole);
	});

	it('is made by the flag of events that carry original data, too', () => {
		const body = { ...magentoOrderBody({ paid: false }), _isNew: true };
		expect(kinds(magentoNotice(SHOP, body))).toEqual(['order.created']);
	});

	it('of a cancelled order, that everything of it is taken back', () => {
		const body = magentoOrderBody({ paid: false, overrides: { state: 'canceled' } });
		const notice = magentoNotice(SHOP, body);
		expect(kinds(notice)).toEqual(['order.updated', 'order.cancelled']);
		expect(notice).toMatchObject({
			happenings: [{}, { refund: { refundId: 'cancellation-7', kind: 'cancellation' } }],
		});
	});

	it('of a credit memo beside its order, the refund', () => {
		const event = fixture('io-event-order') as { event: { data: { value: unknown } } };
		const body = fixture('io-event-credit-memo');
		expect(orderNeededFor(body)).toBe('31');
		const notice = magentoNotice(SHOP, body, event.event.data.value);
		expect(kinds(notice)).toEqual(['refund.created']);
		expect(notice).toMatchObject({
			happenings: [{ refund: { refundId: '4', orderId: '31', lines: [{ lineId: '61' }] } }],
		});
	});

	it('of a credit memo without its order cannot be told, and says what is needed', () => {
		expect(() => magentoNotice(SHOP, fixture('io-event-credit-memo'))).toThrow(
			expect.objectContaining({ code: 'missing_order' }),
		);
	});

	it('of an order needs nothing else', () => {
		expect(orderNeededFor(fixture('io-event-order'))).toBeNull();
		expect(orderNeededFor(magentoOrderBody())).toBeNull();
	});

	it.each([
		['an invoice', { type: 'com.adobe.commerce.observer.sales_order_invoice_save_after' }],
		['a shipment', { type: 'com.adobe.commerce.observer.sales_order_shipment_save_after' }],
		['an order that is not saved yet', { eventName: 'observer.sales_order_place_before' }],
	])('of %s is nothing', (_name, envelope) => {
		const body = { ...envelope, data: { value: { entity_id: 1, order_id: 7 } } };
		expect(magentoNotice(SHOP, body)).toEqual({ outcome: 'ignored', reason: 'other_topic' });
	});

	it('of a credit memo whose money has not gone back is nothing', () => {
		const memo = creditMemoBody({ shipping: 100, overrides: { state: 1 } });
		expect(magentoNotice(SHOP, memo, magentoOrderBody())).toEqual({
			outcome: 'ignored',
			reason: 'no_money_moved',
		});
	});

	it.each([null, 7, 'text', [], {}, { event: {} }, { data: { value: { entity_id: 'x' } } }])(
		'of %j is an error of ours, not a fault',
		(body) => {
			expect(() => magentoNotice(SHOP, body)).toThrow(
				expect.objectContaining({ code: 'invalid_input' }),
			);
		},
	);
});

describe('the identity of what happened in Magento', () => {
	const body = magentoOrderBody({
		rows: [
			{ gross: 10_000, discount: 1_000, tax: 1_710, quantity: 2 },
			{ gross: 7_001, discount: 701, tax: 1_197, kind: 'bundle' },
		],
		shipping: 495,
		overrides: { coupon_code: 'ANNA10' },
	});

	it('is the same by REST and by event', () => {
		const byRest = magentoOrder(body, SHOP);
		const byEvent = magentoOrder(asEventValue(body), SHOP);
		expect(byEvent).toEqual(byRest);
		expect(orderEventHash(byEvent)).toBe(orderEventHash(byRest));
	});

	it('is the same for a credit memo by REST and by event', () => {
		const memo = creditMemoBody({
			rows: [{ rowId: ROW_ID, quantity: 1, gross: 5_000, discount: 500, tax: 855 }],
			shipping: 495,
			adjustmentRefund: 100,
		});
		const byRest = magentoRefunds(memo, body, SHOP);
		const byEvent = magentoRefunds(asEventValue(memo), asEventValue(body), SHOP);
		expect(byEvent).toEqual(byRest);
		expect(byEvent.map(refundEventHash)).toEqual(byRest.map(refundEventHash));
	});

	it('stays when our comment is added, when it is shipped, and when part is refunded', () => {
		const first = orderEventHash(magentoOrder(body, SHOP));
		const later = {
			...body,
			updated_at: '2026-12-01 00:00:00',
			state: 'complete',
			status: 'complete',
			base_total_refunded: 10,
			status_histories: [
				{ comment: 'Affiliate Loop: commission=4.00 EUR', status: 'complete' },
				{ comment: 'Shipped with UPS', status: 'complete' },
			],
		};
		expect(orderEventHash(magentoOrder(later, SHOP))).toBe(first);
	});
});

describe('an order that was edited in Magento', () => {
	const original = magentoOrderBody({
		id: 9,
		paid: false,
		overrides: {
			increment_id: '000000013',
			state: 'canceled',
			relation_child_id: '10',
			relation_child_real_id: '000000013-1',
			extension_attributes: { click_id: 'c-9', landing_url: 'https://shop.example.com/?a=1' },
		},
	});
	const edited = magentoOrderBody({
		id: 10,
		rows: [{ gross: 12_000 }],
		overrides: {
			increment_id: '000000013-1',
			original_increment_id: '000000013',
			relation_parent_id: '9',
			relation_parent_real_id: '000000013',
			remote_ip: undefined,
		},
	});

	it('is two orders, of which the first is taken back as a whole and only the second is paid', () => {
		const happenings = [original, edited].flatMap((body) =>
			orderHappenings(magentoOrder(body, SHOP), false),
		);
		expect(
			happenings.map(({ kind, order, refund }) => [kind, order?.orderId, refund?.refundId]),
		).toEqual([
			['order.updated', '9', undefined],
			['order.cancelled', '9', 'cancellation-9'],
			['order.paid', '10', undefined],
			['order.updated', '10', undefined],
		]);
	});

	it('names its original and gets the traces of where the buyer came from', () => {
		const first = magentoOrder(original, SHOP);
		const second = magentoOrder(edited, SHOP);
		expect(originalOrderId(second)).toBe('9');
		expect(originalOrderId(first)).toBeNull();
		const traced = withOriginalTracking(second, first);
		expect(traced.tracking).toMatchObject({
			landingUrl: 'https://shop.example.com/?a=1',
			clientIp: '203.0.113.0',
			attributes: { click_id: 'c-9', magento_original_order_number: '000000013' },
		});
		expect({ ...traced, tracking: second.tracking }).toEqual(second);
	});

	it('gets nothing from an order that stays sold: a reorder is a sale of its own', () => {
		const sold = { ...original, state: 'complete', status: 'complete' };
		const second = magentoOrder(edited, SHOP);
		expect(withOriginalTracking(second, magentoOrder(sold, SHOP))).toBe(second);
	});

	it('gets nothing from an order that it does not name', () => {
		const second = magentoOrder(edited, SHOP);
		const other = magentoOrder({ ...original, entity_id: 8 }, SHOP);
		expect(withOriginalTracking(second, other)).toBe(second);
	});
});
