import type { Generated } from 'kysely';

/* What comes in from outside: clicks, webhooks; and what goes out. */

export interface ClicksTable {
	click_id: string;
	programme_id: string;
	affiliate_id: string;
	link_id: string | null;
	occurred_at: string;
	destination: string;
	category: string;
	is_counted: number;
	count_reason: string;
	consent: string;
	source: string | null;
	referrer: string | null;
	utm: string;
	sub_ids: string;
	language: string | null;
	country: string | null;
	device: string | null;
	os: string | null;
	browser: string | null;
	ip_hash: string | null;
	user_agent_hash: string | null;
	visitor_hash: string | null;
	address_hash: string | null;
	journey_id: string | null;
	medium: string;
	opening: string;
	/** JSON. */
	network_kinds: string;
}

export interface InboxEntriesTable {
	sequence: Generated<number>;
	event_id: string;
	consumer: string;
	kind: string;
	content_hash: string;
	/** Sealed; null once the entry is done. */
	payload: string | null;
	/** 1 where the delivery or the event is known with other content. */
	is_conflict: number;
	received_at: string;
	status: string;
	attempt: number;
	owner: string | null;
	lease_until: string | null;
	/** Null: due at once. */
	retry_at: string | null;
	reason: string | null;
	completed_at: string | null;
}

export interface InboxDeliveriesTable {
	consumer: string;
	delivery_key: string;
	content_hash: string;
	event_id: string;
	received_at: string;
}

export interface OutboxEventsTable {
	sequence: Generated<number>;
	outbox_id: string;
	aggregate_id: string;
	type: string;
	payload: string;
	created_at: string;
	delivered_at: string | null;
	record_hash: string;
}
