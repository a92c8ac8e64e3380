import { toJson } from '../../../../lib/model/json';
import { storeEventItemSchema } from '../../../../lib/model/store-event';
import { itemsOf, orderBody, read, RECEIVED, text } from './payloads';

const kindsOf = (...given: Parameters<typeof read>) =>
	itemsOf(...given).map(({ event }) => event.kind);

const refund = { id: 'r1', orderId: 'A-77', currency: 'EUR', total: '59.50' };
const dispute = { id: 'd1', orderId: 'A-77', currency: 'EUR', amount: '119' };
const action = {
	id: 'lead-5',
	name: 'lead',
	occurredAt: '2026-11-22T18:05:00Z',
	currency: 'EUR',
	customer: { email: 'kim@example.com' },
	tracking: { affiliateCode: 'anna' },
};

describe('events of the generic format', () => {
	it.each([
		['order.created', {}, ['order.created']],
		['order.created', { paidAt: '2026-11-22T18:05:30Z' }, ['order.created', 'order.paid']],
		['order.paid', {}, ['order.paid']],
		['order.updated', { status: 'paid' }, ['order.paid', 'order.updated']],
		['order.updated', { status: 'pending' }, ['order.updated']],
		['order.updated', { status: 'refunded' }, ['order.updated']],
		['order.updated', { status: 'cancelled' }, ['order.updated', 'order.cancelled']],
		['order.cancelled', {}, ['order.cancelled']],
	])('%s with %j gives %j', (event, overrides, kinds) => {
		expect(kindsOf(event, orderBody(overrides))).toEqual(kinds);
	});

	it('a cancelled order comes with a refund of all of it', () => {
		const [item] = itemsOf('order.cancelled', orderBody({ cancelledAt: '2026-11-23T08:00:00Z' }));
		expect(item?.refund).toMatchObject({
			refundId: 'cancellation-A-77',
			kind: 'cancellation',
			createdAt: '2026-11-23T08:00:00.000Z',
		});
		expect(text(item?.refund?.total)).toBe('119.00');
	});

	it('a refund of an amount has no lines, one of goods has its lines', () => {
		const [amount] = itemsOf('refund.created', refund);
		expect(amount?.refund).toMatchObject({ refundId: 'r1', orderId: 'A-77', kind: 'refund' });
		expect(amount?.refund?.lines).toBeNull();
		expect(amount?.refund?.createdAt).toBe(RECEIVED);
		const lines = [{ lineId: 'l1', quantity: 1, total: '37.50', tax: '7.13' }];
		const [goods] = itemsOf('refund.created', { ...refund, lines });
		expect(goods?.refund?.lines?.map(({ lineId, net }) => [lineId, text(net)])).toEqual([
			['l1', '37.50'],
		]);
	});

	it.each([
		['dispute.opened', 'open'],
		['dispute.won', 'won'],
		['dispute.lost', 'lost'],
	])('%s says that the dispute is %s', (kind, status) => {
		const [item] = itemsOf(kind, dispute);
		expect(item?.event).toMatchObject({ kind, recordId: 'd1' });
		expect(item?.dispute).toMatchObject({ status, orderId: 'A-77', disputeId: 'd1' });
		expect(text(item?.dispute?.amount)).toBe('119.00');
	});

	it('a lead is an order without lines that names its action, apart from the orders', () => {
		const [item] = itemsOf('action.recorded', action);
		expect(item?.event).toMatchObject({ kind: 'action.recorded', recordId: 'action:lead:lead-5' });
		expect(item?.order).toMatchObject({
			orderId: 'action:lead:lead-5',
			orderNumber: 'lead-5',
			action: 'lead',
			status: 'paid',
			lines: [],
			customer: { email: 'kim@example.com' },
			tracking: { attributes: { affiliate_code: 'anna' } },
		});
		expect(text(item?.order?.totals.total)).toBe('0.00');
		const [worth] = itemsOf('action.recorded', { ...action, value: '250' });
		expect(text(worth?.order?.totals.total)).toBe('250.00');
	});

	it.each([
		[{ ...action, currency: undefined }, 'action.currency'],
		[{ ...action, id: 'x'.repeat(91) }, 'action.id: use at most 90 characters'],
		[{ ...action, name: 'two words' }, 'action.name: use 1 to 100 letters'],
	])('an action that is not whole is refused', (record, message) => {
		expect(() => read('action.recorded', record)).toThrow(message);
	});

	it('a test order or action is left out unless it is asked for', () => {
		const ignored = { outcome: 'ignored', reason: 'test_order' };
		expect(read('order.paid', orderBody({ test: true }))).toEqual(ignored);
		expect(read('action.recorded', { ...action, test: true })).toEqual(ignored);
		const options = { includeTestOrders: true };
		expect(kindsOf('order.paid', orderBody({ test: true }), options)).toEqual(['order.paid']);
	});

	it('an event that nobody knows is refused by name of the field', () => {
		expect(() => read('order.shipped', orderBody())).toThrow('generic-event.event');
		expect(() => read('order.paid', {})).toThrow('generic-event.order.id');
	});
});

it.each(['a\u0000b', 'a\nb', '', ' ', 'x'.repeat(201)])('an id is never %j', (id) => {
	expect(() => read('order.paid', orderBody({ id }))).toThrow('generic-event.order.id: use an id');
	expect(() => read('refund.created', { ...refund, orderId: id })).toThrow('refund.orderId: use');
});

describe('the shop of a generic event', () => {
	const storeKeyOf = (storeKey: string, envelope = {}) =>
		itemsOf('order.paid', orderBody(), { storeKey }, envelope)[0]?.event.storeKey;

	it('is what the trigger says, else what the signed body says', () => {
		expect(storeKeyOf('my-shop')).toBe('my-shop');
		expect(storeKeyOf('my-shop', { store: 'my-shop' })).toBe('my-shop');
		expect(storeKeyOf('', { store: 'other-shop' })).toBe('other-shop');
	});

	it.each(['order.paid', 'refund.created', 'dispute.lost', 'action.recorded'])(
		'is never another one than that of the trigger: %s',
		(kind) => {
			const records = { order: orderBody(), refund, dispute, action };
			const record = records[kind.split('.')[0] as keyof typeof records];
			const options = { storeKey: 'my-shop' };
			const told = () => read(kind, record, options, { store: 'demo.myshopify.com' });
			expect(told).toThrow('not the shop of the trigger');
			expect(told).not.toThrow('demo.myshopify.com');
		},
	);

	it('must be known', () => {
		expect(() => read('order.paid', orderBody(), { storeKey: ' ' })).toThrow('which shop');
	});
});

describe('the identity of a generic event', () => {
	const idOf = (...given: Parameters<typeof read>) => itemsOf(...given)[0]?.event.eventId;

	it.each([
		['order.paid', orderBody(), orderBody({ updatedAt: '2026-11-25T00:00:00Z' })],
		['refund.created', refund, { ...refund, createdAt: '2026-11-25T00:00:00Z' }],
		['dispute.opened', dispute, { ...dispute, updatedAt: '2026-11-25T00:00:00Z' }],
	])('of %s stays when it is sent again later', (event, first, again) => {
		expect(idOf(event, again, {}, { occurredAt: '2026-11-25T00:00:00Z' })).toBe(idOf(event, first));
	});

	it.each([
		['a subscription', { subscription: { id: 'sub-1' } }],
		['store credit', { storeCredit: '10' }],
		['a category', { lines: [{ total: '100', categories: ['Tea'] }] }],
	])('of an order changes with %s', (_name, overrides) => {
		const plain = { lines: [{ total: '100' }] };
		expect(idOf('order.paid', orderBody({ ...plain, ...overrides }))).not.toBe(
			idOf('order.paid', orderBody(plain)),
		);
	});

	it('of a dispute changes with what is disputed', () => {
		expect(idOf('dispute.opened', { ...dispute, amount: '50' })).not.toBe(
			idOf('dispute.opened', dispute),
		);
	});

	it('goes through JSON and back in every item', () => {
		for (const [event, record] of [
			['order.cancelled', orderBody({ subscription: { id: 9 }, storeCredit: '1' })],
			['refund.created', refund],
			['dispute.lost', dispute],
			['action.recorded', action],
		] as const) {
			for (const item of itemsOf(event, record)) {
				const wire: unknown = JSON.parse(JSON.stringify(toJson(item)));
				expect(storeEventItemSchema.parse(wire)).toEqual(item);
			}
		}
	});

	it('has a time of its own where the body says one', () => {
		const occurredAt = '2026-11-22T18:05:59.000Z';
		const [item] = itemsOf('refund.created', refund, {}, { occurredAt });
		expect(item?.event).toMatchObject({ occurredAt, receivedAt: RECEIVED });
	});
});
