import { sql } from 'kysely';
import type { DeadEntry, InboxQueue, InboxStore } from '../../ports/inbox-store';
import type { StoreContext } from '../engine';

export async function counts(
	{ engine }: StoreContext,
	consumer: string,
): ReturnType<InboxStore['counts']> {
	const rows = await engine.query((db) =>
		db
			.selectFrom('inbox_entries')
			.select(['status', sql<number>`cast(count(*) as integer)`.as('entries')])
			.where('consumer', '=', consumer)
			.groupBy('status')
			.execute(),
	);
	const countOf = (status: string): number =>
		rows.find((row) => row.status === status)?.entries ?? 0;
	return {
		waiting: countOf('waiting'),
		claimed: countOf('claimed'),
		done: countOf('done'),
		dead: countOf('dead'),
	};
}

/** What is done is left out: its identity is kept for ever, so counting it takes ever longer. */
export async function queues({ engine }: StoreContext): Promise<InboxQueue[]> {
	const rows = await engine.query((db) =>
		db
			.selectFrom('inbox_entries')
			.select([
				'consumer',
				'status',
				sql<number>`cast(count(*) as integer)`.as('entries'),
				sql<string>`min(received_at)`.as('oldest_at'),
			])
			.where('status', 'in', ['waiting', 'claimed', 'dead'])
			.groupBy(['consumer', 'status'])
			.orderBy('consumer')
			.execute(),
	);
	const consumers = [...new Set(rows.map(({ consumer }) => consumer))];
	return consumers.map((consumer) => {
		const own = rows.filter((row) => row.consumer === consumer);
		const countOf = (status: string): number =>
			own.find((row) => row.status === status)?.entries ?? 0;
		const [oldestAt = ''] = own.map((row) => row.oldest_at).sort();
		const counts = {
			waiting: countOf('waiting'),
			claimed: countOf('claimed'),
			dead: countOf('dead'),
		};
		return { consumer, counts, oldestAt };
	});
}

export async function deadLetters(
	{ engine }: StoreContext,
	{ consumer, limit }: Parameters<InboxStore['deadLetters']>[0],
): Promise<DeadEntry[]> {
	const rows = await engine.query((db) => {
		const dead = db
			.selectFrom('inbox_entries')
			.select(['event_id', 'consumer', 'kind', 'reason', 'attempt', 'received_at'])
			.where('status', '=', 'dead')
			.orderBy('received_at')
			.orderBy('sequence')
			.limit(limit);
		return (consumer === undefined ? dead : dead.where('consumer', '=', consumer)).execute();
	});
	return rows.map((row) => ({
		eventId: row.event_id,
		consumer: row.consumer,
		kind: row.kind,
		reason: row.reason ?? '',
		attempts: row.attempt,
		receivedAt: row.received_at,
	}));
}
