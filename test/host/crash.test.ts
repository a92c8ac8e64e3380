import { setTimeout as delay } from 'node:timers/promises';
import { DEMO } from '../../scripts/demo/demo-settings.ts';
import type { DemoWorld } from '../../scripts/demo/demo-world.ts';
import { click } from '../../scripts/demo/pass.ts';
import { BROWSING_MILLISECONDS, shopifyOrder } from '../../scripts/demo/shopify-order.ts';
import { deliver } from '../../scripts/demo/shopify-sender.ts';
import { openLedger } from './support/open-ledger';
import { newUserFolder, openWorld } from './support/open-world';

const SENDER = { shop: DEMO.shop, secret: DEMO.webhookSecret };
const ORDERS = 6;

const user = newUserFolder();
let world: DemoWorld;

beforeAll(async () => {
	world = await openWorld(user.folder);
}, 900_000);

afterAll(async () => {
	await world?.close();
	await user.remove();
}, 120_000);

async function until(condition: () => boolean | Promise<boolean>, milliseconds: number) {
	const end = Date.now() + milliseconds;
	while (!(await condition())) {
		if (Date.now() > end) throw new Error('The condition was not met in time');
		await delay(100);
	}
}

/** Sends paid orders of one click, without waiting for their runs. */
async function sendOrders(): Promise<string[]> {
	const { location } = await click(world);
	const first = Date.now();
	const ids = Array.from({ length: ORDERS }, (_, index) => first + index * 1_000);
	for (const id of ids) {
		const status = await deliver(SENDER, {
			url: world.urls.orders,
			topic: 'orders/paid',
			body: shopifyOrder({
				id,
				number: id % 100_000,
				email: `crash.${id}@customer.example`,
				landingSite: `${location.pathname}${location.search}`,
				paidAt: new Date(Date.now() + BROWSING_MILLISECONDS).toISOString(),
			}),
		});
		expect(status).toBe(200);
	}
	return ids.map(String);
}

describe('kill -9 in the middle of an order’s execution', () => {
	it('loses nothing and books nothing twice', async () => {
		const { n8n, hubspot, shop, mailbox, others } = world;
		hubspot.setLatency(3_000);
		const requestsBefore = hubspot.requests().length;
		const orderIds = await sendOrders();
		await until(() => hubspot.requests().length > requestsBefore, 30_000);
		await n8n.kill9();

		const between = await openLedger(user.folder);
		const booked = await between.ledger.commissions({ limit: 100 });
		await between.close();
		expect(booked.length).toBeGreaterThanOrEqual(1);
		expect(booked.length).toBeLessThan(ORDERS);

		hubspot.setLatency(0);
		world = await openWorld(user.folder, {
			keep: { hubspot, shop, mailbox, others },
			port: n8n.port,
		});
		const isInCrm = (orderId: string) =>
			hubspot.deals().some(({ properties }) => properties['external_order_key']?.endsWith(orderId));
		await until(() => orderIds.every(isInCrm), 90_000);

		const ledger = await openLedger(user.folder);
		try {
			const commissions = await ledger.ledger.commissions({ limit: 100 });
			expect(commissions).toHaveLength(ORDERS);
			expect(new Set(commissions.map(({ conversionId }) => conversionId)).size).toBe(ORDERS);
			const [net] = await ledger.ledger.netPerCurrency();
			expect(net?.amountMinor).toBe(0n);
			const affiliateId = commissions[0]?.affiliateId ?? '';
			const [pending] = await ledger.ledger.balances(`pending:${affiliateId}`);
			expect(pending?.balance.amountMinor).toBe(BigInt(ORDERS) * 1090n);
		} finally {
			await ledger.close();
		}
		expect(hubspot.deals()).toHaveLength(ORDERS);
		expect(hubspot.contacts()).toHaveLength(ORDERS);
	}, 300_000);
});
