import { sql } from 'kysely';
import { createTable } from './create-table';
import { createRefusal, refuse, refuseTruncate } from './append-only';
import { EVENT_TABLES } from './0001-initial/event-tables';
import { LEDGER_TABLES } from './0001-initial/ledger-tables';
import { REGISTRY_TABLES } from './0001-initial/registry-tables';
import type { StoreMigration } from './migration-target';

/** Never updated, never deleted: a correction is more rows. */
const APPEND_ONLY = [
	'audit_entries',
	'commissions',
	'commission_moves',
	'ledger_transactions',
	'postings',
];

/** What a refund allows: to be applied once, and to get the base that was not known then. */
const REFUND_CHANGE_REFUSED = sql`not (
	(old.status = 'waiting' or old.base_minor is null) and new.status = 'applied'
	and new.store_key = old.store_key and new.order_id = old.order_id
	and new.refund_id = old.refund_id and new.content_hash = old.content_hash
	and new.recorded_at = old.recorded_at
)`;

/** A conversion stays the same order, and once it is paid it keeps its content. */
const CONVERSION_CHANGE_REFUSED = sql`not (
	old.conversion_id = new.conversion_id and old.store_key = new.store_key
	and old.order_id = new.order_id
	and (old.content_hash = new.content_hash or old.reason = 'order_not_paid')
)`;

/** All tables of the first release. */
export const initial: StoreMigration = async (tx, target) => {
	for (const table of [...REGISTRY_TABLES, ...EVENT_TABLES, ...LEDGER_TABLES]) {
		await createTable(tx, target, table);
	}
	if (target.schema !== null) {
		await createRefusal(tx, target.schema);
		for (const table of [...APPEND_ONLY, 'conversions', 'refunds']) {
			await refuseTruncate(tx, target.schema, table);
		}
	}
	for (const table of APPEND_ONLY) {
		await refuse(tx, target, { table, event: 'update' });
		await refuse(tx, target, { table, event: 'delete' });
	}
	await refuse(tx, target, { table: 'refunds', event: 'update', when: REFUND_CHANGE_REFUSED });
	await refuse(tx, target, { table: 'refunds', event: 'delete' });
	await refuse(tx, target, {
		table: 'conversions',
		event: 'update',
		when: CONVERSION_CHANGE_REFUSED,
	});
	await refuse(tx, target, { table: 'conversions', event: 'delete' });
};
