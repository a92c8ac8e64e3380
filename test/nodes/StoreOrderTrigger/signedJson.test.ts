import { createHmac } from 'node:crypto';
import { readSettings } from '../../../nodes/StoreOrderTrigger/settings';
import type { LiveNode } from '../shared/liveNode';
import { activate, closeAfterwards, inboxOf, open, until } from './deliveries';

closeAfterwards();

const EMPTY = { waiting: 0, claimed: 0, done: 0, dead: 0 };
const now = () => Math.floor(Date.now() / 1_000);

interface Sending {
	readonly secret?: string;
	readonly at?: number;
	readonly header?: string;
	readonly signature?: string | null;
}

async function post(node: LiveNode, body: unknown, sending: Sending = {}) {
	const { secret = 'secret', at = now(), header = 'x-affiliate-signature' } = sending;
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	const v1 = createHmac('sha256', secret).update(`${at}.${text}`).digest('hex');
	const { signature = `t=${at},v1=${v1}` } = sending;
	const answer = await fetch(node.url, {
		method: 'POST',
		body: text,
		headers: {
			'content-type': 'application/json',
			...(signature === null ? {} : { [header]: signature }),
		},
	});
	return { status: answer.status, text: await answer.text() };
}

const order = {
	event: 'order.paid',
	order: { id: 'A-1', currency: 'EUR', createdAt: '2026-11-22T18:05:00Z', total: '50.00' },
};

const lead = {
	event: 'action.recorded',
	store: 'my-shop',
	action: { id: '7', name: 'lead', occurredAt: '2026-11-22T18:05:00Z', currency: 'EUR' },
};

const lost = {
	event: 'dispute.lost',
	dispute: { id: 'd1', orderId: 'A-1', currency: 'EUR', amount: '50.00' },
};

describe('a delivery of signed JSON', () => {
	const parameters = {
		store: 'generic',
		storeKey: 'my-shop',
		events: ['order.paid', 'action.recorded', 'dispute.lost'],
	};

	it('is durable when it is answered, once however often it comes, and starts the workflow', async () => {
		const node = await open({ parameters });
		expect(await post(node, order)).toEqual({ status: 200, text: 'ok' });
		await post(node, order, { at: now() - 5 });
		await post(node, lead);
		await post(node, lost);
		expect((await inboxOf(node)).waiting).toBe(3);
		await activate(node);
		await until(async () => (await inboxOf(node)).done === 3);
		const items = node.emitted.map((outputs) => outputs[0]?.[0]?.json ?? {});
		expect(items.map((item) => Object.keys(item))).toEqual([
			['event', 'order'],
			['event', 'order'],
			['event', 'dispute'],
		]);
		expect(items).toMatchObject([
			{ event: { storeKey: 'my-shop' }, order: { platform: 'generic', orderId: 'A-1' } },
			{ event: { storeKey: 'my-shop' }, order: { action: 'lead' } },
			{ event: { kind: 'dispute.lost' }, dispute: { status: 'lost' } },
		]);
	});

	it.each([
		['no signature', { signature: null }, 'it is not signed'],
		['another scheme', { signature: 'sha256=00' }, 'does not have the form'],
		['another secret', { secret: 'other' }, 'does not match the secret'],
		['an old signature', { at: now() - 3_600 }, 'too old'],
		['a signature from the future', { at: now() + 3_600 }, 'from the future'],
		['the header of Stripe', { header: 'stripe-signature' }, 'it is not signed'],
	])('with %s is refused with 401, and only the log says why', async (_name, sending, reason) => {
		const node = await open({ parameters });
		expect(await post(node, order, sending)).toEqual({ status: 401, text: 'refused' });
		expect(node.logs.join()).toContain(reason);
		expect(node.logs.join()).not.toContain('A-1');
		expect(await inboxOf(node)).toEqual(EMPTY);
	});

	it('signed with the previous secret is accepted', async () => {
		const secrets = { secret: 'new', previousSecret: 'secret' };
		const node = await open({ parameters, credentials: { storeWebhookSecretApi: secrets } });
		expect((await post(node, order)).status).toBe(200);
	});

	it('that cannot be read is kept, and the log names the place', async () => {
		const node = await open({ parameters });
		const body = { ...order, order: { ...order.order, total: 0.1 + 0.2 } };
		expect((await post(node, body)).status).toBe(200);
		expect((await inboxOf(node)).waiting).toBe(1);
		expect(node.logs.join()).toContain('order.total: write the amount as text');
	});

	it('for another shop than that of the trigger is set aside and gives no event', async () => {
		const node = await open({ parameters });
		const refund = { id: 'r1', orderId: '1001', currency: 'EUR', total: '50.00' };
		const body = { event: 'refund.created', store: 'demo.myshopify.com', refund };
		expect((await post(node, body)).status).toBe(200);
		expect(node.logs.join()).toContain('is not the shop of the trigger');
		await activate(node);
		await until(async () => (await inboxOf(node)).dead === 1);
		expect(node.emitted).toEqual([]);
	});

	it('names its shop itself where the trigger names none', async () => {
		const node = await open({ parameters: { ...parameters, storeKey: '' } });
		await post(node, { ...lead, store: 'signup-app' });
		await activate(node);
		await until(async () => (await inboxOf(node)).done === 1);
		expect(node.emitted[0]?.[0]?.[0]?.json).toMatchObject({ event: { storeKey: 'signup-app' } });
	});

	it('while testing tells the sender what is wrong', async () => {
		const node = await open({ parameters, mode: 'manual' });
		const answer = await post(node, { ...order, order: { id: 'A-1' } });
		expect(answer.status).toBe(422);
		expect(answer.text).toContain('generic-event.order.currency');
	});
});

describe('a delivery of Stripe', () => {
	const parameters = { store: 'stripe', events: ['order.paid'] };
	const header = 'stripe-signature';
	const invoicePaid = {
		id: 'evt_1',
		type: 'invoice.paid',
		created: 1_793_613_600,
		livemode: true,
		data: {
			object: {
				id: 'in_1',
				currency: 'eur',
				created: 1_793_613_600,
				livemode: true,
				total: 5_000,
				billing_reason: 'subscription_cycle',
				subscription: 'sub_1',
				lines: { data: [{ id: 'il_1', amount: 5_000 }] },
			},
		},
	};

	it('is checked by its own header and starts the workflow', async () => {
		const node = await open({ parameters });
		expect((await post(node, invoicePaid)).status).toBe(401);
		expect(await post(node, invoicePaid, { header })).toEqual({ status: 200, text: 'ok' });
		await activate(node);
		await until(async () => (await inboxOf(node)).done === 1);
		const [[[item] = []] = []] = node.emitted;
		expect(item?.json).toMatchObject({
			event: { kind: 'order.paid', storeKey: 'stripe', deliveryId: 'evt_1' },
			order: {
				orderId: 'in_1',
				totals: { total: { amount: '50.00', currency: 'EUR' } },
				subscription: { subscriptionId: 'sub_1' },
			},
		});
	});

	it('of another type is answered with 200 and a note', async () => {
		const node = await open({ parameters });
		const answer = await post(node, { ...invoicePaid, type: 'customer.created' }, { header });
		expect(answer).toEqual({ status: 200, text: 'ignored: other_topic' });
	});

	it('of a sandbox is taken only when the option says so', async () => {
		const sandbox = { ...invoicePaid, livemode: false };
		const plain = await open({ parameters });
		expect((await post(plain, sandbox, { header })).text).toBe('ignored: test_order');
		const options = { includeTestOrders: true };
		const willing = await open({ parameters: { ...parameters, options } });
		expect((await post(willing, sandbox, { header })).text).toBe('ok');
	});
});

it.each([
	[
		'shopify',
		{ shopDomain: 'demo' },
		{ platform: 'shopify', allowedStores: ['demo.myshopify.com'], storeKey: '' },
	],
	['wooCommerce', { storeUrl: '' }, { platform: 'woocommerce', allowedStores: [], storeKey: '' }],
	['stripe', { storeKey: ' main ' }, { platform: 'stripe', allowedStores: [], storeKey: 'main' }],
	['generic', {}, { platform: 'generic', allowedStores: [], storeKey: '' }],
])('the settings of %s are read from its own fields', (store, fields, expected) => {
	const parameters: Record<string, unknown> = { store, ...fields };
	const settings = readSettings({
		getNodeParameter: (name, fallback) => parameters[name] ?? fallback,
	});
	expect(settings).toMatchObject(expected);
});
