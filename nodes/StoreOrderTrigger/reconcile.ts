import {
	addDays,
	instantFromMilliseconds,
	millisecondsBetween,
	toMilliseconds,
	type Instant,
} from '../../lib/kernel';
import type { StoreEventOptions } from '../../lib/mapping/store-events';
import type { Clock } from '../../lib/ports/clock';
import type { InboxStore } from '../../lib/ports/inbox-store';
import type { SyncStore } from '../../lib/ports/sync-store';
import type { ChangedEventsPage, StoreChanges, UnreadableRecord } from '../shared/storeChanges';
import { eventEntries } from './inboxEntries';
import { keepReadingPlace, readingPlace, type ReadingPlace } from './readingPlace';

export interface ReconcileOptions {
	/** The store, for one pass: credentials may change between two. */
	readonly connect: () => Promise<StoreChanges>;
	readonly inbox: Pick<InboxStore, 'receive'>;
	readonly sync: Pick<SyncStore, 'recall' | 'remember'>;
	readonly consumer: string;
	readonly events: StoreEventOptions;
	/** Moment to begin at on the first pass; null for that moment itself. */
	readonly startAt: Instant | null;
	/** Days that are read once more every 24 hours; 0 for never. */
	readonly sweepDays: number;
	readonly clock: Clock;
}

export interface PassReport {
	/** Events that no webhook had brought. */
	readonly repaired: number;
	readonly unreadable: readonly UnreadableRecord[];
}

/** A change may be listed late: stores set its time before it can be found. */
const OVERLAP_MILLISECONDS = 300_000;

const DAY_MILLISECONDS = 86_400_000;

/**
 * Reads once what changed since the last time and puts it through the same inbox as the webhooks: what
 * is known is a duplicate there and does nothing. The place moves on page by page, only after a page is
 * durable. Throws when the store cannot be read; the place stays where it was.
 */
export async function reconcileOnce(
	options: ReconcileOptions,
	isStopped: () => boolean = () => false,
): Promise<PassReport> {
	const { clock, consumer, sync, startAt, sweepDays } = options;
	const store = await options.connect();
	const now = clock.now();
	let place = await readingPlace(sync, store, consumer, { startAt, now });
	const isSweep = sweepDays > 0 && millisecondsBetween(place.sweptAt, now) >= DAY_MILLISECONDS;
	const since = firstMoment(place, now, isSweep ? sweepDays : 0);
	const unreadable: UnreadableRecord[] = [];
	let repaired = 0;
	let cursor: string | null = null;
	do {
		const page: ChangedEventsPage = await store.read({
			since,
			cursor,
			createdSince: place.startedAt,
			receivedAt: clock.now(),
			options: options.events,
		});
		repaired += await takeIn(options, store, page);
		unreadable.push(...page.unreadable);
		cursor = page.cursor;
		const isWhole = cursor === null;
		const latest = page.latest > place.since ? page.latest : place.since;
		place = { ...place, since: latest, ...(isSweep && isWhole ? { sweptAt: now } : {}) };
		await keepReadingPlace(sync, store, consumer, place, clock.now());
	} while (cursor !== null && !isStopped());
	return { repaired, unreadable };
}

/** Never before the trigger began, so that nobody's old orders are taken in. */
function firstMoment({ since, startedAt }: ReadingPlace, now: Instant, days: number): Instant {
	const overlapped = instantFromMilliseconds(toMilliseconds(since) - OVERLAP_MILLISECONDS);
	const swept = days > 0 ? addDays(now, -days) : overlapped;
	const first = swept < overlapped ? swept : overlapped;
	return first > startedAt ? first : startedAt;
}

/** Durable first, then the place moves. Gives how many events were not known. */
async function takeIn(
	{ inbox, consumer, clock }: ReconcileOptions,
	{ platform, storeKey }: StoreChanges,
	{ items }: ChangedEventsPage,
): Promise<number> {
	if (items.length === 0) return 0;
	const delivery = {
		platform,
		topic: '',
		storeKey,
		deliveryId: null,
		hasUniqueDeliveryId: false,
		triggeredAt: null,
		receivedAt: clock.now(),
	};
	const outcomes = await inbox.receive(eventEntries(consumer, delivery, items));
	return outcomes.filter(({ outcome }) => outcome !== 'duplicate').length;
}
