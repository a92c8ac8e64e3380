import { formatAmount, type Instant, type Money } from '../../kernel';
import type { CrmFieldType, FieldWrite } from '../crm';
import { exactNumber, jsonOf } from './field-values';

/** Property of every event of ours that holds its unique id, by which it is recognised. */
export const EVENT_KEY_PROPERTY = 'affiliate_event_key';

/** Property that ties the events of an order together: `<store>:<order id>`. */
export const ORDER_KEY_PROPERTY = 'order_key';

/** Something that happened to a person, for the metric of its kind. */
export interface ProfileEvent {
	/** Unique; of an order `<store>:<order id>:<stage>` or `<store>:<order id>:refund:<refund id>`. */
	readonly key: string;
	/** Null when it is about no order. */
	readonly orderKey: string | null;
	readonly metric: string;
	/** What it is worth; null when that is nothing to count. */
	readonly amount: Money | null;
	readonly occurredAt: Instant;
	readonly writes: readonly FieldWrite[];
	readonly profile: {
		readonly id: string;
		/** Made in this run, so that it has no event yet. */
		readonly isNew: boolean;
	};
}

/** What a person sees of an event, as texts. */
export function eventValues({ key, orderKey, writes }: ProfileEvent): Record<string, string> {
	return {
		...Object.fromEntries(
			writes.filter(({ value }) => value !== '').map(({ field, value }) => [field, value]),
		),
		...(orderKey === null ? {} : { [ORDER_KEY_PROPERTY]: orderKey }),
		[EVENT_KEY_PROPERTY]: key,
	};
}

/** How JSON tells the amount; null when it is no number that JSON keeps exactly. */
export function eventAmount({ amount }: ProfileEvent): Readonly<Record<string, unknown>> | null {
	if (amount === null) return {};
	const value = exactNumber(formatAmount(amount));
	return value === null ? null : { value, value_currency: amount.currency };
}

/** The attributes of an event but for its profile. */
export function eventAttributes(
	event: ProfileEvent,
	types: ReadonlyMap<string, CrmFieldType>,
	backfill: boolean,
): Record<string, unknown> {
	return {
		properties: Object.fromEntries(
			Object.entries(eventValues(event)).map(([name, text]) => [
				name,
				jsonOf(text, types.get(name)),
			]),
		),
		metric: { data: { type: 'metric', attributes: { name: event.metric } } },
		time: event.occurredAt,
		...eventAmount(event),
		unique_id: event.key,
		// Flows start on events, and nobody wants a message about an order of last year.
		backfill,
	};
}

export function eventProfile({ profile }: ProfileEvent): Record<string, unknown> {
	return { data: { type: 'profile', id: profile.id, attributes: {} } };
}
