import type { TableSpec } from '../create-table';

/** Who is told of events, and which event is on its way to whom. */
export const DELIVERY_TABLES: readonly TableSpec[] = [
	{
		name: 'delivery_destinations',
		columns: {
			destination_id: 'text',
			name: 'text',
			event_types: 'text',
			parallel: 'integer',
			starts_per_minute: 'integer?',
			max_attempts: 'integer',
			pulse: 'text',
			registered_at: 'text',
			last_seen_at: 'text',
		},
		primaryKey: ['destination_id'],
	},
	{
		name: 'deliveries',
		columns: {
			sequence: 'sequence',
			delivery_id: 'text',
			destination_id: 'text',
			outbox_id: 'text',
			aggregate_id: 'text',
			order_key: 'text',
			type: 'text',
			created_at: 'text',
			status: 'text',
			attempt: 'integer',
			owner: 'text?',
			lease_until: 'text?',
			retry_at: 'text?',
			reason: 'text?',
			settled_at: 'text?',
			latency_milliseconds: 'integer?',
		},
		unique: [['delivery_id'], ['destination_id', 'outbox_id']],
		references: { destination_id: 'delivery_destinations', outbox_id: 'outbox_events' },
		indexes: [
			['destination_id', 'status', 'sequence', 'order_key', 'aggregate_id'],
			['destination_id', 'status', 'settled_at'],
			['status', 'settled_at'],
		],
	},
];
