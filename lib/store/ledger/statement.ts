import type { LedgerStore, StatementEntry } from '../../ports/ledger-store';
import type { StoreContext } from '../engine';
import { accountsOf, isBefore, readEntries, RunningBalances } from './account-entries';

type StatementFilter = Parameters<LedgerStore['statement']>[0];

/**
 * The newest entries of an affiliate's accounts, in the order they happened. Amounts and running
 * balances are what the affiliate is owed: positive when earned, negative when taken back or
 * moved on. `from` is inclusive, `to` is not; balances include what came before.
 */
export async function statement(
	{ engine }: StoreContext,
	{ affiliateId, from, to, limit }: StatementFilter,
): Promise<StatementEntry[]> {
	const accounts = accountsOf(affiliateId);
	return await engine.read(async (tx) => {
		const newest = [];
		for (const account of accounts) {
			newest.push(...(await readEntries(tx, account, { from, to }, 'desc', limit)));
		}
		const entries = newest
			.sort((a, b) => (isBefore(a, b) ? 1 : -1))
			.slice(0, limit)
			.reverse();
		const [oldest] = entries;
		if (oldest === undefined) return [];
		const balances = new RunningBalances();
		await balances.open(tx, accounts, oldest);
		return entries.map((entry) => balances.next(entry));
	});
}
