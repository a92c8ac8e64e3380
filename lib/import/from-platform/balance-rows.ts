import { formatAmount } from '../../kernel';
import type { PlatformAffiliate } from '../../model/platform-records';
import { affiliateCodes } from './affiliate-codes';
import type { ExportedRows } from './platform-programme';

const HEADINGS = ['Affiliate Code', 'Balance', 'Currency'] as const;

/** What is owed and not yet paid, as far as the platform tells it with the affiliate. Pure. */
export function balanceRows(affiliates: readonly PlatformAffiliate[]): ExportedRows {
	const codes = affiliateCodes(affiliates);
	const rows = affiliates.flatMap(({ id, balances }) => {
		const code = codes.get(id);
		if (code === undefined) return [];
		return balances
			.filter(({ amountMinor }) => amountMinor !== 0n)
			.map((balance) => ({
				'Affiliate Code': code,
				Balance: formatAmount(balance),
				Currency: balance.currency,
			}));
	});
	return { headings: HEADINGS, rows, leftOut: [] };
}
