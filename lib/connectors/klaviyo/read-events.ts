import type { VendorFailure } from '../vendor';
import type { KlaviyoClient } from './client';
import { EVENT_KEY_PROPERTY, type ProfileEvent } from './event';
import { allOf, equalsText } from './filter';
import { readPages } from './read-pages';

/** Properties of an event as Klaviyo has it. */
export type EventProperties = Readonly<Record<string, unknown>>;

export interface ReadEvents {
	/** By the event's key. */
	readonly events: ReadonlyMap<string, EventProperties>;
	readonly failures: ReadonlyMap<string, VendorFailure>;
}

/** In earlier revisions a page has 200 events at most. */
const PAGE_SIZE = '200';

/**
 * Which of these events Klaviyo has. It cannot be asked for a unique id, so the events of the profile
 * under the metric are read. An event that was sent a moment ago may not be told yet: Klaviyo takes
 * events before it processes them. Nothing is asked for new profiles and for metrics that do not exist.
 */
export async function readEvents(
	client: KlaviyoClient,
	wanted: readonly ProfileEvent[],
): Promise<ReadEvents> {
	const events = new Map<string, EventProperties>();
	const failures = new Map<string, VendorFailure>();
	const asked = wanted.filter(({ profile }) => !profile.isNew);
	if (asked.length === 0) return { events, failures };
	const metrics = await readPages(client, '/api/metrics', { 'fields[metric]': 'name' });
	if (!metrics.ok) {
		for (const { key } of asked) failures.set(key, metrics.failure);
		return { events, failures };
	}
	for (const group of byProfileAndMetric(asked)) {
		const [first] = group;
		// The same name may stand for several metrics, one for each integration.
		const ids = metrics.data.filter(({ attributes }) => attributes['name'] === first.metric);
		for (const { id } of ids) {
			const answer = await readPages(client, '/api/events', {
				filter: allOf(equalsText('profile_id', first.profile.id), equalsText('metric_id', id)),
				'fields[event]': 'event_properties',
				'page[size]': PAGE_SIZE,
			});
			if (!answer.ok) {
				for (const { key } of group) failures.set(key, answer.failure);
				continue;
			}
			for (const { attributes } of answer.data) {
				const properties = propertiesOf(attributes['event_properties']);
				const key = properties[EVENT_KEY_PROPERTY];
				if (typeof key === 'string') events.set(key, properties);
			}
		}
	}
	return { events, failures };
}

function byProfileAndMetric(
	wanted: readonly ProfileEvent[],
): Array<readonly [ProfileEvent, ...ProfileEvent[]]> {
	const groups = new Map<string, [ProfileEvent, ...ProfileEvent[]]>();
	for (const event of wanted) {
		const name = JSON.stringify([event.profile.id, event.metric]);
		const group = groups.get(name);
		if (group === undefined) groups.set(name, [event]);
		else group.push(event);
	}
	return [...groups.values()];
}

function propertiesOf(value: unknown): EventProperties {
	return value !== null && typeof value === 'object' ? (value as EventProperties) : {};
}
