import { readRefersionEvent, refersionEventObject } from '../../lib/connectors/refersion';
import type { PlatformRecord } from './readAgain';
import type { EventObject } from './settings';

/** What a signed event is about, by its topic; null for what is none of ours. */
export function signedObject(topic: string): EventObject | null {
	return refersionEventObject(topic);
}

export interface SignedEvent {
	readonly object: EventObject;
	readonly name: string;
	readonly records: readonly PlatformRecord[];
}

/** The records that a signed event brings; null for a topic that is none of ours. Throws `invalid_input`. */
export function readSignedEvent({
	topic,
	body,
}: {
	readonly topic: string;
	readonly body: string;
}): SignedEvent | null {
	const { object, records } = readRefersionEvent(topic, body);
	return object === null ? null : { object, name: topic, records };
}
