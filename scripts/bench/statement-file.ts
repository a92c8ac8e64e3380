import { DatabaseSync } from 'node:sqlite';

import type { BuiltLib } from './built-lib.ts';

export const STATEMENT_AFFILIATE = 'aff_statement';

/** Conversions per transaction of the filling. */
const PART = 100_000;

const FIRST_ORDER = Date.parse('2024-01-01T00:00:00.000Z');

const numbered = `with recursive numbers(n) as (
	select cast(? as integer) union all select n + 1 from numbers where n < ?
)`;

/** A minute apart, as text: what SQLite makes of a number of seconds. */
const at = `strftime('%Y-%m-%dT%H:%M:%S.000Z', ${FIRST_ORDER / 1_000} + n * 60, 'unixepoch')`;
const amount = '(100 + n % 900)';
const id = (prefix: string): string => `printf('${prefix}_%032d', n)`;

/**
 * Rows of one recorded conversion each, as recording would leave them but for their JSON records,
 * which no statement reads.
 */
const FILLING: readonly string[] = [
	`insert into conversions (conversion_id, kind, store_key, order_id, content_hash, programme_id,
		ordered_at, recorded_at, outcome, reason, currency, base_minor, net_minor,
		credited_affiliate_id, credited_programme_id, record_hash, record)
	${numbered} select ${id('cnv')}, 'order', 'bench.example.com', n, '', 'prg_bench',
		${at}, ${at}, 'commissioned', 'priced', 'EUR', ${amount} * 10, ${amount} * 10,
		'${STATEMENT_AFFILIATE}', 'prg_bench', '', '{}' from numbers`,
	`insert into commissions (commission_id, conversion_id, programme_id, affiliate_id, ordered_at,
		created_at, amount_minor, currency, kind, credited_base_minor, record_hash, record)
	${numbered} select ${id('com')}, ${id('cnv')}, 'prg_bench', '${STATEMENT_AFFILIATE}',
		${at}, ${at}, ${amount}, 'EUR', 'sale', ${amount} * 10, '', '{}' from numbers`,
	`insert into commission_moves (move_id, commission_id, from_status, to_status, reason, actor, at,
		record_hash)
	${numbered} select ${id('mov')}, ${id('com')}, null, 'pending', 'recorded', 'bench', ${at}, ''
		from numbers`,
	`insert into commission_heads (commission_id, move_id, status)
	${numbered} select ${id('com')}, ${id('mov')}, 'pending' from numbers`,
	`insert into ledger_transactions (transaction_id, kind, commission_id, cause, occurred_at,
		record_hash)
	${numbered} select ${id('txn')}, 'accrue', ${id('com')}, 'recorded', ${at}, '' from numbers`,
	`insert into postings (transaction_id, account, amount_minor, currency, occurred_at)
	${numbered} select ${id('txn')}, 'expense:prg_bench', ${amount}, 'EUR', ${at} from numbers`,
	`insert into postings (transaction_id, account, amount_minor, currency, occurred_at)
	${numbered} select ${id('txn')}, 'pending:${STATEMENT_AFFILIATE}', -${amount}, 'EUR', ${at}
		from numbers`,
];

/** A store with that many conversions of one affiliate, filled by SQL, because recording takes hours. */
export async function fillStatementStore(
	{ store: { openSqliteStore } }: BuiltLib,
	file: string,
	conversions: number,
): Promise<void> {
	const clock = { now: () => new Date().toISOString() };
	await (await openSqliteStore({ file, clock })).close();
	const database = new DatabaseSync(file);
	try {
		for (const pragma of ['synchronous = off', 'foreign_keys = off', 'cache_size = -400000']) {
			database.exec(`pragma ${pragma}`);
		}
		const statements = FILLING.map((sql) => database.prepare(sql));
		for (let first = 1; first <= conversions; first += PART) {
			const last = Math.min(first + PART - 1, conversions);
			database.exec('begin');
			for (const statement of statements) statement.run(first, last);
			database.exec('commit');
		}
		database.exec('pragma wal_checkpoint(truncate)');
	} finally {
		database.close();
	}
}
