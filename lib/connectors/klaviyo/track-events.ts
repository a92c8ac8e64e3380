import { AffiliateError, type Instant, type Money } from '../../kernel';
import { isBad, type SyncOutcome } from '../crm';
import type { ProfileEvent } from './event';
import { profileKey } from './profile';
import { requireMetricName } from './settings';
import { syncEvents } from './sync-events';
import { combined } from './sync-purchases';
import { syncProfiles, type KlaviyoRun } from './sync-profiles';

/** Something that happened to a person, such as joining a loyalty programme. */
export interface TrackedEvent {
	readonly email: string;
	/** Name that it is counted under. */
	readonly metric: string;
	/** Of several with one id for a person and a metric, the first one counts. */
	readonly uniqueId: string;
	readonly occurredAt: Instant;
	readonly amount: Money | null;
	/** What else to tell of it, as texts; empty ones are left out. */
	readonly properties: Readonly<Record<string, string>>;
}

/**
 * Records events; a profile is made where there is none, and not subscribed to anything. An event that
 * Klaviyo has already is `unchanged`. Throws what `requireTrackable` throws, before anything is sent.
 */
export async function trackEvents(
	run: KlaviyoRun,
	events: readonly TrackedEvent[],
): Promise<SyncOutcome[]> {
	events.forEach(requireTrackable);
	const synced = await syncProfiles(
		run,
		events.map(({ email }) => ({ key: email, writes: [] })),
	);
	const tracked = events.map((event) => ({ event, key: profileKey(event.email) }));
	const outcomes = await syncEvents(
		run,
		tracked.flatMap(({ event, key }) => {
			const profile = synced.outcomes.get(key);
			if (profile === undefined || profile.externalId === null || isBad(profile)) return [];
			return [eventOf(event, profile.externalId, profile.outcome === 'created')];
		}),
	);
	return tracked.map(({ event, key }) => {
		const id = synced.outcomes.get(key)?.externalId ?? '';
		return combined(synced, event.email, outcomes.get(eventKey(event, id)) ?? null);
	});
}

function eventOf(event: TrackedEvent, id: string, isNew: boolean): ProfileEvent {
	return {
		key: eventKey(event, id),
		orderKey: null,
		metric: event.metric.trim(),
		amount: event.amount,
		occurredAt: event.occurredAt,
		writes: Object.entries(event.properties).map(([field, value]) => ({
			field,
			value,
			policy: 'source_wins',
		})),
		profile: { id, isNew },
	};
}

/** Two people may have events with one id, and one person for two metrics. */
function eventKey({ uniqueId, metric }: TrackedEvent, profileId: string): string {
	return `${uniqueId.trim()}:${metric.trim()}:${profileId}`;
}

/** Throws `invalid_input` for an event without a usable metric or without a unique id. */
export function requireTrackable({ metric, uniqueId }: TrackedEvent): void {
	requireMetricName(metric);
	if (uniqueId.trim() !== '') return;
	throw new AffiliateError('An event has no unique id', {
		code: 'invalid_input',
		path: 'uniqueId',
		hint: 'Give what tells it from others of its kind, such as the id of the order that caused it.',
	});
}
