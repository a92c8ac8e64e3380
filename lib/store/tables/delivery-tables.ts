import type { Generated } from 'kysely';

/* Events on their way to destinations. */

export interface DeliveryDestinationsTable {
	destination_id: string;
	name: string;
	/** JSON; an empty list is every type. */
	event_types: string;
	parallel: number;
	starts_per_minute: number | null;
	max_attempts: number;
	/** JSON of breaker and starts. */
	pulse: string;
	registered_at: string;
	last_seen_at: string;
}

export interface DeliveriesTable {
	sequence: Generated<number>;
	delivery_id: string;
	destination_id: string;
	outbox_id: string;
	aggregate_id: string;
	/** What is handed out one after the other: a customer, else the aggregate. */
	order_key: string;
	type: string;
	/** Of the event, or when it was replayed: where the latency is counted from. */
	created_at: string;
	/** waiting, claimed, completed or dead. */
	status: string;
	attempt: number;
	/** Stays after the lease has ended, until somebody else takes the delivery. */
	owner: string | null;
	lease_until: string | null;
	/** Null: due at once. */
	retry_at: string | null;
	reason: string | null;
	/** When it was completed or set aside. */
	settled_at: string | null;
	latency_milliseconds: number | null;
}
