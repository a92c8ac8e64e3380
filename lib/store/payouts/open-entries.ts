import { sql } from 'kysely';
import { money } from '../../kernel';
import type { CommissionStatus } from '../../model/commission';
import type { OpenEntry } from '../../ports/payout-store';
import { chunks } from '../chunks';
import type { StoreQueries } from '../engine';

const PREFIX = 'approved:';

/** First text behind all that begin with the prefix. */
const AFTER_PREFIX = 'approved;';

export interface OpenEntryFilter {
	readonly currency?: string;
	readonly affiliateId?: string;
}

/** What is open of one affiliate in one currency, oldest entry first. */
export interface OpenAccount {
	readonly affiliateId: string;
	readonly currency: string;
	readonly entries: readonly OpenEntry[];
}

type OpenRow = Awaited<ReturnType<typeof openRows>>[number];

/**
 * Every commission of which something is left on its affiliate's approved account, grouped by
 * affiliate and currency. Amount and status are of the same moment: they are one statement.
 */
export async function openAccounts(
	tx: StoreQueries,
	filter: OpenEntryFilter,
): Promise<OpenAccount[]> {
	const rows = await openRows(tx, filter);
	const since = await openSince(
		tx,
		rows.filter(({ bookings }) => bookings > 1),
	);
	const accounts = new Map<string, { affiliateId: string; currency: string; rows: OpenRow[] }>();
	for (const row of rows) {
		const key = `${row.currency} ${row.account}`;
		const affiliateId = row.account.slice(PREFIX.length);
		const known = accounts.get(key) ?? { affiliateId, currency: row.currency, rows: [] };
		known.rows.push(row);
		accounts.set(key, known);
	}
	return [...accounts.values()].map((account) => ({
		affiliateId: account.affiliateId,
		currency: account.currency,
		entries: account.rows
			.map((row) => openEntry(row, since.get(bookingKey(row)) ?? row.first_at))
			.sort(byAge),
	}));
}

async function openRows(tx: StoreQueries, { currency, affiliateId }: OpenEntryFilter) {
	let left = tx
		.selectFrom('postings as p')
		.innerJoin('ledger_transactions as t', 't.transaction_id', 'p.transaction_id')
		.select([
			'p.account',
			'p.currency',
			't.commission_id',
			sql<bigint>`cast(-sum(p.amount_minor) as bigint)`.as('open_minor'),
			sql<string>`min(t.occurred_at)`.as('first_at'),
			sql<number>`cast(count(*) as integer)`.as('bookings'),
		])
		.groupBy(['p.account', 'p.currency', 't.commission_id'])
		.having(sql<boolean>`sum(p.amount_minor) <> 0`);
	left =
		affiliateId === undefined
			? left.where('p.account', '>=', PREFIX).where('p.account', '<', AFTER_PREFIX)
			: left.where('p.account', '=', PREFIX + affiliateId);
	if (currency !== undefined) left = left.where('p.currency', '=', currency);
	return await tx
		.selectFrom(left.as('o'))
		.innerJoin('commissions as c', 'c.commission_id', 'o.commission_id')
		.innerJoin('commission_heads as h', 'h.commission_id', 'o.commission_id')
		.select(['o.account', 'o.currency', 'o.commission_id', 'o.open_minor', 'o.first_at'])
		.select(['o.bookings', 'c.programme_id', 'h.status'])
		.orderBy('o.account')
		.orderBy('o.currency')
		.execute();
}

/**
 * When the first booking behind an open amount was made: the one after the amount was last zero.
 * A clawback of a paid commission counts from the refund on, not from the approval.
 */
async function openSince(tx: StoreQueries, rows: readonly OpenRow[]): Promise<Map<string, string>> {
	const since = new Map<string, string>();
	const running = new Map<string, bigint>();
	for (const part of chunks([...new Set(rows.map((row) => row.commission_id))])) {
		const bookings = await tx
			.selectFrom('ledger_transactions as t')
			.innerJoin('postings as p', 'p.transaction_id', 't.transaction_id')
			.select(['t.commission_id', 'p.account', 'p.currency', 'p.amount_minor', 't.occurred_at'])
			.where('t.commission_id', 'in', part)
			.where('p.account', '>=', PREFIX)
			.where('p.account', '<', AFTER_PREFIX)
			.orderBy('p.sequence')
			.execute();
		for (const booking of bookings) {
			const key = bookingKey(booking);
			const before = running.get(key) ?? 0n;
			if (before === 0n) since.set(key, booking.occurred_at);
			running.set(key, before + booking.amount_minor);
		}
	}
	return since;
}

function bookingKey(row: Pick<OpenRow, 'commission_id' | 'currency' | 'account'>): string {
	return `${row.commission_id} ${row.currency} ${row.account}`;
}

function openEntry(row: OpenRow, since: string): OpenEntry {
	return {
		commissionId: row.commission_id,
		programmeId: row.programme_id,
		status: row.status as CommissionStatus,
		amount: money(row.open_minor, row.currency),
		since,
	};
}

function byAge(a: OpenEntry, b: OpenEntry): number {
	if (a.since !== b.since) return a.since < b.since ? -1 : 1;
	return a.commissionId < b.commissionId ? -1 : 1;
}
