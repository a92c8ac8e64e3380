import { sql } from 'kysely';
import { money, type Instant, type Money } from '../../kernel';
import type { AccountBalance } from '../../ports/ledger-store';
import type { StoreContext } from '../engine';

/** Sorts after every text that starts with the same prefix. */
const AFTER_PREFIX = '\u{10FFFF}';

/**
 * What each account is owed, per currency: postings have debits positive, so the sign turns. With
 * `before`, by what had happened until that moment.
 */
export async function balances(
	{ engine }: StoreContext,
	accountPrefix: string,
	before?: Instant,
): Promise<AccountBalance[]> {
	const rows = await engine.query((db) => {
		const query = db
			.selectFrom('postings')
			.select([
				'account',
				'currency',
				sql<bigint>`cast(-sum(amount_minor) as bigint)`.as('owed_minor'),
			])
			.where('account', '>=', accountPrefix)
			.where('account', '<', accountPrefix + AFTER_PREFIX)
			.groupBy(['account', 'currency'])
			.orderBy('account')
			.orderBy('currency');
		return (before === undefined ? query : query.where('occurred_at', '<', before)).execute();
	});
	return rows.map((row) => ({
		account: row.account,
		balance: money(row.owed_minor, row.currency),
	}));
}

export async function netPerCurrency({ engine }: StoreContext): Promise<Money[]> {
	const rows = await engine.query((db) =>
		db
			.selectFrom('postings')
			.select(['currency', sql<bigint>`cast(sum(amount_minor) as bigint)`.as('net_minor')])
			.groupBy('currency')
			.orderBy('currency')
			.execute(),
	);
	return rows.map((row) => money(row.net_minor, row.currency));
}
