import { createTable } from './create-table';
import { CONTACT_TABLES } from './0004-deliveries-and-sync/contact-tables';
import { DELIVERY_TABLES } from './0004-deliveries-and-sync/delivery-tables';
import { SYNC_TABLES } from './0004-deliveries-and-sync/sync-tables';
import type { StoreMigration } from './migration-target';

const TABLES = [...DELIVERY_TABLES, ...SYNC_TABLES, ...CONTACT_TABLES];

/** The way of events to destinations, the memory of two-way sync, and contacts of customers. */
export const deliveriesAndSync: StoreMigration = async (tx, target) => {
	for (const table of TABLES) await createTable(tx, target, table);
	const db = target.schema === null ? tx : tx.withSchema(target.schema);
	// Replays go through the past by time.
	await db.schema
		.createIndex('outbox_events_ix2')
		.on('outbox_events')
		.columns(['created_at', 'sequence'])
		.execute();
	// What waits and what was set aside is looked for across all triggers.
	await db.schema
		.createIndex('inbox_entries_ix2')
		.on('inbox_entries')
		.columns(['status', 'received_at', 'sequence'])
		.execute();
};
