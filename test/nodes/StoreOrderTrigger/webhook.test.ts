import { shopifyOrderBody, shopifyRefundBody } from '../../support/shopify-payloads';
import { wooOrderBody } from '../../support/woo-payloads';
import {
	activate,
	closeAfterwards,
	inboxOf,
	open,
	sendShopify,
	sendWoo,
	sign,
	until,
	wooHeaders,
} from './deliveries';

closeAfterwards();

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
