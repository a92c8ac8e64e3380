import type { TableSpec } from '../create-table';

/** What was sent to vendors that cannot tell whether they have it. */
export const SEND_TABLES: readonly TableSpec[] = [
	{
		name: 'vendor_sends',
		columns: {
			system: 'text',
			account: 'text',
			object: 'text',
			record_key: 'text',
			content_hash: 'text',
			begun_at: 'text',
			settled_at: 'text?',
			external_id: 'text?',
			reference: 'text?',
		},
		primaryKey: ['system', 'account', 'object', 'record_key'],
		indexes: [['reference', 'begun_at']],
	},
];
