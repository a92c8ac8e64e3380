import { z } from 'zod/v4';
import type { Instant } from '../../lib/kernel';
import type { SyncScope, SyncStore } from '../../lib/ports/sync-store';
import type { StoreChanges } from '../shared/storeChanges';

const placeSchema = z.object({
	/** From when on this trigger takes orders; nothing before is ever read. */
	startedAt: z.string(),
	/** All that changed before it was read. */
	since: z.string(),
	/** When the last days were read once more. */
	sweptAt: z.string(),
});

/** Up to where one trigger has read one store. */
export interface ReadingPlace {
	readonly startedAt: Instant;
	readonly since: Instant;
	readonly sweptAt: Instant;
}

const FIELD = 'cursor';

/** What was kept; a beginning when there is nothing, or when it is to begin earlier than it did. */
export async function readingPlace(
	sync: Pick<SyncStore, 'recall'>,
	store: StoreChanges,
	consumer: string,
	beginning: { readonly startAt: Instant | null; readonly now: Instant },
): Promise<ReadingPlace> {
	const startedAt = beginning.startAt ?? beginning.now;
	const fresh = { startedAt, since: startedAt, sweptAt: beginning.now };
	const [kept] = await sync.recall(scopeOf(store), [consumer], [FIELD]);
	const place = parsed(kept?.value ?? null);
	if (place === null) return fresh;
	const isEarlier = beginning.startAt !== null && beginning.startAt < place.startedAt;
	return isEarlier ? { ...fresh, sweptAt: place.sweptAt } : place;
}

export async function keepReadingPlace(
	sync: Pick<SyncStore, 'remember'>,
	store: StoreChanges,
	consumer: string,
	place: ReadingPlace,
	now: Instant,
): Promise<void> {
	const value = JSON.stringify(place);
	await sync.remember([{ ...scopeOf(store), recordKey: consumer, field: FIELD, value, at: now }]);
}

function scopeOf({ platform, storeKey }: StoreChanges): SyncScope {
	return { system: platform, account: storeKey, object: 'orders' };
}

function parsed(text: string | null): ReadingPlace | null {
	if (text === null) return null;
	try {
		return placeSchema.parse(JSON.parse(text));
	} catch {
		return null;
	}
}
