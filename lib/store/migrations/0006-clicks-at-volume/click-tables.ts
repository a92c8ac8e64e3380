import type { TableSpec } from '../create-table';

/** What reports read instead of clicks, and what keeps a click from being deleted. */
export const CLICK_TABLES: readonly TableSpec[] = [
	{
		name: 'click_totals',
		columns: {
			programme_id: 'text',
			day: 'text',
			affiliate_id: 'text',
			link_key: 'text',
			clicks: 'integer',
			raw_clicks: 'integer',
			machine_clicks: 'integer',
			repeat_clicks: 'integer',
		},
		primaryKey: ['programme_id', 'day', 'affiliate_id', 'link_key'],
		indexes: [['link_key']],
	},
	{ name: 'credited_clicks', columns: { click_id: 'text' }, primaryKey: ['click_id'] },
	{
		name: 'deleted_clicks',
		columns: {
			programme_id: 'text',
			quarter: 'text',
			affiliate_id: 'text',
			clicks: 'integer',
		},
		primaryKey: ['programme_id', 'quarter', 'affiliate_id'],
	},
];
