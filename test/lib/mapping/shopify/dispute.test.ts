import { formatMoney } from '../../../../lib/kernel';
import { shopifyDelivery } from '../../../../lib/mapping/shopify';
import { storeEvents } from '../../../../lib/mapping/store-events';
import { toJson } from '../../../../lib/model/json';
import {
	STORE_EVENT_KINDS,
	storeEventItemSchema,
	type StoreEventItem,
} from '../../../../lib/model/store-event';
import { shopifyOrderBody } from '../../../support/shopify-payloads';

const RECEIVED = '2026-11-20T09:00:10.000Z';
const TRIGGERED = '2026-11-20T09:00:06.000Z';

function read(topic: string, body: unknown, triggeredAt: string | undefined = TRIGGERED) {
	const headers = {
		'x-shopify-topic': topic,
		'x-shopify-shop-domain': 'demo.myshopify.com',
		'x-shopify-triggered-at': triggeredAt,
	};
	return storeEvents(shopifyDelivery(headers, RECEIVED, ''), body, {
		kinds: STORE_EVENT_KINDS,
		includeTestOrders: false,
		extraMetaKeys: [],
	});
}

function itemOf(
	overrides: Record<string, unknown> = {},
	topic = 'disputes/update',
): StoreEventItem {
	const result = read(topic, disputeBody(overrides));
	const [item] = result.outcome === 'events' ? result.items : [];
	if (item === undefined) throw new Error(JSON.stringify(result));
	return item;
}

/** A dispute of our own making, shaped as Shopify's REST reference describes it. */
function disputeBody(overrides: Record<string, unknown> = {}) {
	return {
		id: 285_332_461,
		order_id: 5_000_000_000_001,
		type: 'chargeback',
		amount: '119.00',
		currency: 'EUR',
		reason: 'fraudulent',
		network_reason_code: '4837',
		status: 'needs_response',
		evidence_due_by: '2026-12-01T19:00:00-05:00',
		evidence_sent_on: null,
		finalized_on: null,
		initiated_at: '2026-11-19T19:00:00-05:00',
		...overrides,
	};
}

describe('a dispute of Shopify Payments', () => {
	it('is read with its order, amount and times', () => {
		const { event, dispute } = itemOf({}, 'disputes/create');
		expect(event).toMatchObject({ kind: 'dispute.opened', recordId: '285332461' });
		expect(dispute).toMatchObject({
			platform: 'shopify',
			storeKey: 'demo.myshopify.com',
			orderId: '5000000000001',
			status: 'open',
			reason: 'fraudulent',
			openedAt: '2026-11-20T00:00:00.000Z',
			updatedAt: TRIGGERED,
		});
		expect(dispute && formatMoney(dispute.amount)).toBe('119.00 EUR');
	});

	it.each([
		['needs_response', 'dispute.opened', 'the merchant has to answer'],
		['under_review', 'dispute.opened', 'the bank decides'],
		['prevented', 'dispute.opened', 'it does not say whether money went back'],
		['of_tomorrow', 'dispute.opened', 'unknown is never clear'],
		['won', 'dispute.won', 'the money stays'],
		['charge_refunded', 'dispute.won', 'the refund itself takes the commission back'],
		['lost', 'dispute.lost', 'the bank took the money'],
		['accepted', 'dispute.lost', 'the merchant let the bank take it'],
		['LOST', 'dispute.lost', 'the case does not matter'],
	])('with status %s is %s, because %s', (status, kind, _because) => {
		expect(itemOf({ status }).event.kind).toBe(kind);
	});

	it.each([
		['2026-12-24', '2026-12-24T00:00:00.000Z'],
		['2026-12-24T10:00:00Z', '2026-12-24T10:00:00.000Z'],
		['soon', TRIGGERED],
	])('that ended on %s was updated at %s', (finalized_on, updatedAt) => {
		expect(itemOf({ status: 'lost', finalized_on }).dispute?.updatedAt).toBe(updatedAt);
	});

	it('is one event for all steps inside one status', () => {
		const opened = itemOf({}, 'disputes/create').event.eventId;
		expect(itemOf({ status: 'under_review' }).event.eventId).toBe(opened);
		expect(itemOf({ status: 'lost' }).event.eventId).not.toBe(opened);
	});

	it.each([
		['no order', { order_id: null }, 'no_order'],
		['the order of the test notification', { order_id: 820982911946154508n }, 'test_notification'],
	])('with %s gives no event', (_name, overrides, reason) => {
		const body = JSON.parse(
			JSON.stringify(disputeBody(overrides), (_key, value: unknown) =>
				typeof value === 'bigint' ? Number(value) : value,
			),
		) as unknown;
		expect(read('disputes/create', body)).toEqual({ outcome: 'ignored', reason });
	});

	it.each([
		[{ currency: 'EURO' }, 'dispute.currency'],
		[{ initiated_at: 'yesterday' }, 'no readable date'],
		[{ status: null }, 'dispute.status'],
	])('that says %j is refused', (overrides, message) => {
		expect(() => read('disputes/create', disputeBody(overrides))).toThrow(message);
	});

	it('goes through JSON and back', () => {
		const item = itemOf();
		const wire: unknown = JSON.parse(JSON.stringify(toJson(item)));
		expect(storeEventItemSchema.parse(wire)).toEqual(item);
	});
});

it("a line's product type is its category where an app adds it, and nothing is made up where not", () => {
	const body = shopifyOrderBody() as { line_items: Array<Record<string, unknown>> };
	const categoriesOf = (order: unknown) => {
		const result = read('orders/paid', order);
		return result.outcome === 'events' ? result.items[0]?.order?.lines[0]?.categories : null;
	};
	expect(categoriesOf(body)).toEqual([]);
	const [line] = body.line_items;
	expect(categoriesOf({ ...body, line_items: [{ ...line, product_type: 'Coffee' }] })).toEqual([
		'Coffee',
	]);
});
