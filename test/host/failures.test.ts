import { setTimeout as delay } from 'node:timers/promises';
import type { Execution } from '../../host/editor-types.ts';
import type { AffiliateStore } from '../../lib/ports/store';
import { DEMO } from '../../scripts/demo/demo-settings.ts';
import type { DemoWorld } from '../../scripts/demo/demo-world.ts';
import { click } from '../../scripts/demo/pass.ts';
import { outputOf, runIds } from '../../scripts/demo/runs.ts';
import {
	BROWSING_MILLISECONDS,
	shopifyOrder,
	shopifyRefund,
	type DemoOrder,
} from '../../scripts/demo/shopify-order.ts';
import { deliver } from '../../scripts/demo/shopify-sender.ts';
import type { SimulatedFault } from '../simulators/hubspot.ts';
import { crmCaughtUp } from './support/crm-caught-up';
import { findRun } from './support/find-run';
import { importAgain } from './support/import-again';
import { openLedger } from './support/open-ledger';
import { newUserFolder, openWorld, ROOT } from './support/open-world';
import { toldAbout } from './support/told-about';
import { until } from './support/until';

const SENDER = { shop: DEMO.shop, secret: DEMO.webhookSecret };
/** Long enough for a run that should not start to show itself. */
const QUIET_MILLISECONDS = 1_500;
/** After this an unsuccessful event is given to its workflow again. */
const FIRST_PAUSE_MILLISECONDS = 5_000;

const user = newUserFolder();
let world: DemoWorld;
let ledger: AffiliateStore;
let landingSite: string;
let lastId = 8_000_000_000;

beforeAll(async () => {
	world = await openWorld(user.folder);
	ledger = await openLedger(user.folder);
	const { location } = await click(world);
	landingSite = `${location.pathname}${location.search}`;
}, 900_000);

afterAll(async () => {
	await ledger?.close();
	await world?.close();
	await user.remove();
}, 120_000);

afterEach(() => world.hubspot.setFaults([]));

function newOrder(email?: string): DemoOrder {
	lastId += 10_000;
	return {
		id: lastId,
		number: lastId % 1_000_000,
		email: email ?? `carla.${lastId}@customer.example`,
		landingSite,
		paidAt: new Date(Date.now() + BROWSING_MILLISECONDS).toISOString(),
	};
}

async function sendOrder(order: DemoOrder, changes: object = {}, topic = 'orders/paid') {
	const body = { ...shopifyOrder(order), ...changes };
	expect(await deliver(SENDER, { url: world.urls.orders, topic, body })).toBe(200);
}

function orderIdOf(run: Execution): unknown {
	return (outputOf(run, 'Receive paid orders')['order'] as { orderId?: unknown })?.orderId;
}

/** Sends an order and waits for the first run that it starts. */
async function runOfOrder(order: DemoOrder, changes: object = {}): Promise<Execution> {
	const workflowId = world.workflowIds['02'] ?? '';
	const before = await runIds(world.client, workflowId);
	await sendOrder(order, changes);
	const isMeant = (run: Execution) => orderIdOf(run) === String(order.id);
	return await findRun(world.client, workflowId, before, isMeant);
}

/** Sends an order and waits for the first run that writes it to the CRM. */
async function crmRunOfOrder(order: DemoOrder): Promise<Execution> {
	const isMeant = (run: Execution) => {
		const told = outputOf(run, 'Receive ledger events')['order'] as { orderId?: unknown };
		return told?.orderId === String(order.id);
	};
	return await nextRunOf('20', async () => await sendOrder(order), isMeant);
}

async function nextRunOf(
	number: string,
	doIt: () => Promise<unknown>,
	isMeant: (run: Execution) => boolean = () => true,
): Promise<Execution> {
	const workflowId = world.workflowIds[number] ?? '';
	const before = await runIds(world.client, workflowId);
	await doIt();
	return await findRun(world.client, workflowId, before, isMeant);
}

function dealsOf({ id }: DemoOrder): ReadonlyArray<Readonly<Record<string, string>>> {
	return world.hubspot
		.deals()
		.map(({ properties }) => properties)
		.filter((properties) => properties['external_order_key'] === `${DEMO.shop}:${id}`);
}

async function stateOf({ id }: DemoOrder) {
	const all = await ledger.ledger.commissions({ limit: 100 });
	for (const { conversionId } of all) {
		const state = await ledger.ledger.conversion(conversionId);
		if (state?.conversion?.orderId === String(id)) return state;
	}
	return null;
}

const answer = (status: number, headers: Record<string, string> = {}): SimulatedFault => ({
	when: () => true,
	then: { answer: { status, headers, body: { status: 'error', message: 'Not now' } } },
});

describe('an order that HubSpot does not take', () => {
	it.each([
		[
			'401',
			answer(401),
			/^Write contact and purchase: HubSpot refused the credential \(401\).*\. Check the service key/,
		],
		['429 for two seconds', answer(429, { 'retry-after': '2' }), /request limit .* \(429\)/],
		['503', answer(503), /could not carry out .* \(503\)/],
	])(
		'is booked at once, stops with the reason on its way to the CRM, and comes again by itself: %s',
		async (_name, fault, reason) => {
			const order = newOrder();
			world.hubspot.setFaults([fault]);
			const run = await crmRunOfOrder(order);
			const told = await toldAbout(world, run);
			expect(run.status).toBe('error');
			expect(run.data?.resultData.lastNodeExecuted).toBe('Stop with the reason');
			expect(run.data?.resultData.error?.message).toMatch(reason);
			expect(run.data?.resultData.error?.message).not.toContain(order.email);
			expect(told).toMatchObject({
				workflow: '20 Write purchases to HubSpot',
				node: 'Stop with the reason',
				reason: expect.stringMatching(reason),
			});
			expect((await stateOf(order))?.commissions).toMatchObject([
				{ status: 'pending', amount: { amountMinor: 1090n } },
			]);
			expect(dealsOf(order)).toEqual([]);
			world.hubspot.setFaults([]);
			await until('the deal is in the CRM', () => dealsOf(order).length > 0, 60_000);
			await delay(QUIET_MILLISECONDS);
			expect(dealsOf(order)).toHaveLength(1);
			expect((await stateOf(order))?.commissions).toHaveLength(1);
		},
		120_000,
	);

	it('is set aside after the last try, and given again when the workflow is published again', async () => {
		await crmCaughtUp(ledger);
		const tries = 'Receive ledger events.options.maxAttempts';
		const [flow] = await importAgain(ROOT, world, ['20'], { [tries]: 1 });
		const workflowId = flow?.id ?? '';
		await world.client.settled(workflowId);
		const order = newOrder();
		world.hubspot.setFaults([answer(401)]);
		expect((await crmRunOfOrder(order)).status).toBe('error');
		world.hubspot.setFaults([]);
		await until('it is set aside', () => world.n8n.logs().includes('dead letter'));
		await world.client.deactivate(workflowId);
		await world.client.publish(workflowId);
		await until('the deal is in the CRM', () => dealsOf(order).length > 0, 60_000);
		expect((await stateOf(order))?.commissions).toHaveLength(1);
		await importAgain(ROOT, world, ['20'], { [tries]: 30 });
		await world.client.settled(workflowId);
	}, 120_000);

	it('takes it within the same run when it was away for a moment', async () => {
		const order = newOrder();
		world.hubspot.setFaults([
			{ when: () => true, then: 'drop', times: 1 },
			{ ...answer(429, { 'retry-after': '1' }), times: 1 },
			{ ...answer(500), times: 1 },
			{ when: ({ path }) => path.includes('/deals/'), then: 'lose_answer', times: 1 },
		]);
		const run = await crmRunOfOrder(order);
		expect(run.status).toBe('success');
		expect(dealsOf(order)).toHaveLength(1);
		expect((await stateOf(order))?.commissions).toHaveLength(1);
	}, 60_000);
});

describe('orders that share an execution', () => {
	it('are each booked once, and one that ends in an error takes no other with it', async () => {
		const pace = 'Receive paid orders.options.eventsPerExecution';
		const [flow] = await importAgain(ROOT, world, ['02'], { [pace]: 10 });
		await world.client.settled(flow?.id ?? '');
		const known = newOrder();
		await runOfOrder(known);
		const before = await runIds(world.client, flow?.id ?? '');
		const [line] = (shopifyOrder(known) as { line_items: [object] }).line_items;
		const orders = Array.from({ length: 9 }, () => newOrder());
		await Promise.all([
			...orders.slice(0, 5).map(async (order) => await sendOrder(order)),
			sendOrder(known, { line_items: [{ ...line, price: '11.00' }], total_price: '11.00' }),
			...orders.slice(5).map(async (order) => await sendOrder(order)),
		]);
		for (const order of orders) {
			await until(
				'it is booked',
				async () => (await stateOf(order))?.commissions.length === 1,
				30_000,
			);
		}
		const isRun = ({ id }: Execution) => !before.has(id);
		const runs = (await world.client.executions({ workflowId: flow?.id ?? '' })).filter(isRun);
		const items = await Promise.all(
			runs.map(async ({ id }) => {
				const { data } = await world.client.finished(id, 30_000);
				return data?.resultData.runData['Receive paid orders']?.[0]?.data?.main?.[0]?.length ?? 0;
			}),
		);
		expect(Math.max(...items)).toBeGreaterThan(1);
		for (const { amountMinor } of await ledger.ledger.netPerCurrency())
			expect(amountMinor).toBe(0n);
		await importAgain(ROOT, world, ['02'], { [pace]: 1 });
		await world.client.settled(flow?.id ?? '');
	}, 120_000);
});

describe('an order that comes again with other amounts', () => {
	it('ends as a conflict in plain words, its amounts stay, and a person is asked', async () => {
		const order = newOrder();
		expect((await runOfOrder(order)).status).toBe('success');
		const before = await stateOf(order);
		const [line] = (shopifyOrder(order) as { line_items: [object] }).line_items;
		const changes = {
			total_line_items_price: '199.90',
			subtotal_price: '187.20',
			total_price: '208.67',
			line_items: [{ ...line, price: '99.95', price_set: undefined }],
		};
		const run = await runOfOrder(order, changes);
		const told = await toldAbout(world, run);
		expect(run.status).toBe('error');
		expect(run.data?.resultData.error?.message).toMatch(
			/Order #\d+ is already recorded with other amounts or lines\. Nothing was changed/,
		);
		expect(told).toMatchObject({
			reason: run.data?.resultData.error?.message,
		});
		const state = await stateOf(order);
		expect(state?.conversion).toEqual(before?.conversion);
		expect(state?.commissions).toMatchObject([
			{
				status: 'held',
				statusReason: expect.stringContaining('F15'),
				amount: { amountMinor: 1090n },
			},
		]);
		await crmCaughtUp(ledger);
		expect(dealsOf(order)).toMatchObject([{ amount: '108.67' }]);
		const workflowId = world.workflowIds['02'] ?? '';
		const runs = await runIds(world.client, workflowId);
		await delay(FIRST_PAUSE_MILLISECONDS + QUIET_MILLISECONDS);
		expect(await runIds(world.client, workflowId)).toEqual(runs);
	});
});

describe('a refund that comes before its order', () => {
	it('waits, and is applied when the order comes', async () => {
		const order = newOrder();
		const refund = shopifyRefund(order, order.id + 500, new Date().toISOString());
		const run = await nextRunOf('03', async () => {
			const { refunds: url } = world.urls;
			expect(await deliver(SENDER, { url, topic: 'refunds/create', body: refund })).toBe(200);
		});
		expect(run.status).toBe('success');
		expect(outputOf(run, 'Take back the commission')).toMatchObject({
			ledger: { outcome: 'waiting' },
		});
		expect((await runOfOrder(order)).status).toBe('success');
		expect((await stateOf(order))?.commissions).toMatchObject([
			{ amount: { amountMinor: 1090n }, reversed: { amountMinor: 545n } },
		]);
		await crmCaughtUp(ledger);
		expect(dealsOf(order)).toMatchObject([
			{ affiliate_commission_amount: '5.45', affiliate_refunded_amount: '51.88' },
		]);
	});
});

describe('odd customers', () => {
	it.each(['not an e-mail address', ''])(
		'without a readable address earn the affiliate the commission, and the CRM step says why it wrote nothing: “%s”',
		async (email) => {
			const order = newOrder(email);
			const run = await crmRunOfOrder(order);
			expect(run.status).toBe('success');
			expect(outputOf(run, 'Write contact and purchase')['crm']).toMatchObject({
				outcome: 'skipped',
				reason: 'no_email',
			});
			expect((await stateOf(order))?.commissions).toHaveLength(1);
		},
	);

	it('whose address HubSpot refuses earn it too; the run stops and does not repeat the address', async () => {
		const order = newOrder('carla@customer.e');
		const run = await crmRunOfOrder(order);
		expect(run.status).toBe('error');
		const message = run.data?.resultData.error?.message;
		expect(message).toMatch(/HubSpot did not accept 'email'.* Correct the e-mail address/);
		expect(message).not.toContain(order.email);
		expect((await stateOf(order))?.commissions).toHaveLength(1);
		const corrected = { ...order, email: `carla.${order.id}@customer.example` };
		expect((await runOfOrder(corrected)).status).toBe('success');
		await until('the deal is in the CRM', () => dealsOf(order).length > 0, 60_000);
		expect((await stateOf(order))?.commissions).toHaveLength(1);
	});

	it.each(['a.n.n.a.kowalska+shop@googlemail.com', 'Anna.Kowalska@GMAIL.com'])(
		'are held for review when they are the affiliate: %s',
		async (email) => {
			const [setUp] = await importAgain(ROOT, world, ['00'], {
				'Add the first affiliate.additionalFields.email': 'annakowalska@gmail.com',
			});
			await world.client.runWorkflowManually(setUp?.id ?? '', 'Start the set-up');
			const order = newOrder(email);
			const run = await runOfOrder(order);
			expect(run.status).toBe('success');
			expect(outputOf(run, 'Check for fraud')['fraud']).toMatchObject({
				verdict: 'review',
			});
			expect((await stateOf(order))?.commissions).toMatchObject([{ status: 'held' }]);
			await crmCaughtUp(ledger);
			expect(dealsOf(order)).toMatchObject([{ affiliate_commission_status: 'held' }]);
		},
	);
});

describe('the test notification of Shopify’s admin', () => {
	it('is answered with 200 and starts nothing', async () => {
		const workflowId = world.workflowIds['02'] ?? '';
		const before = await runIds(world.client, workflowId);
		await sendOrder(newOrder(), { id: 820982911946154508, test: true });
		await delay(QUIET_MILLISECONDS);
		expect((await runIds(world.client, workflowId)).size).toBe(before.size);
	});
});

describe('“Listen for test event” in the editor', () => {
	/** The editor's button; n8n then waits for a call of the test address. */
	async function listen(number: string, trigger: string): Promise<void> {
		const run = world.client.runWorkflowManually(world.workflowIds[number] ?? '', trigger);
		await expect(run).rejects.toThrow('waits for a webhook call');
	}

	const isManual = ({ mode }: Execution) => mode === 'manual';

	it('shows an order that comes to the test address, and stores nothing', async () => {
		await listen('02', 'Receive paid orders');
		const order = newOrder();
		const run = await nextRunOf(
			'02',
			async () => {
				const url = world.urls.orders.replace('/webhook/', '/webhook-test/');
				const status = await deliver(SENDER, {
					url,
					topic: 'orders/paid',
					body: shopifyOrder(order),
				});
				expect(status).toBe(200);
			},
			isManual,
		);
		expect([run.mode, run.status]).toEqual(['manual', 'success']);
		expect(outputOf(run, 'Receive paid orders')).toMatchObject({
			event: { kind: 'order.paid' },
			order: { orderId: String(order.id) },
		});
	});

	it('shows a click that comes to the test address, and still redirects', async () => {
		await listen('01', 'Serve tracked links');
		const run = await nextRunOf(
			'01',
			async () => {
				const url = world.urls.clicks.replace('/webhook/', '/webhook-test/');
				const response = await fetch(`${url}?l=${DEMO.linkCode}`, { redirect: 'manual' });
				expect(response.status).toBe(302);
				expect(response.headers.get('location')).toContain(`${world.shop.url}/products/tea`);
			},
			isManual,
		);
		expect([run.mode, run.status]).toEqual(['manual', 'success']);
		expect(outputOf(run, 'Serve tracked links')).toMatchObject({ click: expect.anything() });
	});
});

describe('stopping n8n while orders are under way', () => {
	it('loses nothing and books nothing twice', async () => {
		const { hubspot, shop, mailbox, others, n8n } = world;
		const orders = [newOrder(), newOrder(), newOrder(), newOrder()];
		hubspot.setLatency(700);
		const requests = hubspot.requests().length;
		for (const order of orders) await sendOrder(order);
		await until('HubSpot is asked', () => hubspot.requests().length > requests);
		await n8n.stop();
		expect(n8n.process.signalCode).toBeNull();
		const isInCrm = (order: DemoOrder) => dealsOf(order).length > 0;
		expect(orders.every(isInCrm)).toBe(false);
		hubspot.setLatency(0);
		world = await openWorld(user.folder, {
			keep: { hubspot, shop, mailbox, others },
			port: n8n.port,
		});
		await until('all are in the CRM', () => orders.every(isInCrm), 60_000);
		for (const order of orders) {
			expect(dealsOf(order)).toHaveLength(1);
			expect((await stateOf(order))?.commissions).toMatchObject([
				{ status: 'pending', amount: { amountMinor: 1090n } },
			]);
		}
		const net = await ledger.ledger.netPerCurrency();
		expect(net.map(({ amountMinor }) => amountMinor)).toEqual([0n]);
	}, 120_000);
});
