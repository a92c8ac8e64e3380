import type { TableSpec } from '../create-table';

/** What two-way sync wrote last, and what it asks a person. */
export const SYNC_TABLES: readonly TableSpec[] = [
	{
		name: 'sync_values',
		columns: {
			system: 'text',
			account: 'text',
			object: 'text',
			record_hash: 'text',
			field: 'text',
			value: 'text',
			value_hash: 'text',
			written_at: 'text',
		},
		primaryKey: ['system', 'account', 'object', 'record_hash', 'field'],
		indexes: [['record_hash']],
	},
	{
		name: 'sync_conflicts',
		columns: {
			sequence: 'sequence',
			conflict_id: 'text',
			system: 'text',
			account: 'text',
			object: 'text',
			record_hash: 'text',
			field: 'text',
			content: 'text',
			status: 'text',
			raised_at: 'text',
			settlement: 'text?',
		},
		unique: [['conflict_id']],
		indexes: [
			['status', 'sequence'],
			['record_hash', 'field'],
		],
	},
];
