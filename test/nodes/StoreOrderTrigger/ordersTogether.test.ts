import { keysOf } from '../../../nodes/StoreOrderTrigger/ordersTogether';
import { anOrder, STORE_KEY } from '../../support/builders';
import type { Order } from '../../../lib/model/order';
import { toJson } from '../../../lib/model/json';

const payload = (order: Partial<Order> = {}, kind = 'order.paid'): string =>
	JSON.stringify({ item: { event: { kind }, order: toJson(anOrder(order)) } });

const guest = { ...anOrder().customer, email: null, customerId: null };

/** Whether the two may run in one execution. */
function mayGoTogether(one: string, other: string): boolean {
	const [keys, others] = [keysOf(one), keysOf(other)];
	if (keys === null || others === null) return false;
	return !keys.some((key) => others.includes(key));
}

describe('Orders in one execution', () => {
	const first = payload({ orderId: '1', customer: { ...guest, email: 'carla@example.com' } });

	it('are those of different customers', () => {
		const other = { ...guest, email: 'dora@example.com' };
		expect(mayGoTogether(first, payload({ orderId: '2', customer: other }))).toBe(true);
		expect(mayGoTogether(first, payload({ orderId: '2', customer: guest }))).toBe(true);
	});

	it.each([
		['of one mailbox, however it is written', { ...guest, email: 'Carla@Example.com ' }],
		[
			'of one mailbox with another account',
			{ ...guest, email: 'carla@example.com', customerId: '7' },
		],
	])('are never two %s', (_what, customer) => {
		expect(mayGoTogether(first, payload({ orderId: '2', customer }))).toBe(false);
	});

	it('are never two of one account or one subscription', () => {
		const account = { ...guest, customerId: '7' };
		const one = payload({ orderId: '1', customer: account });
		expect(mayGoTogether(one, payload({ orderId: '2', customer: account }))).toBe(false);
		const elsewhere = payload({ orderId: '2', customer: account, storeKey: `${STORE_KEY}-2` });
		expect(mayGoTogether(one, elsewhere)).toBe(true);
		const subscription = {
			subscriptionId: 'sub_1',
			paymentId: 'inv_1',
			interval: null,
		} as unknown as NonNullable<Order['subscription']>;
		const paid = (orderId: string) => payload({ orderId, customer: guest, subscription });
		expect(mayGoTogether(paid('1'), paid('2'))).toBe(false);
	});

	it('are never two events of one order', () => {
		expect(mayGoTogether(first, first)).toBe(false);
	});

	it.each(['order.updated', 'order.cancelled', 'refund.created', 'dispute.opened'])(
		'are new ones; %s runs alone',
		(kind) => {
			expect(keysOf(payload({}, kind))).toBeNull();
		},
	);

	it('are such that could be read', () => {
		expect(keysOf(JSON.stringify({ unreadable: { delivery: {}, body: '{' } }))).toBeNull();
		expect(keysOf(JSON.stringify({ item: { event: { kind: 'order.paid' } } }))).toBeNull();
	});
});
