import { randomUUID } from 'node:crypto';
import { contentHash, deterministicId, type Instant } from '../../lib/kernel';
import type { PlatformNotice } from '../../lib/mapping/platform-notice';
import type { InboxEntry } from '../../lib/ports/inbox-store';
import type { EventObject } from './settings';

/** What the inbox keeps of a call until its run: where to look, or what the platform has signed. */
export type EventPayload =
	| { readonly notice: PlatformNotice; readonly receivedAt: Instant }
	| {
			readonly signed: { readonly topic: string; readonly body: string };
			readonly object: EventObject | null;
			readonly receivedAt: Instant;
	  };

/**
 * The same words may mean another state each time, since it is read again: every call counts, and what has
 * not changed starts no run. What is signed is what it says, so that the same is known once for all.
 */
export function eventEntry(consumer: string, payload: EventPayload): InboxEntry {
	const { receivedAt } = payload;
	const isSigned = 'signed' in payload;
	const hash = isSigned ? contentHash(payload.signed) : contentHash({ ...payload.notice });
	return {
		eventId: deterministicId('evt', consumer, isSigned ? hash : `${hash}:${randomUUID()}`),
		consumer,
		kind: isSigned ? (payload.object ?? 'event') : payload.notice.object,
		contentHash: hash,
		deliveryKey: null,
		payload: JSON.stringify(payload),
		receivedAt,
	};
}
