import { setTimeout as delay } from 'node:timers/promises';
import type { Execution } from '../../../host/editor-types.ts';
import { conversionIdOf } from '../../../lib/ledger';
import type { OrderState } from '../../../lib/ports/ledger-store';
import type { AffiliateStore } from '../../../lib/ports/store';
import { DEMO } from '../../../scripts/demo/demo-settings.ts';
import type { DemoWorld } from '../../../scripts/demo/demo-world.ts';
import { runIds } from '../../../scripts/demo/runs.ts';
import {
	BROWSING_MILLISECONDS,
	shopifyOrder,
	type DemoOrder,
} from '../../../scripts/demo/shopify-order.ts';
import { deliver } from '../../../scripts/demo/shopify-sender.ts';
import { crmCaughtUp } from '../support/crm-caught-up';
import { findRun } from '../support/find-run';

/** Long enough for a run that should not start to show itself. */
const QUIET_MILLISECONDS = 1_500;
export const SHOPIFY = { shop: DEMO.shop, secret: DEMO.webhookSecret };

/** One n8n with everything around it, and its ledger read by a second process. */
export interface Stage {
	readonly world: DemoWorld;
	readonly ledger: AffiliateStore;
}

let lastId = 6_000_000_000;

/** Does something and waits for the end of the run of a workflow that it starts. */
export async function runAfter(
	{ world }: Stage,
	number: string,
	doIt: () => Promise<unknown>,
	isMeant: (run: Execution) => boolean = () => true,
): Promise<Execution> {
	const workflowId = world.workflowIds[number] ?? '';
	const before = await runIds(world.client, workflowId);
	await doIt();
	return await findRun(world.client, workflowId, before, isMeant);
}

/** Does something that starts no run of a workflow and asks nothing of the CRM. */
export async function startsNothing(
	{ world, ledger }: Stage,
	number: string,
	doIt: () => Promise<unknown>,
): Promise<void> {
	await crmCaughtUp(ledger);
	const workflowId = world.workflowIds[number] ?? '';
	const before = await runIds(world.client, workflowId);
	const requests = world.hubspot.requests().length;
	await doIt();
	await delay(QUIET_MILLISECONDS);
	expect(await runIds(world.client, workflowId)).toEqual(before);
	expect(world.hubspot.requests()).toHaveLength(requests);
}

/** What the ledger holds of an order. */
export async function stateOf(
	{ ledger }: Stage,
	storeKey: string,
	orderId: string,
): Promise<OrderState | null> {
	return await ledger.ledger.conversion(conversionIdOf(storeKey, orderId));
}

/** A new order of the demo shop from a visit to a page of it; after a click it takes its time. */
export function newOrder(landingSite: string): DemoOrder {
	lastId += 10_000;
	const browsed = landingSite === '/' ? 0 : BROWSING_MILLISECONDS;
	return {
		id: lastId,
		number: lastId % 1_000_000,
		email: `kim.${lastId}@customer.example`,
		landingSite,
		paidAt: new Date(Date.now() + browsed).toISOString(),
	};
}

/** Sends an order of the demo shop as Shopify does. */
export async function sendOrder(
	{ world }: Stage,
	order: DemoOrder,
	{ topic = 'orders/paid', ...changes }: Record<string, unknown> & { topic?: string } = {},
): Promise<void> {
	const body = { ...shopifyOrder(order), ...changes };
	expect(await deliver(SHOPIFY, { url: world.urls.orders, topic, body })).toBe(200);
}

/** An order of 87.20 EUR of goods with the coupon of an affiliate, recorded by workflow 02. */
export async function orderWithCoupon(stage: Stage, code: string): Promise<DemoOrder> {
	const order = newOrder('/');
	const discount = { type: 'discount_code', code, value: '12.70', value_type: 'fixed_amount' };
	const coupons = {
		// As a listener of a podcast: of a visit that began elsewhere a coupon is suspect (F22).
		referring_site: null,
		discount_codes: [{ code, amount: '12.70', type: 'fixed_amount' }],
		discount_applications: [{ ...discount, allocation_method: 'across', target_type: 'line_item' }],
	};
	const run = await runAfter(stage, '02', async () => await sendOrder(stage, order, coupons));
	expect(run.status).toBe('success');
	return order;
}

/** JSON of everything that the first run of a node put out. */
export function itemsOf(run: Execution, node: string): ReadonlyArray<Record<string, unknown>> {
	const outputs = run.data?.resultData.runData[node]?.[0]?.data?.main ?? [];
	return outputs.flatMap((items) => items ?? []).map(({ json }) => json);
}

/** Nothing may ever be made or lost: per currency the ledger's postings sum to zero. */
export async function expectBalanced({ ledger }: Stage): Promise<void> {
	for (const { amountMinor } of await ledger.ledger.netPerCurrency()) expect(amountMinor).toBe(0n);
}

export function eur(amountMinor: bigint): { amountMinor: bigint; currency: string } {
	return { amountMinor, currency: 'EUR' };
}
