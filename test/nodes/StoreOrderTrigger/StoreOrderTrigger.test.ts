import { createHmac } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { resolveWebhookDescriptionField, type INode } from 'n8n-workflow';
import { StoreOrderTrigger } from '../../../nodes/StoreOrderTrigger/StoreOrderTrigger.node';
import { testStoreWebhookSecret } from '../../../nodes/StoreOrderTrigger/credentialTest';
import { outcomeOf } from '../../../nodes/StoreOrderTrigger/runTrigger';
import { storeOrderWebhook } from '../../../nodes/StoreOrderTrigger/webhookDescription';
import { closeWorkspaceStores, workspaceStore } from '../../../nodes/shared/workspaceStore';
import { testUserFolder } from '../../support/runNode';
import { shopifyOrderBody, shopifyRefundBody } from '../../support/shopify-payloads';
import { wooOrderBody } from '../../support/woo-payloads';
import { liveNode, type LiveNode, type LiveNodeOptions } from './liveNode';

const nodes: LiveNode[] = [];
const closings: Array<() => Promise<void>> = [];
let workflows = 0;

async function open(options: Omit<LiveNodeOptions, 'workflowId'> = {}): Promise<LiveNode> {
	workflows += 1;
	const node = await liveNode({ workflowId: `workflow-${workflows}`, ...options });
	nodes.push(node);
	return node;
}

async function activate(node: LiveNode): Promise<() => Promise<void>> {
	const close = await node.activate();
	closings.push(close);
	return close;
}

afterEach(async () => {
	await Promise.all(closings.splice(0).map(async (close) => await close()));
	await Promise.all(nodes.splice(0).map(async (node) => await node.close()));
});

afterAll(closeWorkspaceStores);

async function inboxOf(node: LiveNode) {
	expect(process.env.N8N_USER_FOLDER).toBe(testUserFolder());
	const store = await workspaceStore({
		getNode: () => ({ credentials: {} }) as INode,
		getCredentials: async () => await Promise.reject(new Error('there is no credential')),
	});
	return await store.inbox.counts(node.consumer);
}

async function until(isTrue: () => Promise<boolean> | boolean): Promise<void> {
	for (let turn = 0; turn < 400; turn += 1) {
		if (await isTrue()) return;
		await pause(10);
	}
	throw new Error('It did not come to be');
}

function sign(body: string, secret = 'secret'): string {
	return createHmac('sha256', secret).update(body).digest('base64');
}

interface Delivery {
	readonly topic?: string;
	readonly id?: string;
	readonly shop?: string;
	readonly signature?: string | null;
}

async function sendShopify(node: LiveNode, body: unknown, delivery: Delivery = {}) {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	const { signature = sign(text) } = delivery;
	const answer = await fetch(node.url, {
		method: 'POST',
		body: text,
		headers: {
			'content-type': 'application/json',
			'x-shopify-topic': delivery.topic ?? 'orders/paid',
			'x-shopify-shop-domain': delivery.shop ?? 'demo.myshopify.com',
			'x-shopify-webhook-id': delivery.id ?? 'delivery-1',
			...(signature === null ? {} : { 'x-shopify-hmac-sha256': signature }),
		},
	});
	return { status: answer.status, text: await answer.text() };
}

async function sendWoo(node: LiveNode, body: string, headers: Record<string, string> = {}) {
	const answer = await fetch(node.url, {
		method: 'POST',
		body,
		headers: { 'content-type': 'application/json', ...headers },
	});
	return { status: answer.status, text: await answer.text() };
}

function wooHeaders(body: string): Record<string, string> {
	return {
		'x-wc-webhook-topic': 'order.updated',
		'x-wc-webhook-source': 'https://shop.example.com/',
		'x-wc-webhook-delivery-id': 'woo-1',
		'x-wc-webhook-signature': sign(body),
	};
}

describe('a webhook of Shopify', () => {
	it('is durable when it is answered with 200, and starts no run by itself', async () => {
		const node = await open();
		expect(await sendShopify(node, shopifyOrderBody())).toEqual({ status: 200, text: 'ok' });
		expect(node.started).toEqual([]);
		expect(await inboxOf(node)).toEqual({ waiting: 1, claimed: 0, done: 0, dead: 0 });
	});

	it('that is delivered again, or told by another topic, is one event', async () => {
		const node = await open();
		await sendShopify(node, shopifyOrderBody());
		await sendShopify(node, shopifyOrderBody());
		await sendShopify(node, shopifyOrderBody(), { id: 'delivery-2' });
		await sendShopify(node, shopifyOrderBody(), { id: 'delivery-3', topic: 'orders/updated' });
		expect((await inboxOf(node)).waiting).toBe(1);
	});

	it('whose delivery id comes with other content is kept and reported', async () => {
		const node = await open();
		await sendShopify(node, shopifyOrderBody());
		await sendShopify(node, shopifyOrderBody({ lines: [{ price: 9_900 }] }));
		expect((await inboxOf(node)).waiting).toBe(2);
		expect(node.logs.join()).toContain('known delivery id came with other content');
	});

	it.each([
		['a wrong signature', { signature: sign('another body') }],
		['no signature', { signature: null }],
		['an empty signature', { signature: '' }],
	])('with %s is refused with 401 and leaves nothing', async (_, delivery) => {
		const node = await open();
		const { status } = await sendShopify(node, shopifyOrderBody(), delivery);
		expect(status).toBe(401);
		expect(node.started).toEqual([]);
		expect(await inboxOf(node)).toEqual({ waiting: 0, claimed: 0, done: 0, dead: 0 });
	});

	it('signed with the previous secret is accepted', async () => {
		const secrets = { secret: 'new', previousSecret: 'secret' };
		const node = await open({ credentials: { storeWebhookSecretApi: secrets } });
		expect((await sendShopify(node, shopifyOrderBody())).status).toBe(200);
	});

	it('is refused when the credential holds no secret', async () => {
		const secrets = { secret: '', previousSecret: '' };
		const node = await open({ credentials: { storeWebhookSecretApi: secrets } });
		const body = JSON.stringify(shopifyOrderBody());
		expect((await sendShopify(node, body, { signature: sign(body, '') })).status).toBe(401);
	});

	it('of another shop than the ones named is refused', async () => {
		const node = await open({ parameters: { shopDomain: 'demo, second.myshopify.com' } });
		const other = await sendShopify(node, shopifyOrderBody(), { shop: 'other.myshopify.com' });
		expect(other.status).toBe(401);
		const second = await sendShopify(node, shopifyOrderBody(), { shop: 'Second.myshopify.com' });
		expect(second.status).toBe(200);
	});

	it.each([
		['the test notification of the admin', { id: 820982911946154508 }, 'test_notification'],
		['an order of a test gateway', { overrides: { test: true } }, 'test_order'],
	])('that is %s is answered and ignored', async (_, input, reason) => {
		const node = await open();
		const answer = await sendShopify(node, shopifyOrderBody(input));
		expect(answer).toEqual({ status: 200, text: `ignored: ${reason}` });
		expect((await inboxOf(node)).waiting).toBe(0);
	});

	it('of a test gateway is taken when the option says so', async () => {
		const node = await open({ parameters: { options: { includeTestOrders: true } } });
		await sendShopify(node, shopifyOrderBody({ overrides: { test: true } }));
		expect((await inboxOf(node)).waiting).toBe(1);
	});

	it('gives only the kinds that were chosen', async () => {
		const node = await open({ parameters: { events: ['refund.created'] } });
		await sendShopify(node, shopifyOrderBody());
		await sendShopify(node, shopifyRefundBody(), { topic: 'refunds/create', id: 'delivery-2' });
		expect((await inboxOf(node)).waiting).toBe(1);
	});

	it('is answered with 503 when it cannot be stored, so that Shopify sends it again', async () => {
		const node = await open({
			credentials: {
				storeWebhookSecretApi: { secret: 'secret' },
				affiliateStoreApi: { kind: 'embedded', folder: '/dev/null/nowhere' },
			},
		});
		expect((await sendShopify(node, shopifyOrderBody())).status).toBe(503);
		expect(node.started).toEqual([]);
		expect(node.logs.join()).toContain('could not take a webhook');
	});

	it('that is rightly signed but unreadable is kept as a dead letter', async () => {
		const node = await open();
		const body = shopifyOrderBody();
		delete body.line_items;
		expect((await sendShopify(node, body)).status).toBe(200);
		expect((await sendShopify(node, 'no json', { id: 'delivery-2' })).status).toBe(200);
		expect((await inboxOf(node)).waiting).toBe(2);
		expect(node.logs.join()).toContain('order.line_items');
		await activate(node);
		await until(async () => (await inboxOf(node)).dead === 2);
		expect(node.emitted).toEqual([]);
		expect(node.logs.join()).not.toContain('buyer@example.com');
	});
});

describe('a webhook of WooCommerce', () => {
	const parameters = { store: 'wooCommerce', events: ['order.paid', 'refund.created'] };

	it('gives everything the state of the order implies', async () => {
		const node = await open({ parameters });
		const body = JSON.stringify(wooOrderBody({ refunds: [{ id: 9, total: 810 }] }));
		expect((await sendWoo(node, body, wooHeaders(body))).status).toBe(200);
		expect((await inboxOf(node)).waiting).toBe(2);
		await sendWoo(node, body, wooHeaders(body));
		expect((await inboxOf(node)).waiting).toBe(2);
	});

	it('of two orders in one second, which share a delivery id, gives both', async () => {
		const node = await open({ parameters });
		for (const id of [1, 2]) {
			const body = JSON.stringify(wooOrderBody({ id }));
			await sendWoo(node, body, wooHeaders(body));
		}
		expect((await inboxOf(node)).waiting).toBe(2);
		expect(node.logs).toEqual([]);
	});

	it('that is the unsigned ping gets exactly 200 and gives nothing', async () => {
		const node = await open({ parameters });
		const headers = { 'content-type': 'application/x-www-form-urlencoded' };
		expect(await sendWoo(node, 'webhook_id=7', headers)).toEqual({ status: 200, text: 'ok' });
		expect((await inboxOf(node)).waiting).toBe(0);
	});

	it('that only looks like a ping is refused, and Shopify has no ping', async () => {
		const node = await open({ parameters });
		expect((await sendWoo(node, 'webhook_id=7&x=1')).status).toBe(401);
		expect((await sendWoo(await open(), 'webhook_id=7')).status).toBe(401);
	});

	it('of another site than the one named is refused', async () => {
		const storeUrl = 'https://Shop.example.com/';
		const node = await open({ parameters: { ...parameters, storeUrl } });
		const body = JSON.stringify(wooOrderBody());
		const headers = wooHeaders(body);
		expect((await sendWoo(node, body, headers)).status).toBe(200);
		const other = { ...headers, 'x-wc-webhook-source': 'https://other.example.com' };
		expect((await sendWoo(node, body, other)).status).toBe(401);
	});
});

describe('the published trigger', () => {
	it('starts the workflow with event and order as soon as the webhook came', async () => {
		const node = await open();
		await activate(node);
		await sendShopify(node, shopifyOrderBody());
		await until(() => node.emitted.length === 1);
		const [[[item] = []] = []] = node.emitted;
		expect(Object.keys(item?.json ?? {})).toEqual(['event', 'order']);
		expect(item?.json).toMatchObject({
			event: { kind: 'order.paid', storeKey: 'demo.myshopify.com' },
			order: { orderNumber: '#1001', totals: { total: { amount: '100.00', currency: 'EUR' } } },
		});
		await until(async () => (await inboxOf(node)).done === 1);
	});

	it('starts with what came before it was published or while n8n was down', async () => {
		const node = await open();
		await sendShopify(node, shopifyOrderBody());
		await activate(node);
		await until(async () => (await inboxOf(node)).done === 1);
		expect(node.emitted).toHaveLength(1);
	});

	it('keeps an event whose run did not succeed for another try', async () => {
		const node = await open({ runStatus: () => 'error' });
		await activate(node);
		await sendShopify(node, shopifyOrderBody());
		await until(async () => node.emitted.length === 1 && (await inboxOf(node)).waiting === 1);
	});

	it('sets an event aside after the last try', async () => {
		const node = await open({
			runStatus: () => 'crashed',
			parameters: { options: { maxAttempts: 1 } },
		});
		await activate(node);
		await sendShopify(node, shopifyOrderBody());
		await until(async () => (await inboxOf(node)).dead === 1);
		expect(node.logs.join()).toContain("The workflow ended as 'crashed'");
	});

	it('gives nothing more after it was switched off', async () => {
		const node = await open();
		const close = await activate(node);
		await close();
		await sendShopify(node, shopifyOrderBody());
		await pause(50);
		expect(node.emitted).toEqual([]);
		expect((await inboxOf(node)).waiting).toBe(1);
	});

	it.each([
		['success', 'done'],
		['waiting', 'done'],
		['error', 'retry'],
		['crashed', 'retry'],
		['canceled', 'retry'],
		['unknown', 'retry'],
	] as const)('takes a run that ended as %s for %s', (status, outcome) => {
		expect(outcomeOf({ status } as Parameters<typeof outcomeOf>[0]).outcome).toBe(outcome);
	});

	it('takes a run without a result for one to try again', () => {
		expect(outcomeOf(undefined).outcome).toBe('retry');
	});
});

describe('a test event', () => {
	const parameters = { events: ['order.paid', 'order.updated'] };

	it('comes through the run that n8n starts, all its items together, and is not stored', async () => {
		const node = await open({ mode: 'manual', parameters });
		const answer = await sendShopify(node, shopifyOrderBody(), { topic: 'orders/updated' });
		expect(answer).toEqual({ status: 200, text: 'ok' });
		expect(node.started).toHaveLength(1);
		const items = await node.runTest(node.started[0] ?? []);
		const kinds = items.map(({ json }) => (json.event as { kind: string }).kind);
		expect(kinds).toEqual(['order.paid', 'order.updated']);
		expect(await inboxOf(node)).toEqual({ waiting: 0, claimed: 0, done: 0, dead: 0 });
	});

	it('that cannot be read tells why and leaves the listener waiting', async () => {
		const node = await open({ mode: 'manual', parameters });
		const answer = await sendShopify(node, 'no json');
		expect(answer).toEqual({ status: 422, text: 'The body is not JSON' });
		expect(node.started).toEqual([]);
	});

	it('with a wrong signature is refused like any other', async () => {
		const node = await open({ mode: 'manual', parameters });
		const { status } = await sendShopify(node, shopifyOrderBody(), { signature: null });
		expect(status).toBe(401);
		expect(node.started).toEqual([]);
	});

	it('that came to another process is explained instead of waited for', async () => {
		const node = await open({ mode: 'manual', parameters });
		await expect(node.runTest([[]])).rejects.toMatchObject({
			message: 'The test event is in another process',
		});
	});
});

describe('the test of the credential', () => {
	const test = (data: Record<string, string>) =>
		testStoreWebhookSecret({ id: '1', name: 'secret', type: 'storeWebhookSecretApi', data });

	it.each([
		[{ secret: 'abc', previousSecret: '' }, 'OK'],
		[{ secret: 'abc', previousSecret: 'old' }, 'OK'],
		[{ secret: '' }, 'Error'],
		[{ secret: 'abc\n' }, 'Error'],
		[{ secret: 'abc', previousSecret: ' old' }, 'Error'],
	])('of %j says %s and repeats no secret', (data, status) => {
		const result = test(data);
		expect(result.status).toBe(status);
		expect(result.message).not.toContain('abc');
	});
});

describe('the description of the trigger', () => {
	const { description } = new StoreOrderTrigger();

	it('takes the path from its parameter without an expression', () => {
		const [webhook = storeOrderWebhook()] = description.webhooks ?? [];
		const node = { parameters: { path: 'my-orders' } };
		expect(resolveWebhookDescriptionField(node, webhook, 'path')).toEqual({
			resolved: true,
			value: 'my-orders',
		});
		expect(webhook).toMatchObject({ name: 'default', httpMethod: 'POST', isFullPath: true });
	});

	it('falls back to an expression where n8n knows nothing better', () => {
		expect(storeOrderWebhook({}).path).toBe('={{$parameter["path"]}}');
	});

	it('is above version 1, for which n8n evaluates an expression per delivery', () => {
		expect(description.version).toBe(2);
	});
});
