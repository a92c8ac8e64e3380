import { CREATED, event, itemsOf, NEW_VERSION, read, text, type JsonObject } from './payloads';

const refund = (overrides: JsonObject = {}): JsonObject => ({
	id: 're_1',
	object: 'refund',
	amount: 2_500,
	currency: 'eur',
	created: CREATED,
	status: 'succeeded',
	reason: 'requested_by_customer',
	charge: 'ch_1',
	payment_intent: 'pi_1',
	metadata: {},
	...overrides,
});

const charge = (overrides: JsonObject = {}): JsonObject => ({
	id: 'ch_1',
	object: 'charge',
	amount: 10_000,
	amount_refunded: 2_500,
	currency: 'eur',
	livemode: true,
	invoice: 'in_1',
	payment_intent: 'pi_1',
	metadata: {},
	...overrides,
});

const dispute = (overrides: JsonObject = {}): JsonObject => ({
	id: 'dp_1',
	object: 'dispute',
	amount: 10_000,
	currency: 'eur',
	created: CREATED,
	livemode: true,
	status: 'needs_response',
	reason: 'fraudulent',
	charge: 'ch_1',
	payment_intent: 'pi_1',
	balance_transactions: [],
	metadata: {},
	...overrides,
});

const session = (overrides: JsonObject = {}): JsonObject => ({
	id: 'cs_1',
	object: 'checkout.session',
	mode: 'payment',
	payment_status: 'paid',
	payment_intent: 'pi_1',
	invoice: null,
	livemode: true,
	created: CREATED,
	currency: 'eur',
	amount_subtotal: 10_000,
	amount_total: 11_400,
	total_details: { amount_discount: 1_000, amount_shipping: 500, amount_tax: 1_900 },
	customer: null,
	customer_details: { email: 'kim@example.com', name: 'Kim', address: { country: 'AT' } },
	client_reference_id: null,
	metadata: {},
	...overrides,
});

const basil = { api_version: NEW_VERSION };
const refundsOf = (body: unknown) => itemsOf(body).map((item) => item.refund);

describe('a refund of Stripe', () => {
	it('tells its invoice with the charge, in versions that name it there', () => {
		const refunds = { object: 'list', data: [refund(), refund({ id: 're_0', status: 'failed' })] };
		const [only, ...others] = refundsOf(event('charge.refunded', charge({ refunds })));
		expect(others).toEqual([]);
		expect(only).toMatchObject({
			refundId: 're_1',
			orderId: 'in_1',
			kind: 'refund',
			lines: null,
			reason: 'requested_by_customer',
		});
		expect(text(only?.total)).toBe('25.00');
	});

	it('without a list of refunds is the step from the earlier sum to the new one', () => {
		const stepTo = (sum: number, before: number) =>
			refundsOf(
				event('charge.refunded', charge({ amount_refunded: sum }), {
					previous: { amount_refunded: before },
				}),
			)[0];
		const [first, second] = [stepTo(2_500, 0), stepTo(6_000, 2_500)];
		expect([text(first?.total), text(second?.total)]).toEqual(['25.00', '35.00']);
		expect(first?.refundId).toBe('ch_1-refunded-2500');
		expect(second?.refundId).toBe('ch_1-refunded-6000');
	});

	it('of newer versions is told once, by the refund', () => {
		const [only] = refundsOf(event('refund.created', refund(), basil));
		expect(only).toMatchObject({ refundId: 're_1', orderId: 'pi_1' });
		expect(read(event('charge.refunded', charge(), basil))).toMatchObject({
			reason: 'told_by_another_topic',
		});
		expect(read(event('refund.created', refund()))).toMatchObject({
			reason: 'told_by_another_topic',
		});
	});

	it('belongs to the order that its metadata names', () => {
		const metadata = { invoice: 'in_7' };
		expect(refundsOf(event('refund.created', refund({ metadata }), basil))[0]?.orderId).toBe(
			'in_7',
		);
		const named = charge({ invoice: null, metadata: { affiliate_order_id: 'A-1' } });
		expect(refundsOf(event('charge.refunded', named))[0]?.orderId).toBe('A-1');
	});

	it.each(['failed', 'canceled'])('that is %s gave nothing back', (status) => {
		expect(read(event('refund.created', refund({ status }), basil))).toEqual({
			outcome: 'ignored',
			reason: 'no_money_moved',
		});
	});
});

describe('a dispute of Stripe', () => {
	it.each([
		['needs_response', 'dispute.opened'],
		['under_review', 'dispute.opened'],
		['warning_needs_response', 'dispute.opened'],
		['warning_under_review', 'dispute.opened'],
		['warning_closed', 'dispute.won'],
		['won', 'dispute.won'],
		['lost', 'dispute.lost'],
		['a_status_of_tomorrow', 'dispute.opened'],
		['constructor', 'dispute.opened'],
	])('with status %s is %s', (status, kind) => {
		const [item] = itemsOf(event('charge.dispute.updated', dispute({ status })));
		expect(item?.event).toMatchObject({ kind, recordId: 'dp_1' });
	});

	it.each([
		['was blocked', [], 'won'],
		['was blocked and its money came back', [{ amount: -10_000 }, { amount: 10_000 }], 'won'],
		['was settled by giving the money back', [{ amount: -10_000 }], 'lost'],
	])('that was prevented because it %s', (_name, balance_transactions, status) => {
		const object = dispute({ status: 'prevented', balance_transactions });
		expect(itemsOf(event('charge.dispute.closed', object))[0]?.dispute?.status).toBe(status);
	});

	it.each([
		['its own metadata', { metadata: { invoice: 'in_5' } }, 'in_5'],
		['the metadata of its charge', { charge: charge({ metadata: { invoice: 'in_6' } }) }, 'in_6'],
		['the invoice of its charge', { charge: charge() }, 'in_1'],
		['its payment', {}, 'pi_1'],
		['its charge alone', { payment_intent: null }, 'ch_1'],
	])('belongs to the order by %s', (_name, overrides, orderId) => {
		const [item] = itemsOf(event('charge.dispute.created', dispute(overrides)));
		expect(item?.dispute).toMatchObject({
			orderId,
			disputeId: 'dp_1',
			reason: 'fraudulent',
			openedAt: '2026-11-02T10:00:00.000Z',
			updatedAt: '2026-11-02T11:00:01.000Z',
		});
		expect(text(item?.dispute?.amount)).toBe('100.00');
	});

	it('is the same event for every step inside one status', () => {
		const idOf = (type: string, overrides: JsonObject) =>
			itemsOf(event(type, dispute(overrides), { created: CREATED + 99_999 }))[0]?.event.eventId;
		const opened = itemsOf(event('charge.dispute.created', dispute()))[0]?.event.eventId;
		expect(idOf('charge.dispute.updated', { status: 'under_review' })).toBe(opened);
		expect(idOf('charge.dispute.closed', { status: 'lost' })).not.toBe(opened);
	});

	it('that names no payment is left alone', () => {
		const object = dispute({ payment_intent: null, charge: null });
		expect(read(event('charge.dispute.created', object))).toMatchObject({ reason: 'no_order' });
	});
});

describe('a Checkout session of Stripe', () => {
	it('of a single payment is an order by the id of its payment', () => {
		const [item] = itemsOf(event('checkout.session.completed', session()));
		expect(item?.event.kind).toBe('order.paid');
		expect(item?.order).toMatchObject({
			orderId: 'pi_1',
			status: 'paid',
			subscription: null,
			customer: { email: 'kim@example.com', firstName: 'Kim', country: 'AT' },
		});
		const [line] = item?.order?.lines ?? [];
		expect([line?.gross, line?.discount, line?.net, line?.tax].map(text)).toEqual([
			'100.00',
			'10.00',
			'90.00',
			'19.00',
		]);
		expect(text(item?.order?.totals.total)).toBe('114.00');
	});

	it('that is paid later is created first', () => {
		const [created] = itemsOf(
			event('checkout.session.completed', session({ payment_status: 'unpaid' })),
		);
		expect(created).toMatchObject({
			event: { kind: 'order.created' },
			order: { status: 'pending', paidAt: null },
		});
		const [paid] = itemsOf(event('checkout.session.async_payment_succeeded', session()));
		expect(paid?.event.kind).toBe('order.paid');
	});

	it('hands its client reference on, as a click id where it is one', () => {
		const attributesOf = (client_reference_id: string) =>
			itemsOf(event('checkout.session.completed', session({ client_reference_id })))[0]?.order
				?.tracking.attributes;
		expect(attributesOf('cart-9')).toEqual({ client_reference_id: 'cart-9' });
		const click = 'clk_01kb0000000000000000000000';
		expect(attributesOf(click)).toEqual({
			client_reference_id: click,
			affiliate_click_id: click,
		});
	});

	it.each([
		['of a subscription', { mode: 'subscription', amount_total: null }, 'told_by_another_topic'],
		['with an invoice', { invoice: 'in_1' }, 'told_by_another_topic'],
		['that only keeps a card', { mode: 'setup', currency: null }, 'other_topic'],
	])('%s is no order', (_name, overrides, reason) => {
		const body = event('checkout.session.completed', session(overrides));
		expect(read(body)).toEqual({ outcome: 'ignored', reason });
	});
});

it.each(['customer.created', 'invoice.payment_succeeded', 'constructor'])(
	'%s of Stripe is answered and ignored',
	(type) => {
		expect(read(event(type, { id: 'x' }))).toEqual({ outcome: 'ignored', reason: 'other_topic' });
	},
);
