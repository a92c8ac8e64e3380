import axios from 'axios';
import { setTimeout as delay } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import type { Execution } from '../../host/editor-types.ts';
import { DEMO } from './demo-settings.ts';
import type { DemoWorld } from './demo-world.ts';
import { nextRun, outputOf, runIds } from './runs.ts';
import {
	BROWSING_MILLISECONDS,
	shopifyOrder,
	shopifyRefund,
	type DemoOrder,
} from './shopify-order.ts';
import { deliver } from './shopify-sender.ts';

/** One line of the printed table. */
export interface PassStep {
	readonly step: string;
	readonly result: string;
	readonly isOk: boolean;
}

export interface PassReport {
	readonly steps: readonly PassStep[];
	/** The commission explained, and what the refund did to it. */
	readonly trace: readonly string[];
	readonly orderId: string;
	readonly secondsToCrm: number;
}

const SENDER = { shop: DEMO.shop, secret: DEMO.webhookSecret };
/** Long enough for a run that should not start to show itself. */
const QUIET_MILLISECONDS = 1_500;

const BROWSER = {
	'user-agent':
		'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36',
	accept: 'text/html,application/xhtml+xml',
	'accept-language': 'de-DE,de;q=0.9',
	referer: 'https://blog.example/tea-review?utm=1',
};

/** Follows a tracked link as a browser does, up to the redirect. */
export async function click(world: DemoWorld): Promise<{ location: URL; step: PassStep }> {
	const answer = await axios.get(`${world.urls.clicks}?l=${DEMO.linkCode}`, {
		headers: BROWSER,
		maxRedirects: 0,
		proxy: false,
		validateStatus: () => true,
	});
	const target = String(answer.headers['location'] ?? '');
	const location = URL.canParse(target) ? new URL(target) : new URL('about:blank');
	const cookie = String(answer.headers['set-cookie']?.[0] ?? '');
	const clickId = location.searchParams.get('aff_click') ?? '';
	const isOk =
		answer.status === 302 &&
		location.origin === world.shop.url &&
		clickId.startsWith('clk_') &&
		location.searchParams.has('utm_source') &&
		cookie.includes(clickId);
	const where = `${location.pathname}?aff_click=${clickId.slice(0, 12)}…&utm_source=${location.searchParams.get('utm_source') ?? ''}`;
	return {
		location,
		step: {
			step: 'GET tracked link',
			result: `${answer.status} to the shop ${where}, cookie ${cookie === '' ? 'missing' : 'set'}`,
			isOk,
		},
	};
}

function text(value: unknown, ...path: readonly string[]): string {
	const found = path.reduce<unknown>(
		(container, key) => (container as Record<string, unknown> | undefined)?.[key],
		value,
	);
	return found === undefined || found === null ? '' : String(found);
}

function stepsOfOrder(run: Execution, world: DemoWorld, email: string): PassStep[] {
	const item = outputOf(run, 'Book order and commission');
	const commission = item['commission'] as { lines?: ReadonlyArray<{ amount?: unknown }> };
	const amount = text(commission?.lines?.[0]?.amount, 'amount');
	const contact = world.hubspot.contacts().find(({ properties }) => properties['email'] === email);
	const deal = world.hubspot
		.deals()
		.find(({ properties }) =>
			properties['external_order_key']?.endsWith(text(item, 'order', 'orderId')),
		);
	const isAssociated = world.hubspot
		.associations()
		.some(({ dealId, contactId }) => dealId === deal?.id && contactId === contact?.id);
	return [
		{
			step: 'Attributed',
			result: `${text(item, 'attribution', 'outcome')}, ${text(item, 'attribution', 'model')}`,
			isOk: text(item, 'attribution', 'outcome') === 'attributed',
		},
		{
			step: 'Checked for fraud',
			result: `${text(item, 'fraud', 'verdict')}, score ${text(item, 'fraud', 'score')}`,
			isOk: text(item, 'fraud', 'verdict') === 'approve',
		},
		{ step: 'Priced', result: `${amount} EUR`, isOk: amount === '10.90' },
		{
			step: 'Recorded in the ledger',
			result: text(item, 'ledger', 'outcome'),
			isOk: text(item, 'ledger', 'outcome') === 'recorded',
		},
		{
			step: 'HubSpot contact',
			result: contact === undefined ? 'missing' : factsOf(contact.properties),
			isOk: contact?.properties['affiliate_source'] === 'anna',
		},
		{
			step: 'HubSpot deal',
			result: deal === undefined ? 'missing' : factsOf(deal.properties),
			isOk: deal !== undefined && isAssociated,
		},
	];
}

function factsOf(properties: Readonly<Record<string, string>>): string {
	return Object.entries(properties)
		.filter(
			([name, value]) => value !== '' && /affiliate|amount|date|lifetime|order|currency/.test(name),
		)
		.map(([name, value]) => `${name.replace(/^affiliate_/, '')}=${value}`)
		.join(', ');
}

/** Waits for the run that brings an event of an order to the CRM, among runs of other events. */
async function crmRun(
	world: DemoWorld,
	before: ReadonlySet<string>,
	type: string,
	orderId: number,
): Promise<Execution> {
	const others = new Set(before);
	for (;;) {
		const run = await nextRun(world.client, world.workflowIds['20'] ?? '', others);
		const told = outputOf(run, 'Receive ledger events');
		const isMeant =
			text(told, 'event', 'type') === type && text(told, 'order', 'orderId') === String(orderId);
		if (isMeant) return run;
		others.add(run.id);
	}
}

/** Sends something that must change nothing, and looks whether anything moved. */
async function changesNothing(
	world: DemoWorld,
	step: string,
	send: () => Promise<number>,
	expectedStatus: number,
): Promise<PassStep> {
	const workflowId = world.workflowIds['02'] ?? '';
	const runs = await runIds(world.client, workflowId);
	const writes = world.hubspot.requests().length;
	const status = await send();
	await delay(QUIET_MILLISECONDS);
	const started = [...(await runIds(world.client, workflowId))].filter((id) => !runs.has(id));
	const written = world.hubspot.requests().length - writes;
	return {
		step,
		result: `${status}, ${started.length} runs started, ${written} requests to the CRM`,
		isOk: status === expectedStatus && started.length === 0 && written === 0,
	};
}

async function refund(world: DemoWorld, order: DemoOrder) {
	const workflowId = world.workflowIds['03'] ?? '';
	const before = await runIds(world.client, workflowId);
	const crmBefore = await runIds(world.client, world.workflowIds['20'] ?? '');
	const body = shopifyRefund(order, order.id + 500, new Date().toISOString());
	const status = await deliver(SENDER, {
		url: world.urls.refunds,
		topic: 'refunds/create',
		body,
	});
	const run = await nextRun(world.client, workflowId, before);
	const ledger = outputOf(run, 'Take back the commission')['ledger'];
	const message = text(ledger, 'message');
	const written = await crmRun(world, crmBefore, 'refund.recorded', order.id);
	const left = text(ledger, 'commissions', '0', 'reversed', 'amount');
	const step: PassStep = {
		step: 'Refund of half the goods',
		result: `${status}, ${text(ledger, 'outcome')}, ${left} EUR taken back, run ${run.status}, CRM ${written.status}`,
		isOk:
			status === 200 && left === '5.45' && run.status === 'success' && written.status === 'success',
	};
	return { step, message };
}

/** Drives click → order → CRM → refund through a running n8n and says what came of every step. */
export async function runPass(world: DemoWorld): Promise<PassReport> {
	const clicked = await click(world);
	const id = Date.now();
	const email = `carla.${id}@customer.example`;
	const landingSite = `${clicked.location.pathname}${clicked.location.search}`;
	const number = Math.floor(id / 1000) % 1_000_000;
	const paidAt = new Date(Date.now() + BROWSING_MILLISECONDS).toISOString();
	const order: DemoOrder = { id, number, email, landingSite, paidAt };
	const delivery = {
		url: world.urls.orders,
		topic: 'orders/paid',
		body: shopifyOrder(order),
		deliveryId: randomUUID(),
	};
	const workflowId = world.workflowIds['02'] ?? '';
	const before = await runIds(world.client, workflowId);
	const crmBefore = await runIds(world.client, world.workflowIds['20'] ?? '');
	const sentAt = Date.now();
	const status = await deliver(SENDER, delivery);
	const run = await nextRun(world.client, workflowId, before);
	const written = await crmRun(world, crmBefore, 'conversion.recorded', id);
	const secondsToCrm = (Date.now() - sentAt) / 1000;
	const steps: PassStep[] = [
		clicked.step,
		{
			step: 'POST orders/paid',
			result: `${status}, run ${run.status}, in the CRM (${written.status}) after ${secondsToCrm.toFixed(1)} s`,
			isOk: status === 200 && run.status === 'success' && written.status === 'success',
		},
		...stepsOfOrder(run, world, email),
		await changesNothing(world, 'Same delivery again', () => deliver(SENDER, delivery), 200),
		await changesNothing(
			world,
			'Same order, other delivery id',
			() => deliver(SENDER, { ...delivery, deliveryId: randomUUID() }),
			200,
		),
		await changesNothing(
			world,
			'Wrong signature',
			() => deliver(SENDER, { ...delivery, deliveryId: randomUUID(), wrongSecret: true }),
			401,
		),
	];
	const refunded = await refund(world, order);
	const priced = outputOf(run, 'Calculate the commission')['commission'] as
		{ trace?: ReadonlyArray<{ text: string }> } | undefined;
	return {
		steps: [...steps, refunded.step],
		trace: [...(priced?.trace ?? []).map(({ text: sentence }) => sentence), refunded.message],
		orderId: String(id),
		secondsToCrm,
	};
}
