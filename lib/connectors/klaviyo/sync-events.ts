import {
	doneOutcome,
	failedOutcome,
	isSameValue,
	type CrmFieldType,
	type RecordOutcome,
	type RecordPlan,
} from '../crm';
import type { VendorFailure } from '../vendor';
import { klaviyoWords } from './describe-failure';
import { eventValues, type ProfileEvent } from './event';
import { textOf } from './field-values';
import { readEvents, type EventProperties } from './read-events';
import type { KlaviyoRun } from './sync-profiles';
import { definedTypes } from './value-types';
import { writeEvents } from './write-events';

/**
 * Records events that Klaviyo does not have and reports each one's own outcome by key. An event never
 * changes: what it would say otherwise today is told as kept. `created` means that Klaviyo took it for
 * processing; sent again before it is processed, it counts once all the same.
 */
export async function syncEvents(
	{ client, settings }: KlaviyoRun,
	events: readonly ProfileEvent[],
): Promise<Map<string, RecordOutcome>> {
	const types = definedTypes(settings.definitions, 'purchase');
	// The first of several with one key counts, as it does with Klaviyo.
	const wanted = [...new Map([...events].reverse().map((event) => [event.key, event])).values()];
	wanted.reverse();
	const read = await readEvents(client, wanted);
	const missing = wanted.filter(({ key }) => !read.events.has(key) && !read.failures.has(key));
	const failures = await writeEvents({ client, settings, types }, missing);
	return new Map(
		wanted.map((event) => {
			const failure = read.failures.get(event.key) ?? failures.get(event.key);
			const outcome =
				failure === undefined
					? outcomeOf(event, read.events.get(event.key), types)
					: failedEvent(event, failure);
			return [event.key, outcome];
		}),
	);
}

function outcomeOf(
	event: ProfileEvent,
	there: EventProperties | undefined,
	types: ReadonlyMap<string, CrmFieldType>,
): RecordOutcome {
	const values = eventValues(event);
	if (there === undefined) {
		return doneOutcome(event.key, 'created', event.key, { ...NOTHING, values });
	}
	const kept = Object.entries(values)
		.filter(([name, text]) => !isSameValue(types.get(name), textOf(there[name]), text))
		.map(([name]) => name);
	return doneOutcome(event.key, 'unchanged', event.key, { ...NOTHING, kept });
}

const NOTHING: RecordPlan = { values: {}, kept: [], conflicts: [] };

function failedEvent(event: ProfileEvent, failure: VendorFailure): RecordOutcome {
	const words = klaviyoWords(failure, Object.values(eventValues(event)));
	return failedOutcome(event.key, failure, words);
}
