import { setTimeout as delay } from 'node:timers/promises';
import type { Execution } from '../../host/editor-types.ts';
import type { AffiliateStore } from '../../lib/ports/store';
import { DEMO } from '../../scripts/demo/demo-settings.ts';
import type { DemoWorld } from '../../scripts/demo/demo-world.ts';
import { click } from '../../scripts/demo/pass.ts';
import { nextRun, outputOf, runIds } from '../../scripts/demo/runs.ts';
import { BROWSING_MILLISECONDS } from '../../scripts/demo/shopify-order.ts';
import { wooOrderBody, type WooOrderInput } from '../support/woo-payloads';
import { crmCaughtUp } from './support/crm-caught-up';
import { importAgain } from './support/import-again';
import { openLedger } from './support/open-ledger';
import { newUserFolder, openWorld, ROOT } from './support/open-world';
import { deliverWoo, pingWoo, type WooDelivery, type WooSender } from './support/woo-sender';

const SITE = 'https://shop.woo.example/tea';
const STORE_KEY = 'shop.woo.example/tea';
/** What a reading of changes asks HubSpot for. */
const CHANGED_AT = 'lastmodifieddate';
/** Long enough for a run that should not start to show itself. */
const QUIET_MILLISECONDS = 1_500;

const user = newUserFolder();
let world: DemoWorld;
let ledger: AffiliateStore;
let orders: WooSender;
let refunds: WooSender;
let clickId: string;

beforeAll(async () => {
	world = await openWorld(user.folder);
	ledger = await openLedger(user.folder);
	const imported = await importAgain(ROOT, world, ['02', '03'], {
		'Receive paid orders.store': 'wooCommerce',
		'Receive paid orders.storeUrl': SITE,
		'Receive paid orders.path': 'woo-orders',
		'Receive refunds and cancellations.store': 'wooCommerce',
		'Receive refunds and cancellations.storeUrl': SITE,
		'Receive refunds and cancellations.path': 'woo-refunds',
	});
	expect(imported.map(({ action, published }) => [action, published])).toEqual([
		['updated', true],
		['updated', true],
	]);
	for (const { id } of imported) await world.client.settled(id);
	const sender = { site: SITE, secret: DEMO.webhookSecret };
	orders = { ...sender, url: `${world.n8n.url}/webhook/woo-orders` };
	refunds = { ...sender, url: `${world.n8n.url}/webhook/woo-refunds` };
	clickId = (await click(world)).location.searchParams.get('aff_click') ?? '';
}, 900_000);

afterAll(async () => {
	await ledger?.close();
	await world?.close();
	await user.remove();
}, 120_000);

interface Sale extends WooOrderInput {
	readonly id: number;
	readonly email: string;
}

/** An order of 87.20 of goods with 16.57 tax and 4.90 shipping, some time after its click (F8). */
function sale({ id, email, overrides, ...input }: Sale): Record<string, unknown> {
	const now = new Date(Date.now() + BROWSING_MILLISECONDS).toISOString().slice(0, 19);
	const body = wooOrderBody({
		id,
		lines: [{ subtotal: 9_990, total: 8_720, tax: 1_657, quantity: 2 }],
		shipping: 490,
		...input,
		overrides: {
			number: String(id),
			date_created_gmt: now,
			date_modified_gmt: now,
			date_paid_gmt: now,
			customer_id: 0,
			...overrides,
		},
	});
	return { ...body, billing: { ...(body['billing'] as object), email } };
}

function fromClick(id: string): Record<string, unknown> {
	const entry = `${SITE}/product/tea/?aff_click=${id}&utm_source=affiliate`;
	return {
		_wc_order_attribution_source_type: 'utm',
		_wc_order_attribution_session_entry: entry,
		_wc_order_attribution_utm_source: 'affiliate',
	};
}

/** Sends a delivery and waits for the run that it starts, and for the CRM. */
async function runOf(
	sender: WooSender,
	workflow: string,
	delivery: WooDelivery,
): Promise<Execution> {
	const workflowId = world.workflowIds[workflow] ?? '';
	const before = await runIds(world.client, workflowId);
	expect(await deliverWoo(sender, delivery)).toBe(200);
	const run = await nextRun(world.client, workflowId, before);
	await crmCaughtUp(ledger);
	return run;
}

/** What HubSpot was asked, but for the reading of its changes, which comes every minute. */
function requestsToCrm(): number {
	return world.hubspot.requests().filter(({ path, body }) => {
		const readsChanges = path.endsWith('/search') && JSON.stringify(body).includes(CHANGED_AT);
		return !readsChanges;
	}).length;
}

async function startsNothing(workflow: string, send: () => Promise<number>): Promise<number> {
	const workflowId = world.workflowIds[workflow] ?? '';
	const before = await runIds(world.client, workflowId);
	const requests = requestsToCrm();
	const status = await send();
	await delay(QUIET_MILLISECONDS);
	expect((await runIds(world.client, workflowId)).size).toBe(before.size);
	expect(requestsToCrm()).toBe(requests);
	return status;
}

function contactOf(email: string): Readonly<Record<string, string>> | undefined {
	return world.hubspot.contacts().find(({ properties }) => properties['email'] === email)
		?.properties;
}

function dealsOf(orderId: number): ReadonlyArray<Readonly<Record<string, string>>> {
	return world.hubspot
		.deals()
		.map(({ properties }) => properties)
		.filter((properties) => properties['external_order_key'] === `${STORE_KEY}:${orderId}`);
}

async function commissionsOf(orderId: number) {
	const all = await ledger.ledger.commissions({ limit: 100 });
	const states = await Promise.all(
		all.map(async (entry) => ({
			entry,
			conversion: (await ledger.ledger.conversion(entry.conversionId))?.conversion,
		})),
	);
	return states
		.filter(({ conversion }) => conversion?.orderId === String(orderId))
		.map(({ entry }) => entry);
}

describe('a WooCommerce shop', () => {
	it('may save its webhooks: the unsigned ping is answered with 200 and starts nothing', async () => {
		expect(await startsNothing('02', async () => await pingWoo(orders))).toBe(200);
		expect(await pingWoo(refunds)).toBe(200);
	});

	it('is refused with 401 when the signature is wrong', async () => {
		const body = sale({ id: 7_000, email: 'mallory@customer.example' });
		const send = async () =>
			await deliverWoo(orders, { topic: 'order.updated', body, wrongSecret: true });
		expect(await startsNothing('02', send)).toBe(401);
	});

	it('starts nothing with an order that is not paid', async () => {
		const body = sale({
			id: 7_001,
			email: 'carla@woo.example',
			meta: fromClick(clickId),
			overrides: { status: 'pending', date_paid_gmt: null },
		});
		const send = async () => await deliverWoo(orders, { topic: 'order.created', body });
		expect(await startsNothing('02', send)).toBe(200);
	});
});

describe('an order paid after a click', () => {
	const email = 'carla@woo.example';
	let body: Record<string, unknown>;
	let run: Execution;

	beforeAll(async () => {
		body = sale({ id: 7_001, email, meta: fromClick(clickId) });
		run = await runOf(orders, '02', { topic: 'order.updated', body });
	});

	it('is credited to the click in the first page of the session', () => {
		expect(run.status).toBe('success');
		const { attribution, commission } = outputOf(run, 'Book order and commission');
		expect(attribution).toMatchObject({
			outcome: 'attributed',
			credits: [{ affiliateCode: 'anna', touch: { clickId } }],
		});
		expect(commission).toMatchObject({ total: { amount: '10.90', currency: 'EUR' } });
	});

	it('reaches the ledger and HubSpot', async () => {
		expect(await commissionsOf(7_001)).toMatchObject([
			{ status: 'pending', amount: { amountMinor: 1090n, currency: 'EUR' } },
		]);
		expect(contactOf(email)).toMatchObject({
			affiliate_source: 'anna',
			affiliate_order_count: '1',
			affiliate_lifetime_value: '87.2',
		});
		expect(dealsOf(7_001)).toMatchObject([
			{ amount: '108.67', affiliate_commission_amount: '10.9', dealstage: 'closedwon' },
		]);
	});

	it('changes nothing when WooCommerce sends it again, whatever the topic', async () => {
		for (const topic of ['order.updated', 'order.created'] as const) {
			const send = async () => await deliverWoo(orders, { topic, body });
			expect(await startsNothing('02', send)).toBe(200);
		}
	});

	it('changes nothing when it is completed', async () => {
		const done = { ...body, status: 'completed', date_completed_gmt: body['date_paid_gmt'] };
		const send = async () => await deliverWoo(orders, { topic: 'order.updated', body: done });
		expect(await startsNothing('02', send)).toBe(200);
	});

	it('takes back the share of a partial refund, once', async () => {
		const refunded = { ...body, refunds: [{ id: 9_001, reason: 'Damaged', total: '-51.88' }] };
		const delivery = { topic: 'order.updated', body: refunded } as const;
		const reversal = await runOf(refunds, '03', delivery);
		expect(reversal.status).toBe('success');
		const [commission] = await commissionsOf(7_001);
		// 51.88 of 108.67 went back: WooCommerce names no lines, so the share of the total counts.
		expect(commission?.reversed).toEqual({ amountMinor: 520n, currency: 'EUR' });
		expect(dealsOf(7_001)).toMatchObject([{ affiliate_refunded_amount: '51.88' }]);
		const send = async () => await deliverWoo(refunds, delivery);
		expect(await startsNothing('03', send)).toBe(200);
		expect(await startsNothing('02', async () => await deliverWoo(orders, delivery))).toBe(200);
	});

	it('adds the next order of the customer to the lifetime value', async () => {
		const next = sale({ id: 7_002, email, overrides: { coupon_lines: [] } });
		const second = await runOf(orders, '02', { topic: 'order.created', body: next });
		expect(second.status).toBe('success');
		expect(contactOf(email)).toMatchObject({
			affiliate_order_count: '2',
			affiliate_first_touch_source: 'anna',
			affiliate_last_order_number: '7002',
			// 87.20 − 41.63 of the refund + 87.20
			affiliate_lifetime_value: '132.77',
		});
	});
});

describe('an order with nothing but the coupon of an affiliate', () => {
	it('is credited by the coupon', async () => {
		const body = sale({
			id: 7_010,
			email: 'dora@woo.example',
			overrides: { coupon_lines: [{ id: 1, code: 'anna10', discount: '12.70' }] },
		});
		const run = await runOf(orders, '02', { topic: 'order.updated', body });
		expect(run.status).toBe('success');
		expect(outputOf(run, 'Book order and commission')['attribution']).toMatchObject({
			outcome: 'attributed',
			credits: [{ affiliateCode: 'anna', touch: { couponCode: 'ANNA10' } }],
		});
		expect(await commissionsOf(7_010)).toHaveLength(1);
		expect(dealsOf(7_010)).toMatchObject([{ affiliate_coupon: 'ANNA10' }]);
	});
});

describe('an order that no affiliate brought', () => {
	it('is recorded as such, without a commission, and reaches HubSpot', async () => {
		const email = 'emil@woo.example';
		const body = sale({ id: 7_020, email });
		const run = await runOf(orders, '02', { topic: 'order.updated', body });
		expect(run.status).toBe('success');
		const item = outputOf(run, 'Book order and commission');
		expect(item['attribution']).toMatchObject({ outcome: 'no_affiliate' });
		expect(item['ledger']).toMatchObject({ outcome: 'recorded', commissions: [] });
		expect(await commissionsOf(7_020)).toEqual([]);
		expect(contactOf(email)).toMatchObject({ affiliate_order_count: '1' });
		expect(contactOf(email)?.['affiliate_source'] ?? '').toBe('');
		expect(dealsOf(7_020)).toHaveLength(1);
	});
});

describe('the ledger afterwards', () => {
	it('nets to zero', async () => {
		const net = await ledger.ledger.netPerCurrency();
		expect(net.map(({ amountMinor }) => amountMinor)).toEqual([0n]);
	});
});
