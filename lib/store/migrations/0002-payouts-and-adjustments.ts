import { sql } from 'kysely';
import { createTable } from './create-table';
import { refuse, refuseTruncate } from './append-only';
import { addColumns } from './add-columns';
import { ADJUSTMENT_TABLES } from './0002-payouts-and-adjustments/adjustment-tables';
import { fillHoldUntil, fillOccurredAt } from './0002-payouts-and-adjustments/fill-columns';
import { PAYOUT_TABLES } from './0002-payouts-and-adjustments/payout-tables';
import type { StoreMigration } from './migration-target';

const APPEND_ONLY = [
	'conversion_versions',
	'commission_adjustments',
	'dispute_notices',
	'customer_bindings',
	'payout_profiles',
	'payout_policies',
	'payout_batch_moves',
	'payout_moves',
	'payout_entries',
	'chain_entries',
];

/** Their status moves on; whom they pay, where, how much, and the statement's number never change. */
const PAYOUT_CHANGE_REFUSED = sql`not (
	old.payout_id = new.payout_id and old.batch_id = new.batch_id
	and old.affiliate_id = new.affiliate_id and old.currency = new.currency
	and old.gross_minor = new.gross_minor and old.payable_minor = new.payable_minor
	and old.created_at = new.created_at and old.record = new.record
	and coalesce(old.statement_number, new.statement_number, '') = coalesce(new.statement_number, '')
)`;

const BATCH_CHANGE_REFUSED = sql`not (
	old.batch_id = new.batch_id and old.batch_key = new.batch_key
	and old.currency = new.currency and old.method = new.method
	and old.total_minor = new.total_minor and old.created_at = new.created_at
	and old.record = new.record
)`;

/** A number of a series is given once. */
const SERIES_CHANGE_REFUSED = sql`not (
	old.series = new.series and new.next_number > old.next_number
)`;

const NEW_INDEXES: ReadonlyArray<readonly [string, string, readonly string[]]> = [
	['conversions_ix2', 'conversions', ['store_key', 'subscription_id', 'ordered_at']],
	['conversions_ix3', 'conversions', ['programme_id', 'ordered_at', 'conversion_id']],
	[
		'conversions_ix4',
		'conversions',
		['credited_affiliate_id', 'programme_id', 'ordered_at', 'conversion_id'],
	],
	['commissions_ix6', 'commissions', ['programme_id', 'ordered_at']],
	['commission_heads_ix2', 'commission_heads', ['status', 'hold_until', 'commission_id']],
	['postings_ix3', 'postings', ['account', 'occurred_at', 'sequence']],
	['exchange_rates_ix1', 'exchange_rates', ['to_currency', 'as_of']],
];

/** Order edits, re-rating, disputes, lifetime customers, payouts and the hash chain. */
export const payoutsAndAdjustments: StoreMigration = async (tx, target) => {
	await addColumns(tx, target, 'conversions', {
		kind: { type: 'text', default: 'order' },
		subscription_id: { type: 'text?' },
	});
	await addColumns(tx, target, 'commissions', { kind: { type: 'text', default: 'sale' } });
	await addColumns(tx, target, 'commission_heads', { hold_until: { type: 'text?' } });
	await addColumns(tx, target, 'postings', { occurred_at: { type: 'text', default: '' } });
	await fillHoldUntil(tx, target);
	await fillOccurredAt(tx, target);
	for (const table of [...ADJUSTMENT_TABLES, ...PAYOUT_TABLES]) {
		await createTable(tx, target, table);
	}
	const db = target.schema === null ? tx : tx.withSchema(target.schema);
	for (const [name, table, columns] of NEW_INDEXES) {
		await db.schema
			.createIndex(name)
			.on(table)
			.columns([...columns])
			.execute();
	}
	for (const table of APPEND_ONLY) {
		await refuse(tx, target, { table, event: 'update' });
	}
	for (const [table, when] of [
		['payouts', PAYOUT_CHANGE_REFUSED],
		['payout_batches', BATCH_CHANGE_REFUSED],
		['number_series', SERIES_CHANGE_REFUSED],
	] as const) {
		await refuse(tx, target, { table, event: 'update', when });
	}
	for (const table of [...APPEND_ONLY, 'payouts', 'payout_batches', 'number_series']) {
		await refuse(tx, target, { table, event: 'delete' });
		if (target.schema !== null) await refuseTruncate(tx, target.schema, table);
	}
};
