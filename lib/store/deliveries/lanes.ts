import type { Instant } from '../../kernel';
import type { ClaimPlan } from '../../ports/delivery-store';
import type { StoreQueries } from '../engine';
import type { DeliveriesTable } from '../tables';

/** A customer and an order: a delivery stands in both lanes, and is blocked by either. */
type Lane = Pick<DeliveriesTable, 'order_key' | 'aggregate_id'>;

export interface Candidate extends Lane {
	readonly delivery_id: string;
	readonly outbox_id: string;
	readonly attempt: number;
}

const PAGE = 200;

/** Blocked lanes that the database leaves out by itself; more make the statement slow. */
const MOST_LEFT_OUT = 200;

/** Pages that a trial looks through for what has failed least. */
const TRIAL_PAGES = 5;

/** Lanes of which something is under a lease. */
export async function runningLanes(tx: StoreQueries, destinationId: string): Promise<Lane[]> {
	return await tx
		.selectFrom('deliveries')
		.select(['order_key', 'aggregate_id'])
		.where('destination_id', '=', destinationId)
		.where('status', '=', 'claimed')
		.execute();
}

/**
 * The oldest due deliveries that are the first of their lanes. Goes through the waiting ones from the
 * oldest on, so that the first of a lane that is met is the one that is next.
 */
export async function firstOfLanes(
	tx: StoreQueries,
	{ destinationId, now }: { readonly destinationId: string; readonly now: Instant },
	running: readonly Lane[],
	order: ClaimPlan['order'],
	most: number,
): Promise<Candidate[]> {
	const found: Candidate[] = [];
	if (most <= 0) return found;
	const customers = new Set(running.map(({ order_key }) => order_key));
	const aggregates = new Set(running.map(({ aggregate_id }) => aggregate_id));
	let after: number | null = null;
	for (let page = 0; order === 'oldest' || page < TRIAL_PAGES; page += 1) {
		const rows: WaitingRow[] = await waitingAfter(tx, destinationId, after, customers, aggregates);
		for (const row of rows) {
			const isBlocked = customers.has(row.order_key) || aggregates.has(row.aggregate_id);
			customers.add(row.order_key);
			aggregates.add(row.aggregate_id);
			if (isBlocked || (row.retry_at !== null && row.retry_at > now)) continue;
			found.push(row);
			if (isEnough(found, order, most)) return chosenOf(found, order, most);
		}
		const last = rows.at(-1);
		if (last === undefined || rows.length < PAGE) break;
		after = last.sequence;
	}
	return chosenOf(found, order, most);
}

type WaitingRow = Candidate & { readonly sequence: number; readonly retry_at: string | null };

async function waitingAfter(
	tx: StoreQueries,
	destinationId: string,
	after: number | null,
	customers: ReadonlySet<string>,
	aggregates: ReadonlySet<string>,
): Promise<WaitingRow[]> {
	let waiting = tx
		.selectFrom('deliveries')
		.select(['sequence', 'delivery_id', 'outbox_id', 'order_key', 'aggregate_id'])
		.select(['attempt', 'retry_at'])
		.where('destination_id', '=', destinationId)
		.where('status', '=', 'waiting');
	if (after !== null) waiting = waiting.where('sequence', '>', after);
	// A lane with thousands behind it is gone through in the database. Only what is blocked by both its
	// lanes: anything else may itself block a lane that was not met yet.
	const leftOut = [...customers].slice(0, MOST_LEFT_OUT);
	const others = [...aggregates].slice(0, MOST_LEFT_OUT);
	if (leftOut.length > 0 && others.length > 0) {
		waiting = waiting.where(({ and, eb, not }) =>
			not(and([eb('order_key', 'in', leftOut), eb('aggregate_id', 'in', others)])),
		);
	}
	return await waiting.orderBy('sequence').limit(PAGE).execute();
}

/** Nothing has failed less than what was never tried. */
function isEnough(found: readonly Candidate[], order: ClaimPlan['order'], most: number): boolean {
	const counted = order === 'oldest' ? found : found.filter(({ attempt }) => attempt === 0);
	return counted.length >= most;
}

function chosenOf(
	found: readonly Candidate[],
	order: ClaimPlan['order'],
	most: number,
): Candidate[] {
	if (order === 'oldest') return found.slice(0, most);
	return [...found].sort((a, b) => a.attempt - b.attempt).slice(0, most);
}
