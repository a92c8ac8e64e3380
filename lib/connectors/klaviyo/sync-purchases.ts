import {
	combineOutcomes,
	isBad,
	type PurchaseWrite,
	type RecordOutcome,
	type RecordWrite,
	type SyncOutcome,
} from '../crm';
import type { ProfileEvent } from './event';
import { profileKey } from './profile';
import { syncEvents } from './sync-events';
import { syncProfiles, type KlaviyoRun, type SyncedProfiles } from './sync-profiles';

/** Profiles alone, without events. They are not subscribed to anything. */
export async function syncContacts(
	run: KlaviyoRun,
	writes: readonly RecordWrite[],
): Promise<SyncOutcome[]> {
	if (writes.length === 0) return [];
	const synced = await syncProfiles(run, writes);
	return writes.map(({ key }) => combined(synced, key, null));
}

/**
 * Profile and event of many orders. Give them oldest first: of two orders of a customer the later one
 * wins. An event is only recorded once its profile is there, so that a refused item leaves nothing half
 * done. Every stage of an order is an event of its own.
 */
export async function syncPurchases(
	run: KlaviyoRun,
	purchases: readonly PurchaseWrite[],
): Promise<SyncOutcome[]> {
	if (purchases.length === 0) return [];
	const synced = await syncProfiles(
		run,
		purchases.map(({ contact }) => contact),
	);
	const events = await syncEvents(
		run,
		purchases.flatMap((purchase) => {
			const profile = synced.outcomes.get(profileKey(purchase.contact.key));
			if (profile === undefined || profile.externalId === null || isBad(profile)) return [];
			return [eventOf(run, purchase, profile.externalId, profile.outcome === 'created')];
		}),
	);
	return purchases.map((purchase) => {
		const event = events.get(eventKey(purchase)) ?? null;
		return combined(synced, purchase.contact.key, event);
	});
}

/** Puts profile and event together, with what was left out of the profile. */
export function combined(
	{ outcomes, notes }: SyncedProfiles,
	email: string,
	event: RecordOutcome | null,
): SyncOutcome {
	const key = profileKey(email);
	const contact = outcomes.get(key) ?? null;
	const outcome = combineOutcomes({ contact, purchase: event }, 'Klaviyo');
	return { ...outcome, skipped: [...outcome.skipped, ...(notes.get(key) ?? [])] };
}

function eventOf(
	{ settings }: KlaviyoRun,
	purchase: PurchaseWrite,
	id: string,
	isNew: boolean,
): ProfileEvent {
	return {
		key: eventKey(purchase),
		orderKey: purchase.purchase.key,
		metric: settings.metrics[purchase.stage],
		amount: purchase.amount,
		occurredAt: purchase.occurredAt,
		writes: purchase.purchase.writes,
		profile: { id, isNew },
	};
}

function eventKey({ purchase, stage }: PurchaseWrite): string {
	return `${purchase.key}:${stage}`;
}
