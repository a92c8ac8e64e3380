import type { TableSpec } from '../create-table';

/** What joins the touches of one customer. */
export const JOURNEY_TABLES: readonly TableSpec[] = [
	{
		name: 'affiliate_sites',
		columns: { host: 'text', affiliate_id: 'text' },
		primaryKey: ['host'],
		indexes: [['affiliate_id']],
	},
	{
		name: 'customer_journeys',
		columns: { customer_key: 'text', journey_id: 'text', at: 'text' },
		primaryKey: ['customer_key', 'journey_id'],
		indexes: [['journey_id']],
	},
	{
		name: 'attribution_weights',
		columns: { programme_id: 'text', version: 'integer', trained_at: 'text', record: 'text' },
		primaryKey: ['programme_id', 'version'],
	},
];
