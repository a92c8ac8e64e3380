import type { TableSpec } from '../create-table';

/** How customers are reached, and that they were forgotten. */
export const CONTACT_TABLES: readonly TableSpec[] = [
	{
		name: 'customer_contacts',
		columns: {
			customer_key: 'text',
			contact: 'text?',
			is_proven: 'integer',
			told_at: 'text?',
			forgotten_at: 'text?',
		},
		primaryKey: ['customer_key'],
	},
];
