import { setTimeout as delay } from 'node:timers/promises';

import { HostFailure } from '../../host/failure.ts';
import type { DemoOrder } from '../demo/shopify-order.ts';
import { Arrivals } from './sync-arrivals.ts';
import { injectFaults } from './sync-faults.ts';
import { inLanes } from './sync-lanes.ts';
import { clickedOrders, sendOrder } from './sync-orders.ts';
import type { SyncWorld } from './sync-world.ts';

/** Deliveries that a store has under way at once when it sends all it has. */
const SENDING_LANES = 8;
const WARM_UP_ORDERS = 8;
const LONGEST_WAIT_MILLISECONDS = 600_000;
const SETTLE_MILLISECONDS = 250;

export interface BurstResult {
	readonly orders: number;
	/** Webhooks answered with 200 in a second. */
	readonly acceptedPerSecond: number;
	/** Orders that were complete in the CRM in a second, from the first webhook to the last write. */
	readonly perSecond: number;
	readonly seconds: number;
	readonly callsPerOrder: number;
}

export interface PacedResult {
	readonly rate: number;
	readonly orders: number;
	/** Milliseconds from sending the webhook to the CRM's answer to the last write. */
	readonly p50: number;
	readonly p95: number;
	readonly p99: number;
	/** Median milliseconds from sending the webhook to its answer. */
	readonly accepted: number;
	/** Sent and not yet in the CRM when the last one was sent. */
	readonly backlog: number;
	readonly drainSeconds: number;
}

export interface Integrity {
	/** Empty when all is as it has to be. */
	readonly faults: readonly string[];
}

export interface FaultResult extends Integrity {
	readonly clean: BurstResult;
	readonly faulty: BurstResult;
	readonly requests: number;
	readonly strikes: readonly number[];
	readonly dead: number;
}

function percentile(sorted: readonly number[], share: number): number {
	return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** Waits until the orders are in the CRM and nothing of them is under way any more. */
async function settled(
	world: SyncWorld,
	arrivals: Arrivals,
	orders: readonly DemoOrder[],
): Promise<void> {
	const ids = orders.map(({ id }) => id);
	const end = performance.now() + LONGEST_WAIT_MILLISECONDS;
	for (;;) {
		const arrived = arrivals.countOf(ids);
		const { open, dead } = await world.backlog();
		if (arrived === ids.length && open === 0) return;
		if (performance.now() > end) {
			throw new HostFailure(
				`${arrived} of ${ids.length} orders reached the CRM in time; ${open} entries are on their way, ${dead} set aside.`,
			);
		}
		await delay(SETTLE_MILLISECONDS);
	}
}

/** Sends some orders whose times do not count: properties are made, code is compiled. */
export async function warmUp(world: SyncWorld): Promise<void> {
	await burst(world, await clickedOrders(world, WARM_UP_ORDERS));
}

/** Sends the orders as fast as they are accepted and waits until all are in the CRM. */
export async function burst(world: SyncWorld, orders: readonly DemoOrder[]): Promise<BurstResult> {
	const arrivals = new Arrivals(world.hubspot);
	try {
		const calls = world.hubspot.requests().length;
		const start = performance.now();
		const answers = await inLanes(SENDING_LANES, orders.length, async (at) => {
			const order = orders[at];
			return order !== undefined && (await sendOrder(world, order));
		});
		const sentSeconds = (performance.now() - start) / 1_000;
		if (answers.includes(false)) throw new HostFailure('A webhook was not answered with 200.');
		await settled(world, arrivals, orders);
		const last = Math.max(...orders.map(({ id }) => arrivals.timeOf(id) ?? Number.NaN));
		const seconds = (last - start) / 1_000;
		return {
			orders: orders.length,
			acceptedPerSecond: orders.length / sentSeconds,
			perSecond: orders.length / seconds,
			seconds,
			callsPerOrder: (world.hubspot.requests().length - calls) / orders.length,
		};
	} finally {
		arrivals.stop();
	}
}

/** Sends orders at a fixed rate, whatever becomes of the earlier ones. */
export async function paced(
	world: SyncWorld,
	rate: number,
	orders: readonly DemoOrder[],
): Promise<PacedResult> {
	const arrivals = new Arrivals(world.hubspot);
	try {
		const start = performance.now();
		const sending = orders.map(async (order, at) => {
			await delay((at * 1_000) / rate);
			const sentAt = performance.now();
			const isAccepted = await sendOrder(world, order);
			return { order, sentAt, isAccepted, acceptedIn: performance.now() - sentAt };
		});
		await delay(((orders.length - 1) * 1_000) / rate);
		const sentAll = performance.now();
		const backlog = orders.length - arrivals.countOf(orders.map(({ id }) => id));
		const sent = await Promise.all(sending);
		if (!sent.every(({ isAccepted }) => isAccepted)) {
			throw new HostFailure(`A webhook was not answered with 200 at ${rate} a second.`);
		}
		await settled(world, arrivals, orders);
		const times = sent.map(({ order, sentAt }) => (arrivals.timeOf(order.id) ?? start) - sentAt);
		const last = Math.max(...orders.map(({ id }) => arrivals.timeOf(id) ?? Number.NaN));
		times.sort((a, b) => a - b);
		const accepted = sent.map(({ acceptedIn }) => acceptedIn).sort((a, b) => a - b);
		return {
			rate,
			orders: orders.length,
			p50: percentile(times, 0.5),
			p95: percentile(times, 0.95),
			p99: percentile(times, 0.99),
			accepted: percentile(accepted, 0.5),
			backlog,
			drainSeconds: Math.max(0, (last - sentAll) / 1_000),
		};
	} finally {
		arrivals.stop();
	}
}

/** What the CRM holds of the orders, against what it has to hold. */
function compare(world: SyncWorld, orders: readonly DemoOrder[], perCustomer: number): string[] {
	const faults: string[] = [];
	const deals = world.hubspot.deals();
	const contacts = world.hubspot.contacts();
	const associations = world.hubspot.associations();
	for (const { id, email } of orders) {
		const own = deals.filter(({ properties }) =>
			properties['external_order_key']?.endsWith(`:${id}`),
		);
		const people = contacts.filter(({ properties }) => properties['email'] === email);
		const ties = associations.filter(
			({ dealId, contactId }) => own[0]?.id === dealId && people[0]?.id === contactId,
		);
		if (own.length !== 1) faults.push(`order ${id} has ${own.length} deals`);
		if (people.length !== 1)
			faults.push(`the customer of order ${id} has ${people.length} contacts`);
		if (ties.length !== 1) faults.push(`order ${id} is tied ${ties.length} times`);
		const count = people[0]?.properties['affiliate_order_count'];
		if (count !== String(perCustomer)) {
			faults.push(`the customer of order ${id} has an order count of ${String(count)}`);
		}
	}
	return faults;
}

/** Each customer orders twice, first on a good day, then other customers on a bad one. */
export async function withFaults(world: SyncWorld, count: number): Promise<FaultResult> {
	const perCustomer = 2;
	const good = await clickedOrders(world, count, perCustomer);
	const clean = await burst(world, good);
	const bad = await clickedOrders(world, count, perCustomer);
	const requests = world.hubspot.requests().length;
	const { strikes } = injectFaults(world.hubspot);
	try {
		const faulty = await burst(world, bad);
		const { dead } = await world.backlog();
		return {
			clean,
			faulty,
			requests: world.hubspot.requests().length - requests,
			strikes: strikes(),
			dead,
			faults: [
				...compare(world, good, perCustomer),
				...compare(world, bad, perCustomer),
				...(dead > 0 ? [`${dead} entries were set aside`] : []),
			],
		};
	} finally {
		world.hubspot.setFaults([]);
	}
}
