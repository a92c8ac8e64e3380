import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
	deleteWebhooks,
	ensureWebhooks,
	ORDER_WEBHOOK_TOPICS,
} from '../../lib/connectors/woocommerce';
import { wooDelivery } from '../../lib/mapping/woocommerce';
import { anOrder, answering, to, woo } from './woocommerce-harness';

const SECRET = '0f'.repeat(32);

const WANTED = {
	deliveryUrl: 'https://n8n.example.com/webhook/orders',
	secret: SECRET,
	topics: ORDER_WEBHOOK_TOPICS,
};

const NOTHING = { created: [], reenabled: [], kept: [], paused: [] };

const listening: Server[] = [];

afterEach(() => {
	for (const server of listening.splice(0)) server.close();
});

/** A receiver that answers with a status; what it got is kept. */
async function receiver(status: number) {
	const received: Array<{ headers: IncomingHttpHeaders; body: string }> = [];
	const server = createServer((incoming, outgoing) => {
		let body = '';
		incoming.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
		incoming.on('end', () => {
			received.push({ headers: incoming.headers, body });
			outgoing.writeHead(status).end();
		});
	});
	listening.push(server);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return { url: `http://127.0.0.1:${port}/webhook/orders`, received };
}

describe('webhooks of a WooCommerce shop', () => {
	it('are made once', async () => {
		const { simulator, client } = await woo();
		const topics = [...ORDER_WEBHOOK_TOPICS];
		expect(await ensureWebhooks(client(), WANTED)).toEqual({ ...NOTHING, created: topics });
		expect(await ensureWebhooks(client(), WANTED)).toEqual({ ...NOTHING, kept: topics });
		expect(simulator.shop.webhooks).toHaveLength(3);
		expect(simulator.shop.webhooks[0]).toMatchObject({
			topic: 'order.created',
			delivery_url: WANTED.deliveryUrl,
			secret: SECRET,
			status: 'active',
		});
	});

	it('are switched on again after WooCommerce switched them off, and sign as before', async () => {
		const { simulator, client } = await woo();
		const { url, received } = await receiver(500);
		const wanted = { ...WANTED, deliveryUrl: url, topics: ['order.updated'] };
		await ensureWebhooks(client(), wanted);
		for (let delivery = 1; delivery <= 8; delivery += 1) {
			await simulator.deliver('order.updated', anOrder(7));
		}
		expect(received).toHaveLength(7);
		expect(simulator.shop.webhooks[0]?.status).toBe('disabled');
		expect(await ensureWebhooks(client(), wanted)).toEqual({
			...NOTHING,
			reenabled: ['order.updated'],
		});
		await simulator.deliver('order.updated', anOrder(8));
		const last = received.at(-1);
		expect(JSON.parse(last?.body ?? '')).toMatchObject({ id: 8 });
		expect(wooDelivery(last?.headers ?? {}, '2026-11-22T18:00:00.000Z', '').topic).toBe(
			'order.updated',
		);
	});

	it('that somebody deleted are made again, and the others are kept', async () => {
		const { simulator, client } = await woo();
		await ensureWebhooks(client(), WANTED);
		simulator.shop.webhooks.splice(1, 1);
		expect(await ensureWebhooks(client(), WANTED)).toEqual({
			...NOTHING,
			created: ['order.updated'],
			kept: ['order.created', 'order.restored'],
		});
	});

	it('that a person paused stay paused and are told', async () => {
		const { simulator, client } = await woo();
		const wanted = { ...WANTED, topics: ['order.updated'] };
		await ensureWebhooks(client(), wanted);
		for (const webhook of simulator.shop.webhooks) webhook.status = 'paused';
		expect(await ensureWebhooks(client(), wanted)).toEqual({
			...NOTHING,
			paused: ['order.updated'],
		});
		expect(simulator.shop.webhooks[0]?.status).toBe('paused');
	});

	it('get another secret only when that is asked for', async () => {
		const { simulator, client } = await woo();
		const secret = '1e'.repeat(32);
		await ensureWebhooks(client(), WANTED);
		await ensureWebhooks(client(), { ...WANTED, secret });
		expect(simulator.shop.webhooks[0]?.secret).toBe(SECRET);
		await ensureWebhooks(client(), { ...WANTED, secret, renewSecret: true });
		expect(simulator.shop.webhooks.map((webhook) => webhook.secret)).toEqual([
			secret,
			secret,
			secret,
		]);
	});

	it('are found among more than fit on a page', async () => {
		const { simulator, client } = await woo();
		for (let number = 1; number <= 130; number += 1) {
			simulator.shop.webhooks.push({
				id: number,
				name: '',
				status: 'active',
				topic: 'order.updated',
				delivery_url: number === 1 ? WANTED.deliveryUrl : 'https://other.example.com/',
				secret: '',
				failures: 0,
			});
		}
		const wanted = { ...WANTED, topics: ['order.updated'] };
		expect((await ensureWebhooks(client(), wanted)).kept).toEqual(['order.updated']);
		simulator.shop.webhooks.reverse();
		expect((await ensureWebhooks(client(), wanted)).kept).toEqual(['order.updated']);
	});

	it('whose making was not answered are found by the next call', async () => {
		const { simulator, client } = await woo();
		simulator.setFaults([{ when: to('POST', '/webhooks'), then: 'lose_answer', times: 1 }]);
		const wanted = { ...WANTED, topics: ['order.updated'] };
		await expect(ensureWebhooks(client(), wanted)).rejects.toMatchObject({
			code: 'vendor_unavailable',
		});
		expect((await ensureWebhooks(client(), wanted)).kept).toEqual(['order.updated']);
		expect(simulator.shop.webhooks).toHaveLength(1);
	});

	it('are deleted by address and no others, however often it is asked', async () => {
		const { simulator, client } = await woo();
		await ensureWebhooks(client(), WANTED);
		await ensureWebhooks(client(), { ...WANTED, deliveryUrl: 'https://other.example.com/' });
		expect(await deleteWebhooks(client(), WANTED.deliveryUrl)).toBe(3);
		expect(await deleteWebhooks(client(), WANTED.deliveryUrl)).toBe(0);
		expect(simulator.shop.webhooks).toHaveLength(3);
	});

	it('that are gone while they are deleted are no failure', async () => {
		const { simulator, client } = await woo();
		await ensureWebhooks(client(), { ...WANTED, topics: ['order.updated'] });
		const id = String(simulator.shop.webhooks[0]?.id);
		const body = {
			code: 'woocommerce_rest_shop_webhook_invalid_id',
			message: 'Invalid ID.',
			data: { status: 404 },
		};
		simulator.setFaults([
			{ when: to('DELETE', `/webhooks/${id}`), then: answering(404, { body }) },
		]);
		expect(await deleteWebhooks(client(), WANTED.deliveryUrl)).toBe(1);
	});

	it('of a topic that WooCommerce does not know are refused in its words', async () => {
		const { client } = await woo();
		const wanted = { ...WANTED, topics: ['order.paid'] };
		await expect(ensureWebhooks(client(), wanted)).rejects.toMatchObject({
			code: 'vendor_refused',
			message: expect.stringContaining('topic'),
		});
	});

	it.each([
		['secret', { secret: 'short' }],
		['secret', { secret: 'long enough & with an entity' }],
		['deliveryUrl', { deliveryUrl: 'n8n.example.com' }],
	])('without a right %s are refused before anything is asked', async (field, change) => {
		const { simulator, client } = await woo();
		await expect(ensureWebhooks(client(), { ...WANTED, ...change })).rejects.toMatchObject({
			code: 'invalid_input',
			path: field,
		});
		expect(simulator.requests()).toEqual([]);
	});
});
