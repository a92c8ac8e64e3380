import { sql } from 'kysely';
import { whileUpdatesAreAllowed } from '../append-only';
import type { StoreMigration } from '../migration-target';

/** The hold of recorded commissions stands in their JSON so far. */
export const fillHoldUntil: StoreMigration = async (tx, target) => {
	if (target.schema === null) {
		await sql`update commission_heads set hold_until = (
			select json_extract(c.record, '$.holdUntil') from commissions as c
			where c.commission_id = commission_heads.commission_id)`.execute(tx);
		return;
	}
	await sql`update ${sql.id(target.schema, 'commission_heads')} as h
		set hold_until = c.record::json ->> 'holdUntil'
		from ${sql.id(target.schema, 'commissions')} as c
		where c.commission_id = h.commission_id`.execute(tx);
};

/** Postings get the time of their transaction, so that an account can be read in its order. */
export const fillOccurredAt: StoreMigration = async (tx, target) => {
	const [postings, transactions] = ['postings', 'ledger_transactions'].map((table) =>
		target.schema === null ? sql.id(table) : sql.id(target.schema, table),
	);
	const sets = sql`update ${postings} set occurred_at = (
		select t.occurred_at from ${transactions} as t
		where t.transaction_id = postings.transaction_id)`;
	await whileUpdatesAreAllowed(tx, target, 'postings', () => sets.execute(tx));
};
