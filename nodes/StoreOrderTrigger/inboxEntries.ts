import type { IDataObject } from 'n8n-workflow';
import { contentHash, deterministicId } from '../../lib/kernel';
import { toJson } from '../../lib/model/json';
import type { StoreEventItem } from '../../lib/model/store-event';
import type { StoreDelivery } from '../../lib/mapping/store-delivery';
import type { InboxEntry } from '../../lib/ports/inbox-store';

/** What an inbox entry holds: an event, or a signed body that could not be read. */
export type InboxPayload =
	| { readonly item: IDataObject }
	| { readonly unreadable: { readonly delivery: StoreDelivery; readonly body: string } };

/** The JSON of one item: `event` and its `order`, `refund` or `dispute`. */
export function itemJson(item: StoreEventItem): IDataObject {
	return toJson(item) as unknown as IDataObject;
}

/**
 * One entry per event. Its id is the event's, made distinct by consumer, so that two workflows on
 * one shop each get every event. One delivery gives several events, so the delivery key names the
 * event too; a delivery id that is not unique gives none.
 */
export function eventEntries(
	consumer: string,
	delivery: StoreDelivery,
	items: readonly StoreEventItem[],
): InboxEntry[] {
	return items.map((item) => {
		const { event } = item;
		const payload: InboxPayload = { item: itemJson(item) };
		return {
			eventId: entryId(consumer, event.eventId),
			consumer,
			kind: event.kind,
			contentHash: event.contentHash,
			deliveryKey: deliveryKey(consumer, delivery, `${event.kind}:${event.recordId}`),
			payload: JSON.stringify(payload),
			receivedAt: delivery.receivedAt,
		};
	});
}

/** A rightly signed body that is no order: kept, so that it can be looked at and tried again. */
export function unreadableEntry(
	consumer: string,
	delivery: StoreDelivery,
	body: string,
): InboxEntry {
	const hash = contentHash([delivery.platform, delivery.topic, delivery.storeKey, body]);
	const payload: InboxPayload = { unreadable: { delivery, body } };
	return {
		eventId: entryId(consumer, `unreadable:${hash}`),
		consumer,
		kind: 'unreadable',
		contentHash: hash,
		deliveryKey: deliveryKey(consumer, delivery, 'unreadable'),
		payload: JSON.stringify(payload),
		receivedAt: delivery.receivedAt,
	};
}

function entryId(consumer: string, eventId: string): string {
	return deterministicId('evt', consumer, eventId);
}

function deliveryKey(consumer: string, delivery: StoreDelivery, record: string): string | null {
	const { platform, storeKey, deliveryId, hasUniqueDeliveryId } = delivery;
	if (deliveryId === null || !hasUniqueDeliveryId) return null;
	return `${platform}:${storeKey}:${deliveryId}:${record}@${consumer}`;
}
