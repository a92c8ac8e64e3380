import type { CrmFieldType } from '../crm';
import type { VendorAnswer, VendorFailure } from '../vendor';
import type { KlaviyoClient } from './client';
import { eventAmount, eventAttributes, eventProfile, type ProfileEvent } from './event';
import { inexactValueFailure } from './failure';
import { inPayloads } from './payload-chunks';
import type { KlaviyoSettings } from './settings';

/** Source: "Bulk Create Events" of the API reference: 1,000 events, 5 MB. Room for the frame. */
const JOB_LIMITS = { count: 1_000, bytes: 4_900_000 } as const;

export interface EventContext {
	readonly client: KlaviyoClient;
	readonly settings: Pick<KlaviyoSettings, 'backfill' | 'bulkFrom'>;
	readonly types: ReadonlyMap<string, CrmFieldType>;
}

/**
 * Sends events; those that Klaviyo did not take come back with why, by key.
 *
 * One by one, a unique id that is there already is passed over: "only the first processed event will be
 * recorded". In a job it fails the job: "the request will fail and no events will be processed", and a
 * job cannot be asked what became of it. So only events that cannot be there go into a job: those of
 * profiles made in this run. A job that is refused is sent again one by one.
 */
export async function writeEvents(
	context: EventContext,
	events: readonly ProfileEvent[],
): Promise<Map<string, VendorFailure>> {
	const failures = new Map<string, VendorFailure>();
	const sound = events.filter((event) => {
		if (eventAmount(event) !== null) return true;
		failures.set(event.key, inexactValueFailure());
		return false;
	});
	const fresh = sound.filter(({ profile }) => profile.isNew);
	const many = fresh.length < context.settings.bulkFrom ? [] : fresh;
	const single = sound.filter((event) => !many.includes(event));
	for (const payload of inPayloads(many, JOB_LIMITS, (event) => jobEntry(context, [event]))) {
		const answer = await sendJob(context, payload);
		if (answer.ok) continue;
		if ([400, 409, 422].includes(answer.failure.status)) single.push(...payload);
		else for (const { key } of payload) failures.set(key, answer.failure);
	}
	for (const event of single) {
		const answer = await sendEvent(context, event);
		if (!answer.ok) failures.set(event.key, answer.failure);
	}
	return failures;
}

async function sendEvent(context: EventContext, event: ProfileEvent): Promise<VendorAnswer> {
	return await context.client.post('/api/events', {
		data: {
			type: 'event',
			attributes: { ...attributesOf(context, event), profile: eventProfile(event) },
		},
	});
}

/** Sent once only: a job whose answer was lost may have been carried out. */
async function sendJob(
	context: EventContext,
	events: readonly ProfileEvent[],
): Promise<VendorAnswer> {
	const byProfile = new Map<string, ProfileEvent[]>();
	for (const event of events) {
		byProfile.set(event.profile.id, [...(byProfile.get(event.profile.id) ?? []), event]);
	}
	const data = [...byProfile.values()].map((group) => jobEntry(context, group));
	return await context.client.post(
		'/api/event-bulk-create-jobs',
		{ data: { type: 'event-bulk-create-job', attributes: { 'events-bulk-create': { data } } } },
		'once',
	);
}

function jobEntry(context: EventContext, events: readonly ProfileEvent[]): Record<string, unknown> {
	const [first] = events;
	return {
		type: 'event-bulk-create',
		attributes: {
			...(first === undefined ? {} : { profile: eventProfile(first) }),
			events: {
				data: events.map((event) => ({
					type: 'event',
					attributes: attributesOf(context, event),
				})),
			},
		},
	};
}

function attributesOf(
	{ settings, types }: EventContext,
	event: ProfileEvent,
): Record<string, unknown> {
	return eventAttributes(event, types, settings.backfill);
}
