import { decimal, type PostAffiliateProAccount, type Row } from './account.ts';

export type Request = Record<string, unknown>;

const MOST_ROWS = 500;

/** Codes by which each list filters. A code that it does not know is left out, and everything comes. */
const FILTERS: Record<string, readonly string[]> = {
	Pap_Merchants_User_AffiliatesGrid: ['userid', 'refid', 'username', 'rstatus', 'parentuserid'],
	Pap_Merchants_Transaction_TransactionsGrid: [
		...['transid', 'orderid', 'userid', 'campaignid', 'rstatus', 'rtype', 'dateinserted'],
		'payoutstatus',
	],
	Pap_Merchants_Campaign_CampaignsGrid: ['campaignid', 'name', 'rstatus', 'rtype'],
	Pap_Merchants_Payout_PayAffiliatesGrid: ['userid'],
	Pap_Merchants_Payout_PayoutsToAffiliatesGrid: ['userid'],
};

/** Null for a class that is no list. */
export function gridRows(
	account: PostAffiliateProAccount,
	request: Request,
	ignored: ReadonlySet<string>,
): { rows: unknown[][]; count: number } | null {
	const className = String(request['C']);
	const all = rowsOf(account, className);
	if (all === null) return null;
	const known = FILTERS[className] ?? [];
	const filters = filtersOf(request).filter(([code]) => known.includes(code) && !ignored.has(code));
	const found = all.filter((row) => filters.every((filter) => matches(row, filter)));
	const column = String(request['sort_col'] ?? 'id');
	const sorted = [...found].sort((a, b) => (a[column] ?? '').localeCompare(b[column] ?? ''));
	if (request['sort_asc'] !== true) sorted.reverse();
	const offset = Number(request['offset'] ?? 0);
	const limit = Math.min(Number(request['limit'] ?? 100), MOST_ROWS);
	const [, ...columns] = (request['columns'] as string[][]).map(([name]) => String(name));
	const names = [...new Set(['id', ...columns])];
	const page = sorted.slice(offset, offset + limit);
	return {
		rows: [names, ...page.map((row) => names.map((name) => row[name] ?? null))],
		count: found.length,
	};
}

function rowsOf(account: PostAffiliateProAccount, className: string): readonly Row[] | null {
	switch (className) {
		case 'Pap_Merchants_User_AffiliatesGrid':
			return account.affiliates;
		case 'Pap_Merchants_Transaction_TransactionsGrid':
			return account.transactions;
		case 'Pap_Merchants_Campaign_CampaignsGrid':
			return account.campaigns.map((row) => ({ ...row, id: row['campaignid'] ?? '' }));
		case 'Pap_Merchants_Payout_PayAffiliatesGrid':
			return account.affiliates
				.map(({ userid = '' }) => ({ id: userid, userid, due: account.due(userid) }))
				.filter(({ due }) => due > 0)
				.map(({ due, ...row }) => ({ ...row, amounttopay: decimal(due) }));
		case 'Pap_Merchants_Payout_PayoutsToAffiliatesGrid':
			return account.payouts;
		default:
			return null;
	}
}

export function filtersOf(request: Request): Array<[string, string, string]> {
	return (request['filters'] ?? []) as Array<[string, string, string]>;
}

/** The database takes capitals and small letters, and spaces at the end, for the same. */
function matches(row: Row, [code, operator, value]: [string, string, string]): boolean {
	const own = (row[code] ?? '').trim().toLowerCase();
	const wanted = value.trim().toLowerCase();
	switch (operator) {
		case 'E':
		case '=':
			return own === wanted;
		case 'NE':
			return own !== wanted;
		case 'IN':
			return wanted.split(',').includes(own);
		case 'L':
			return like(own, wanted);
		case 'D>=':
			return own.slice(0, 10) >= wanted.slice(0, 10);
		case 'D<=':
			return own.slice(0, 10) <= wanted.slice(0, 10);
		default:
			return true;
	}
}

export function like(own: string, pattern: string): boolean {
	const parts = pattern.split('%').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
	return new RegExp(`^${parts.join('.*')}$`, 'i').test(own);
}
