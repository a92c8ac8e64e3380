import { toJson } from '../../../lib/model/json';
import { magentoOrderBody } from '../../lib/mapping/magento/payloads';
import {
	startMagentoSimulator,
	type MagentoSimulator,
	type SimulatedRow,
} from '../../simulators/magento';
import { startShopifySimulator, type ShopifySimulator } from '../../simulators/shopify';
import {
	startWooSimulator,
	type SimulatedRecord,
	type WooSimulator,
} from '../../simulators/woocommerce';
import { aCustomer, anAttribution } from '../../support/builders';
import { wooOrderBody } from '../../support/woo-payloads';
import { INTEGRATION, TOKEN, WOO_KEYS } from '../shared/storeChanges/clients';
import { purchase, runAt, type StoreJson } from './accounts';

const WRITE = { resource: 'order', operation: 'writeAffiliateData' };
const GET = { resource: 'order', operation: 'get' };
const TAG = {
	resource: 'customer',
	operation: 'updateTags',
	email: 'a@x.example',
};
const COUPON = {
	resource: 'coupon',
	operation: 'create',
	affiliate: 'anna',
	code: 'ANNA10',
	percent: '10',
};

interface ReadJson extends StoreJson {
	readonly order: { readonly orderId: string; readonly tracking: { readonly visits: object[] } };
	readonly refunds: object[];
}

describe('a Shopify shop', () => {
	let shop: ShopifySimulator;

	beforeEach(async () => {
		shop = await startShopifySimulator({ token: TOKEN });
	});

	afterEach(async () => await shop.close());

	const order = (id: string) =>
		({ platform: 'shopify', storeKey: 'demo.myshopify.com', orderId: id }) as const;

	it('gets tag and metafields of the affiliate, in place of those of another one', async () => {
		shop.addOrder({ id: 41, tags: ['gift', 'affiliate:bob'] });
		const parameters = { ...WRITE, writeTo: ['tags', 'metafields'] };
		const run = await runAt('shopify', shop.url, parameters, [purchase(order('41'))]);
		expect(run.json<StoreJson>()[0]).toMatchObject({
			note: 'kept',
			store: { system: 'shopify', outcome: 'updated' },
		});
		expect(shop.order(41)?.['tags']).toEqual(['gift', 'affiliate:anna']);
		expect(
			shop.metafields().map(({ namespace, key, value }) => [namespace, key, value]),
		).toContainEqual(['affiliate', 'affiliate', 'anna']);
	});

	it('gets note and attributes where that is chosen, and once', async () => {
		shop.addOrder({ id: 41, note: 'Ring twice' });
		const parameters = { ...WRITE, writeTo: ['attributes'], addNote: true };
		await runAt('shopify', shop.url, parameters, [purchase(order('41'))]);
		expect(String(shop.order(41)?.['note'])).toMatch(/^Ring twice\n\[affiliate\] Affiliate anna/);
		const again = await runAt('shopify', shop.url, parameters, [purchase(order('41'))]);
		expect(again.json<StoreJson>()[0]?.store.outcome).toBe('unchanged');
	});

	it('is not written to for an order of another shop, or without an affiliate', async () => {
		const nobody = toJson(anAttribution({ outcome: 'no_affiliate', credits: [] }));
		const run = await runAt(
			'shopify',
			shop.url,
			WRITE,
			[
				purchase({ ...order('41'), storeKey: 'other.myshopify.com' }),
				purchase(order('41'), { attribution: nobody }),
				purchase({ ...order('41'), isTest: true }),
			],
			{ continueOnFail: true },
		);
		const [wrong, none, test] = run.json<StoreJson & { details?: { code: string } }>();
		expect(wrong?.details?.code).toBe('wrong_store');
		expect(none?.store).toMatchObject({ outcome: 'skipped', reason: 'no_affiliate' });
		expect(test?.store).toMatchObject({ outcome: 'skipped', reason: 'test_order' });
		expect(shop.metafields()).toEqual([]);
	});

	it('that does not have the order says so for this item alone', async () => {
		shop.addOrder({ id: 42 });
		const items = [purchase(order('41')), purchase(order('42'))];
		const run = await runAt('shopify', shop.url, WRITE, items, { continueOnFail: true });
		const [missing, written] = run.json<StoreJson & { error?: string; details?: object }>();
		expect(missing?.error).toMatch(/Shopify did not accept/);
		expect(missing?.details).toMatchObject({ retryable: false });
		expect(written?.store.outcome).toBe('updated');
		expect(run.outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		await expect(runAt('shopify', shop.url, WRITE, items)).rejects.toMatchObject({
			message: expect.stringMatching(/Shopify/) as string,
		});
	});

	it('gives what changed as events', async () => {
		shop.addOrder({ id: 41, updatedAt: '2026-11-02T10:00:00Z' });
		const changed = { resource: 'order', operation: 'getChanged', since: '2026-11-01' };
		const events = (await runAt('shopify', shop.url, changed)).json<{ event: { kind: string } }>();
		expect(events.map(({ event }) => event.kind)).toEqual(['order.paid']);
	});

	it('gives one order as it is now, with refunds and the visits that it has worked out', async () => {
		const visit = { landingPath: '/?ref=anna', referrer: null, code: 'anna' };
		const at = '2026-11-02T08:00:00Z';
		shop.addOrder({ id: 41, visit: { ...visit, at, isReady: true } });
		shop.addOrder({ id: 42, visit: { ...visit, at, isReady: false } });
		const refund = { id: 5, createdAt: '2026-11-05T08:00:00Z', lines: [], moved: 100 };
		shop.addOrder({ id: 43, refunds: [refund] });
		const items = ['41', '42', '43', '44'].map((orderId) => ({ order: { orderId } }));

		const run = await runAt('shopify', shop.url, GET, items);

		const [ready, pending, refunded, missing] = run.json<ReadJson>();
		expect(ready?.store).toMatchObject({ outcome: 'found', id: '41', journey: 'ready' });
		expect(ready?.order.tracking.visits).toMatchObject([
			{ landingUrl: 'https://demo.myshopify.com/?ref=anna' },
		]);
		expect(pending?.store.journey).toBe('pending');
		expect(pending?.order.tracking.visits).toEqual([]);
		expect(refunded?.refunds).toMatchObject([{ refundId: '5' }]);
		expect(missing).toMatchObject({ store: { outcome: 'skipped', reason: 'no_order' } });
		await expect(runAt('shopify', shop.url, GET, [{}])).rejects.toMatchObject({
			message: expect.stringMatching(/no order ID/) as string,
		});
	});

	it('keeps tags, fields and consent of customers', async () => {
		shop.addCustomer({ id: 7, email: 'a@x.example', tags: ['old'] });
		const tagged = await runAt('shopify', shop.url, { ...TAG, addTags: 'vip, partner' });
		expect(tagged.json<StoreJson>()[0]?.store.outcome).toBe('updated');
		expect(shop.customer(7)?.['tags']).toEqual(['old', 'affiliate:vip', 'affiliate:partner']);
		await runAt('shopify', shop.url, { ...TAG, removeTags: 'vip' });
		expect(shop.customer(7)?.['tags']).toEqual(['old', 'affiliate:partner']);
		const customerFields = { field: [{ name: 'tier', value: 'gold' }] };
		const set = { ...TAG, operation: 'setFields', customerFields };
		const outcomes = [await runAt('shopify', shop.url, set), await runAt('shopify', shop.url, set)];
		expect(outcomes.map((run) => run.json<StoreJson>()[0]?.store.outcome)).toEqual([
			'updated',
			'updated',
		]);
		const got = await runAt('shopify', shop.url, { ...TAG, operation: 'get' });
		expect(got.json<StoreJson>()[0]?.store.customer).toMatchObject({
			tags: ['partner'],
			fields: { tier: 'gold' },
		});
		const consent = { ...TAG, operation: 'setConsent', consent: 'subscribed' };
		const agreed = await runAt('shopify', shop.url, consent);
		expect(agreed.json<StoreJson>()[0]?.store.outcome).toBe('updated');
	});

	it('gets a code once, and says in what another one differs', async () => {
		const outcomeOf = async () =>
			(await runAt('shopify', shop.url, COUPON)).json<StoreJson>()[0]?.store.outcome;
		expect(await outcomeOf()).toBe('created');
		expect(await outcomeOf()).toBe('unchanged');
		expect(shop.discounts()).toHaveLength(1);
		await expect(runAt('shopify', shop.url, { ...COUPON, percent: '15' })).rejects.toMatchObject({
			message: expect.stringContaining("has the code 'ANNA10' with other terms") as string,
		});
	});

	it('tells the stock of a variant', async () => {
		shop.addVariant({
			id: 9,
			sku: 'MUG',
			isTracked: true,
			locations: { Berlin: { available: 4 } },
		});
		const stock = { resource: 'product', operation: 'getStock', product: '9' };
		const run = await runAt('shopify', shop.url, stock);
		expect(run.json<StoreJson>()[0]?.store.stock?.quantity).toBe('4');
	});
});

describe('a WooCommerce shop', () => {
	let shop: WooSimulator;

	beforeEach(async () => {
		shop = await startWooSimulator(WOO_KEYS);
		shop.shop.orders.push(wooOrderBody() as SimulatedRecord);
		shop.shop.customers.push({ id: 12, email: 'a@x.example', role: 'customer', meta_data: [] });
	});

	afterEach(async () => await shop.close());

	const order = { platform: 'woocommerce', storeKey: 'shop.example.com', orderId: '501' } as const;

	it('gets meta and a note with our marks, and nothing the second time', async () => {
		const parameters = { ...WRITE, addNote: true };
		const first = await runAt('wooCommerce', shop.url, parameters, [purchase(order)]);
		expect(first.json<StoreJson>()[0]?.store).toMatchObject({
			outcome: 'updated',
		});
		const meta = shop.shop.orders[0]?.['meta_data'] as Array<{ key: string; value: unknown }>;
		expect(meta.find(({ key }) => key === '_affiliate_loop_affiliate')?.value).toBe('anna');
		const again = await runAt('wooCommerce', shop.url, parameters, [purchase(order)]);
		expect(again.json<StoreJson>()[0]?.store.outcome).toBe('unchanged');
	});

	it('gives the order as before after our own write', async () => {
		const changed = { resource: 'order', operation: 'getChanged', since: '2026-11-01T00:00:00' };
		const ids = async () =>
			(await runAt('wooCommerce', shop.url, changed))
				.json<{ event: { eventId: string } }>()
				.map(({ event }) => event.eventId);
		const before = await ids();
		await runAt('wooCommerce', shop.url, WRITE, [purchase(order)]);
		expect(before).toHaveLength(1);
		expect(await ids()).toEqual(before);
	});

	it('gives one order as it is now', async () => {
		const items = ['501', '502'].map((orderId) => ({ order: { orderId } }));
		const [found, missing] = (await runAt('wooCommerce', shop.url, GET, items)).json<ReadJson>();
		expect(found).toMatchObject({ order: { orderId: '501' }, store: { journey: null } });
		expect(missing?.store.reason).toBe('no_order');
	});

	it('keeps tags as a list, and guests are passed over', async () => {
		await runAt('wooCommerce', shop.url, { ...TAG, addTags: 'vip, partner' });
		await runAt('wooCommerce', shop.url, { ...TAG, removeTags: 'vip' });
		const got = await runAt('wooCommerce', shop.url, { ...TAG, operation: 'get' });
		expect(got.json<StoreJson>()[0]?.store.customer?.tags).toEqual(['partner']);
		const guest = purchase({ ...order, customer: aCustomer({ email: 'guest@x.example' }) });
		const parameters = { ...TAG, email: '', addTags: 'vip' };
		const skipped = await runAt('wooCommerce', shop.url, parameters, [guest]);
		expect(skipped.json<StoreJson>()[0]?.store.reason).toBe('no_customer');
	});

	it('gets a code once, and has no consent to set', async () => {
		const first = await runAt('wooCommerce', shop.url, COUPON);
		const again = await runAt('wooCommerce', shop.url, COUPON);
		expect([first, again].map((run) => run.json<StoreJson>()[0]?.store.outcome)).toEqual([
			'created',
			'unchanged',
		]);
		const consent = { ...TAG, operation: 'setConsent' };
		await expect(runAt('wooCommerce', shop.url, consent)).rejects.toMatchObject({
			message: expect.stringContaining('no marketing consent') as string,
		});
	});
});

describe('a Magento store', () => {
	let shop: MagentoSimulator;

	beforeEach(async () => {
		shop = await startMagentoSimulator({ integration: INTEGRATION, allowBearer: true });
		shop.store.orders.push(magentoOrderBody({ id: 7 }) as SimulatedRow);
	});

	afterEach(async () => await shop.close());

	const order = { platform: 'magento', storeKey: 'shop.example.com', orderId: '7' } as const;

	it.each(['magento', 'magentoSigned'] as const)('gets a comment once (%s)', async (account) => {
		const first = await runAt(account, shop.url, WRITE, [purchase(order)]);
		const again = await runAt(account, shop.url, WRITE, [purchase(order)]);
		expect(first.json<StoreJson>()[0]?.store.outcome).toBe('created');
		expect(again.json<StoreJson>()[0]?.store.outcome).toBe('unchanged');
	});

	it('gives one order with its credit memos, and where the one that it replaces came from', async () => {
		const original = { ...magentoOrderBody({ id: 8 }), state: 'canceled' };
		shop.store.orders.push(original as SimulatedRow);
		const edited = { ...magentoOrderBody({ id: 9 }), relation_parent_id: 8 };
		shop.store.orders.push(edited as SimulatedRow);
		const items = ['7', '9', '10'].map((orderId) => ({ order: { orderId } }));
		const [plain, replaced, missing] = (
			await runAt('magento', shop.url, GET, items)
		).json<ReadJson>();
		expect(plain).toMatchObject({ order: { orderId: '7' }, refunds: [] });
		expect(replaced).toMatchObject({
			order: { tracking: { attributes: { magento_original_order_id: '8' } } },
		});
		expect(missing?.store.reason).toBe('no_order');
	});

	it('keeps tags in an attribute, and says when it lacks it', async () => {
		shop.store.customers.push({
			id: 3,
			email: 'a@x.example',
			firstname: 'A',
			lastname: 'B',
			website_id: 1,
			addresses: [],
			custom_attributes: [],
		});
		await expect(runAt('magento', shop.url, { ...TAG, addTags: 'vip' })).rejects.toMatchObject({
			message: expect.stringContaining('affiliate_tags') as string,
		});
		shop.store.attributes.push({ attribute_code: 'affiliate_tags' });
		await runAt('magento', shop.url, { ...TAG, addTags: 'vip' });
		const got = await runAt('magento', shop.url, { ...TAG, operation: 'get' });
		expect(got.json<StoreJson>()[0]?.store.customer?.tags).toEqual(['vip']);
	});

	it('refuses other terms for a code, and tells stock by SKU', async () => {
		await runAt('magento', shop.url, COUPON);
		await expect(runAt('magento', shop.url, { ...COUPON, percent: '15' })).rejects.toMatchObject({
			message: expect.stringContaining('with other terms') as string,
		});
		shop.store.stockItems.set('MUG', { qty: 4, is_in_stock: true, manage_stock: true });
		const stock = { resource: 'product', operation: 'getStock', product: 'MUG' };
		const run = await runAt('magento', shop.url, stock);
		expect(run.json<StoreJson>()[0]?.store.stock?.quantity).toBe('4');
		const none = await runAt('magento', shop.url, { ...stock, product: 'NONE' });
		expect(none.json<StoreJson>()[0]?.store).toMatchObject({
			outcome: 'skipped',
			reason: 'no_product',
		});
	});
});
