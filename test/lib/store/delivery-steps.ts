import { planClaim, settleRun, type RunResult } from '../../../lib/delivery';
import type { ClaimedDelivery, Destination } from '../../../lib/ports/delivery-store';
import type { OutboxEvent } from '../../../lib/ports/ledger-store';
import type { AffiliateStore } from '../../../lib/ports/store';
import { aSale, conversionId, recordWrite } from './ledger-writes';
import { write } from './ledger-entries';

/*
 * The steps an event goes through on its way to a destination, each in one line of a test.
 */

const START = Date.parse('2026-11-20T09:00:00.000Z');

/** So many seconds after the start of a test. */
export const at = (seconds: number): string => new Date(START + seconds * 1_000).toISOString();

/** Before any moment of a test. */
export const LONG_AGO = '2026-01-01T00:00:00.000Z';

export function aDestination(overrides: Partial<Destination> = {}): Destination {
	return {
		destinationId: 'workflow-1:node-1',
		name: 'CRM',
		eventTypes: [],
		limits: { parallel: 100, startsPerMinute: null, maxAttempts: 3 },
		...overrides,
	};
}

export const limits = (overrides: Partial<Destination['limits']>): Partial<Destination> => ({
	limits: { ...aDestination().limits, ...overrides },
});

export function anEvent(name: string, overrides: Partial<OutboxEvent> = {}): OutboxEvent {
	return {
		outboxId: `out_${name}`,
		aggregateId: `aggregate-of-${name}`,
		type: 'conversion.recorded',
		payload: { name },
		createdAt: at(0),
		...overrides,
	};
}

/** Commits events, all in one transaction. */
export async function happen(store: AffiliateStore, ...events: OutboxEvent[]): Promise<void> {
	await write(store, aSale(), { events });
}

/** Records an order of a customer; its events belong to that customer from then on. */
export async function orderOf(
	store: AffiliateStore,
	orderId: string,
	customerKey: string | null,
): Promise<string> {
	const sale = aSale({ orderId });
	await write(store, sale, { ...recordWrite(sale, { customerKey }), events: [] });
	return conversionId(sale);
}

export const fanOut = async ({ deliveries }: AffiliateStore, limit = 1_000, now = at(0)) =>
	await deliveries.fanOut({ now, limit, seenSince: LONG_AGO });

export interface ClaimOverrides {
	readonly destinationId?: string;
	readonly owner?: string;
	readonly now?: string;
	readonly leaseUntil?: string;
	readonly limit?: number;
}

export async function claim(
	{ deliveries }: AffiliateStore,
	overrides: ClaimOverrides = {},
): Promise<ClaimedDelivery[]> {
	const { now = at(1), ...others } = overrides;
	return await deliveries.claim(
		{
			destinationId: 'workflow-1:node-1',
			owner: 'process-1',
			now,
			leaseUntil: new Date(Date.parse(now) + 20_000).toISOString(),
			limit: 100,
			...others,
		},
		(state) => planClaim(state, now),
	);
}

export const DONE: RunResult = { outcome: 'done' };
export const REFUSED: RunResult = { outcome: 'refused', reason: 'unknown field' };
export const FAILED: RunResult = {
	outcome: 'failed',
	reason: 'no answer',
	retryAfterMilliseconds: null,
	isOutage: true,
};
/** A failure that says nothing about others. */
export const STUMBLED: RunResult = { ...FAILED, isOutage: false };

export const settle = async (
	{ deliveries }: AffiliateStore,
	{ deliveryId }: Pick<ClaimedDelivery, 'deliveryId'>,
	result: RunResult = DONE,
	{ now = at(2), owner = 'process-1' }: { now?: string; owner?: string } = {},
) =>
	await deliveries.settle({ deliveryId, owner, now }, (state) => settleRun(result, state, now, 0));

export const namesOf = (claimed: readonly ClaimedDelivery[]): unknown[] =>
	claimed.map(({ event }) => event.payload.name);
