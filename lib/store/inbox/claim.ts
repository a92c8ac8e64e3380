import { AffiliateError, type Instant } from '../../kernel';
import type { ClaimedEntry, InboxStore } from '../../ports/inbox-store';
import { chunks } from '../chunks';
import type { StoreContext, StoreQueries } from '../engine';
import { payloadPlace } from './receive';

type ClaimRequest = Parameters<InboxStore['claim']>[0];

/** Takes the oldest due entries: waiting ones whose time has come, and those of dead owners. */
export async function claim(
	{ engine, keys }: StoreContext,
	request: ClaimRequest,
): Promise<ClaimedEntry[]> {
	const { consumer, now, limit } = request;
	// Looking first keeps an idle consumer from taking the write lock on every round.
	const any = await engine.query((db) => dueEntries(db, consumer, now).limit(1).execute());
	if (any.length === 0) return [];
	return await engine.write(async (tx) => {
		const due = dueEntries(tx, consumer, now).limit(limit);
		const rows = await (engine.kind === 'postgres' ? due.forUpdate().skipLocked() : due).execute();
		const claimed: ClaimedEntry[] = [];
		const damaged: string[] = [];
		for (const row of rows) {
			try {
				const payload = keys.open(payloadPlace(row.event_id), row.payload ?? '');
				claimed.push({ eventId: row.event_id, payload, attempt: row.attempt + 1 });
			} catch (error) {
				if (!(error instanceof AffiliateError)) throw error;
				damaged.push(row.event_id);
			}
		}
		await lease(tx, claimed, request);
		await bury(tx, damaged);
		return claimed;
	});
}

function dueEntries(db: StoreQueries, consumer: string, now: Instant) {
	return db
		.selectFrom('inbox_entries')
		.select(['event_id', 'payload', 'attempt'])
		.where('consumer', '=', consumer)
		.where((where) =>
			where.or([
				where.and([
					where('status', '=', 'waiting'),
					where.or([where('retry_at', 'is', null), where('retry_at', '<=', now)]),
				]),
				where.and([where('status', '=', 'claimed'), where('lease_until', '<=', now)]),
			]),
		)
		.orderBy('received_at')
		.orderBy('sequence');
}

async function lease(
	tx: StoreQueries,
	claimed: readonly ClaimedEntry[],
	{ owner, leaseUntil }: ClaimRequest,
): Promise<void> {
	for (const part of chunks(claimed)) {
		await tx
			.updateTable('inbox_entries')
			.set((set) => ({
				status: 'claimed',
				owner,
				lease_until: leaseUntil,
				attempt: set('attempt', '+', 1),
			}))
			.where(
				'event_id',
				'in',
				part.map(({ eventId }) => eventId),
			)
			.execute();
	}
}

/** An entry that cannot be read must not stand in the way of the others, nor vanish. */
async function bury(tx: StoreQueries, eventIds: readonly string[]): Promise<void> {
	if (eventIds.length === 0) return;
	await tx
		.updateTable('inbox_entries')
		.set({ status: 'dead', owner: null, lease_until: null, reason: 'payload unreadable' })
		.where('event_id', 'in', eventIds)
		.execute();
}
