import type { TableSpec } from '../create-table';

const CODED_COLUMNS = {
	id: 'text',
	code_key: 'text',
	created_at: 'text',
	updated_at: 'text',
	content_hash: 'text',
	record: 'text',
} as const;

const ASSIGNED_COLUMNS = { ...CODED_COLUMNS, programme_id: 'text', affiliate_id: 'text' } as const;

/** Records that people edit, and the audit of their edits. */
export const REGISTRY_TABLES: readonly TableSpec[] = [
	{ name: 'store_meta', columns: { name: 'text', value: 'text' }, primaryKey: ['name'] },
	{
		name: 'programmes',
		columns: CODED_COLUMNS,
		primaryKey: ['id'],
		unique: [['code_key']],
		indexes: [['created_at', 'id']],
	},
	{
		name: 'plans',
		columns: {
			plan_id: 'text',
			version: 'integer',
			programme_id: 'text',
			effective_from: 'text',
			effective_to: 'text?',
			created_at: 'text',
			content_hash: 'text',
			record: 'text',
		},
		primaryKey: ['plan_id', 'version'],
		indexes: [['programme_id', 'effective_from']],
	},
	{
		name: 'affiliates',
		columns: { ...CODED_COLUMNS, personal: 'text' },
		primaryKey: ['id'],
		unique: [['code_key']],
		indexes: [['created_at', 'id']],
	},
	...['links', 'coupons'].map((name) => ({
		name,
		columns: ASSIGNED_COLUMNS,
		primaryKey: ['id'],
		unique: [['code_key']],
		indexes: [
			['created_at', 'id'],
			['affiliate_id', 'created_at'],
			['programme_id', 'created_at'],
		],
	})),
	{
		name: 'exchange_rates',
		columns: {
			from_currency: 'text',
			to_currency: 'text',
			as_of: 'text',
			rate: 'text',
			source: 'text',
			content_hash: 'text',
		},
		primaryKey: ['from_currency', 'to_currency', 'as_of'],
	},
	{
		name: 'audit_entries',
		columns: {
			sequence: 'sequence',
			kind: 'text',
			record_id: 'text',
			action: 'text',
			before_hash: 'text?',
			after_hash: 'text?',
			at: 'text',
		},
		indexes: [['kind', 'record_id']],
	},
];
