import { createSign, generateKeyPairSync } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { listenFromAfar } from '../../../nodes/StoreOrderTrigger/distantBell';
import {
	startMagentoSimulator,
	type MagentoSimulator,
	type SimulatedRow,
} from '../../simulators/magento';
import { startShopifySimulator, type ShopifySimulator } from '../../simulators/shopify';
import { webhookOrderBody } from '../../simulators/shopify/webhook-body';
import {
	startWooSimulator,
	type SimulatedRecord,
	type WooSimulator,
} from '../../simulators/woocommerce';
import { wooOrderBody } from '../../support/woo-payloads';
import { magentoOrderBody } from '../../lib/mapping/magento/payloads';
import { INTEGRATION, TOKEN, WOO_KEYS } from '../shared/storeChanges/clients';
import {
	connectedToMagento,
	connectedToShopify,
	connectedToWoo,
	SECRET,
	signedForMagento,
} from './connectedNode';
import {
	activate,
	closeAfterwards,
	embeddedStore,
	inboxOf,
	open,
	sendShopify,
	until,
} from './deliveries';
import type { LiveNode } from '../shared/liveNode';

closeAfterwards();

const ADDRESS = 'https://n8n.example.com/webhook/orders';

const TOPICS = [
	'ORDERS_CANCELLED',
	'ORDERS_CREATE',
	'ORDERS_PAID',
	'ORDERS_UPDATED',
	'REFUNDS_CREATE',
];

function emittedKinds(node: LiveNode): unknown[] {
	return node.emitted.flat(2).map(({ json }) => (json['event'] as { kind?: unknown }).kind);
}

describe('a trigger that is connected to Shopify', () => {
	let shop: ShopifySimulator;

	beforeEach(async () => {
		shop = await startShopifySimulator({ token: TOKEN });
	});

	afterEach(async () => await shop.close());

	const topics = () =>
		shop
			.webhooks()
			.filter(({ uri }) => uri === ADDRESS)
			.map(({ topic }) => topic)
			.sort();

	it('registers its webhooks when it is published, and takes them away again', async () => {
		shop.addWebhook('ORDERS_PAID', 'https://other.example/hook');
		const node = await open(connectedToShopify(shop.url));
		expect(await node.hook('checkExists')).toBe(false);
		expect(await node.hook('create')).toBe(true);
		expect(topics()).toEqual(TOPICS);
		expect(await node.hook('create')).toBe(true);
		expect(topics()).toEqual(TOPICS);
		expect(await node.hook('delete')).toBe(true);
		expect(shop.webhooks().map(({ uri }) => uri)).toEqual(['https://other.example/hook']);
	});

	it('registers disputes where they are wanted', async () => {
		const events = ['order.paid', 'dispute.opened'];
		const node = await open(connectedToShopify(shop.url, { events }));
		await node.hook('create');
		expect(topics()).toContain('DISPUTES_CREATE');
	});

	it.each(['http://n8n.example.com', 'https://localhost:5678', 'https://192.168.1.5'])(
		'registers nothing at %s, says so, and is published all the same',
		async (webhookBaseUrl) => {
			const node = await open({ ...connectedToShopify(shop.url), webhookBaseUrl });
			expect(await node.hook('create')).toBe(true);
			expect(shop.requests()).toEqual([]);
			expect(node.logs.join()).toContain('registered no webhooks');
		},
	);

	it('tells the person who publishes what the shop refuses', async () => {
		shop.revokeToken();
		const node = await open(connectedToShopify(shop.url));
		await expect(node.hook('create')).rejects.toThrow(/Shopify/);
	});

	it('starts with n8n although the shop refuses', async () => {
		shop.revokeToken();
		const node = await open(connectedToShopify(shop.url));
		expect(await node.hook('create', 'init')).toBe(true);
		expect(node.logs.join()).toContain('could not register');
		expect(node.logs.join()).not.toContain(TOKEN);
	});

	it('registers again what Shopify deleted', async () => {
		const node = await open(connectedToShopify(shop.url));
		await node.hook('create');
		shop.dropWebhooks();
		const close = await activate(node);
		await until(() => topics().length === TOPICS.length);
		await until(() => node.logs.join().includes('registered webhooks again'));
		await close();
	});

	it('registers nothing again once it is unpublished', async () => {
		const node = await open(connectedToShopify(shop.url));
		await node.hook('create');
		await node.hook('delete');
		const close = await activate(node);
		await until(() => shop.requests().some(({ body }) => JSON.stringify(body).includes('orders(')));
		await close();
		expect(topics()).toEqual([]);
	});

	it('starts the workflow with what no webhook brought, and once with what one did', async () => {
		const brought = { id: 1, updatedAt: '2026-11-02T10:00:00Z' };
		shop.addOrder(brought);
		shop.addOrder({ id: 2, updatedAt: '2026-11-02T11:00:00Z' });
		const node = await open(connectedToShopify(shop.url));
		const body = webhookOrderBody(brought);
		expect((await sendShopify(node, body)).status).toBe(200);
		await activate(node);
		await until(() => node.logs.join().includes('took in events'));
		await until(async () => (await inboxOf(node)).done === 4);
		expect(emittedKinds(node).sort()).toEqual([
			'order.created',
			'order.created',
			'order.paid',
			'order.paid',
		]);
		const { storeKey } = node.emitted[0]?.[0]?.[0]?.json['event'] as { storeKey: string };
		expect(storeKey).toBe('demo.myshopify.com');
	});

	it('takes webhooks while the shop cannot be read', async () => {
		shop.revokeToken();
		const node = await open(connectedToShopify(shop.url));
		await activate(node);
		await until(() => node.logs.join().includes('cannot read the store'));
		const { status } = await sendShopify(node, webhookOrderBody({ id: 1 }));
		expect(status).toBe(200);
		await until(() => node.emitted.length === 1);
	});
});

describe('a trigger that is not connected', () => {
	it('asks nothing of the store', async () => {
		const shop = await startShopifySimulator({ token: TOKEN });
		const node = await open({
			...connectedToShopify(shop.url, { connectStore: false }),
			credentials: { storeWebhookSecretApi: { secret: 'secret' } },
		});
		expect(await node.hook('checkExists')).toBe(true);
		expect(await node.hook('create')).toBe(true);
		const close = await activate(node);
		await close();
		expect(shop.requests()).toEqual([]);
		await shop.close();
	});
});

describe('a trigger that is connected to WooCommerce', () => {
	let shop: WooSimulator;

	beforeEach(async () => {
		shop = await startWooSimulator(WOO_KEYS);
	});

	afterEach(async () => await shop.close());

	it('registers its webhooks with the secret that it checks, and takes them away', async () => {
		const node = await open(connectedToWoo(shop.url));
		await node.hook('create');
		const made = shop.shop.webhooks;
		expect(made.map(({ topic }) => topic).sort()).toEqual([
			'order.created',
			'order.restored',
			'order.updated',
		]);
		expect(
			made.every(({ secret, delivery_url: url }) => secret === SECRET && url === ADDRESS),
		).toBe(true);
		await node.hook('delete');
		expect(shop.shop.webhooks).toEqual([]);
	});

	it('switches on again what WooCommerce switched off, and reads what was missed', async () => {
		const node = await open(connectedToWoo(shop.url));
		await node.hook('create');
		for (const webhook of shop.shop.webhooks) webhook.status = 'disabled';
		shop.shop.orders.push(wooOrderBody() as SimulatedRecord);
		await activate(node);
		await until(() => shop.shop.webhooks.every(({ status }) => status === 'active'));
		await until(() => node.emitted.length === 2);
		expect(emittedKinds(node)).toEqual(['order.created', 'order.paid']);
		const { storeKey } = node.emitted[0]?.[0]?.[0]?.json['event'] as { storeKey: string };
		expect(storeKey).toBe('shop.example.com');
	});

	it('says what is wrong with a secret that would not last', async () => {
		const node = await open(connectedToWoo(shop.url, 'short'));
		await expect(node.hook('create')).rejects.toThrow(/secret/);
		expect(shop.shop.webhooks).toEqual([]);
	});
});

describe('a trigger of Magento', () => {
	const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
	const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
	let shop: MagentoSimulator;

	beforeEach(async () => {
		shop = await startMagentoSimulator({ integration: INTEGRATION, allowBearer: true });
	});

	afterEach(async () => await shop.close());

	async function post(node: LiveNode, body: string, signature: string | null) {
		const answer = await fetch(node.url, {
			method: 'POST',
			body,
			headers: {
				'content-type': 'application/json',
				...(signature === null ? {} : { 'x-adobe-commerce-webhook-signature': signature }),
			},
		});
		return { status: answer.status, text: await answer.text() };
	}

	function signed(body: string): string {
		const text = Buffer.from(body).toString('base64');
		return createSign('RSA-SHA256').update(text).sign(privateKey, 'base64');
	}

	it('reads orders without any webhook', async () => {
		shop.store.orders.push(magentoOrderBody() as SimulatedRow);
		const node = await open(connectedToMagento(shop.url, null));
		expect(await node.hook('create')).toBe(true);
		await activate(node);
		await until(() => node.emitted.length === 2);
		expect(emittedKinds(node)).toEqual(['order.created', 'order.paid']);
	});

	it('reads a store that takes signed requests only', async () => {
		const strict = await startMagentoSimulator({ integration: INTEGRATION });
		strict.store.orders.push(magentoOrderBody() as SimulatedRow);
		const node = await open(signedForMagento(strict.url));
		const close = await activate(node);
		await until(() => node.emitted.length === 2);
		await close();
		await strict.close();
	});

	it('refuses webhooks unless they are switched on', async () => {
		const node = await open(connectedToMagento(shop.url, null));
		expect((await post(node, '{}', signed('{}'))).status).toBe(401);
	});

	it('answers a signed webhook as Adobe Commerce wants it, and reads at once', async () => {
		const node = await open(connectedToMagento(shop.url, pem));
		await activate(node);
		await until(() => shop.requests().length >= 2);
		const body = JSON.stringify({ data: { order: { entity_id: 7 } } });
		expect(await post(node, body, signed(body))).toEqual({
			status: 200,
			text: '{"op":"success"}',
		});
		shop.store.orders.push(magentoOrderBody() as SimulatedRow);
		for (let turn = 0; turn < 3 && node.emitted.length === 0; turn += 1) {
			await until(() => node.emitted.length > 0).catch(() => undefined);
		}
		expect(emittedKinds(node)).toContain('order.created');
	});

	it('rings in another process when it is not the one that reads', async () => {
		const node = await open(connectedToMagento(shop.url, pem));
		const { sync } = await embeddedStore();
		let rings = 0;
		let looks = 0;
		const stop = listenFromAfar({
			sync,
			consumer: node.consumer,
			ring: () => (rings += 1),
			sleep: async () => {
				looks += 1;
				await pause(5);
			},
		});
		await until(() => looks > 0);
		const body = JSON.stringify({ data: { order: { entity_id: 7 } } });
		expect((await post(node, body, signed(body))).text).toBe('{"op":"success"}');
		await until(() => rings === 1);
		await stop();
	});

	it('refuses a webhook that is not rightly signed', async () => {
		const node = await open(connectedToMagento(shop.url, pem));
		expect((await post(node, '{}', signed('{"other":1}'))).status).toBe(401);
		expect((await post(node, '{}', null)).status).toBe(401);
	});

	it('shows a test delivery while somebody listens', async () => {
		const node = await open({ ...connectedToMagento(shop.url, pem), mode: 'manual' });
		const body = JSON.stringify({ data: { order: magentoOrderBody() } });
		expect((await post(node, body, signed(body))).text).toBe('{"op":"success"}');
		expect(node.started[0]?.[0]?.[0]?.json).toMatchObject({ event: { kind: 'order.paid' } });
		expect((await inboxOf(node)).waiting).toBe(0);
	});
});
