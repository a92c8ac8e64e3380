import type { InboxStore } from '../../ports/inbox-store';
import { chunks } from '../chunks';
import type { StoreContext } from '../engine';
import { claim } from './claim';
import { counts, deadLetters, queues } from './queues';
import { receive } from './receive';

/** The durable door for events from outside. */
export function inboxStore(context: StoreContext): InboxStore {
	const { engine } = context;
	return {
		receive: (entries) => receive(context, entries),
		claim: (request) => claim(context, request),
		renew: (eventIds, owner, leaseUntil) =>
			engine.write(async (tx) => {
				for (const part of chunks(eventIds)) {
					await tx
						.updateTable('inbox_entries')
						.set({ lease_until: leaseUntil })
						.where('event_id', 'in', part)
						.where('status', '=', 'claimed')
						.where('owner', '=', owner)
						.execute();
				}
			}),
		complete: (eventId, now) =>
			engine.write(async (tx) => {
				await tx
					.updateTable('inbox_entries')
					.set({
						status: 'done',
						payload: null,
						owner: null,
						lease_until: null,
						retry_at: null,
						completed_at: now,
					})
					.where('event_id', '=', eventId)
					.where('status', '<>', 'done')
					.execute();
			}),
		fail: (eventId, reason, retryAt) =>
			engine.write(async (tx) => {
				await tx
					.updateTable('inbox_entries')
					.set({
						status: retryAt === null ? 'dead' : 'waiting',
						owner: null,
						lease_until: null,
						retry_at: retryAt,
						reason,
					})
					.where('event_id', '=', eventId)
					.where('status', '<>', 'done')
					.execute();
			}),
		counts: (consumer) => counts(context, consumer),
		queues: () => queues(context),
		deadLetters: (filter) => deadLetters(context, filter),
		replayDead: (consumer, now, eventIds) => replayDead(context, consumer, now, eventIds),
	};
}

/** Attempts start again at one: whoever replays has mended the cause. */
async function replayDead(
	{ engine }: StoreContext,
	consumer: string,
	now: string,
	eventIds: readonly string[] | undefined,
): Promise<number> {
	return await engine.write(async (tx) => {
		const replay = tx
			.updateTable('inbox_entries')
			.set({ status: 'waiting', retry_at: now, attempt: 0 })
			.where('consumer', '=', consumer)
			.where('status', '=', 'dead');
		if (eventIds === undefined) return Number((await replay.executeTakeFirst()).numUpdatedRows);
		let replayed = 0;
		for (const part of chunks(eventIds)) {
			const result = await replay.where('event_id', 'in', part).executeTakeFirst();
			replayed += Number(result.numUpdatedRows);
		}
		return replayed;
	});
}
