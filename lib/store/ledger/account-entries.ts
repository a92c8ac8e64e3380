import { sql } from 'kysely';
import { money, type Instant } from '../../kernel';
import type { StatementEntry } from '../../ports/ledger-store';
import type { StoreQueries } from '../engine';

/** Accounts of an affiliate that its commissions go through, from pending to paid. */
const STATES = ['pending', 'held', 'approved', 'in_batch', 'paid'] as const;

export function accountsOf(affiliateId: string): string[] {
	return STATES.map((state) => `${state}:${affiliateId}`);
}

/** Where an entry stands among all: by time, then in the order of writing. */
export interface Position {
	readonly occurredAt: Instant;
	readonly sequence: number;
}

export interface AccountEntry extends Position {
	readonly transactionId: string;
	readonly kind: string;
	readonly commissionId: string;
	readonly cause: string;
	readonly account: string;
	readonly currency: string;
	/** What the affiliate is owed by this entry: postings have debits positive, so the sign turns. */
	readonly owedMinor: bigint;
}

export interface EntryBounds {
	/** Inclusive. */
	readonly from?: Instant | undefined;
	/** Exclusive. */
	readonly to?: Instant | undefined;
	/** Exclusive, and never before `from`. */
	readonly after?: Position | null;
	/** Last posting that is looked at. */
	readonly lastSequence?: number;
}

export function isBefore(a: Position, b: Position): boolean {
	if (a.occurredAt !== b.occurredAt) return a.occurredAt < b.occurredAt;
	return a.sequence < b.sequence;
}

/** Entries of one account within bounds, from the oldest (`asc`) or the newest (`desc`) on. */
export async function readEntries(
	db: StoreQueries,
	account: string,
	{ from, to, after, lastSequence }: EntryBounds,
	direction: 'asc' | 'desc',
	limit: number,
): Promise<AccountEntry[]> {
	let query = entriesOf(db, account);
	if (to !== undefined) query = query.where('p.occurred_at', '<', to);
	if (lastSequence !== undefined) query = query.where('p.sequence', '<=', lastSequence);
	query = query.orderBy('p.occurred_at', direction).orderBy('p.sequence', direction);
	if (after == null) {
		if (from !== undefined) query = query.where('p.occurred_at', '>=', from);
		return (await query.limit(limit).execute()).map(entryOfRow);
	}
	// Two steps, so that the index is entered right behind the last entry, however many more there
	// are of its moment.
	const { occurredAt, sequence } = after;
	const sameMoment = await query
		.where('p.occurred_at', '=', occurredAt)
		.where('p.sequence', '>', sequence)
		.limit(limit)
		.execute();
	const rest = limit - sameMoment.length;
	const later =
		rest === 0 ? [] : await query.where('p.occurred_at', '>', occurredAt).limit(rest).execute();
	return [...sameMoment, ...later].map(entryOfRow);
}

function entriesOf(db: StoreQueries, account: string) {
	return db
		.selectFrom('postings as p')
		.innerJoin('ledger_transactions as t', 't.transaction_id', 'p.transaction_id')
		.select(['p.sequence', 'p.occurred_at', 'p.account', 'p.currency', 'p.amount_minor'])
		.select(['t.transaction_id', 't.kind', 't.commission_id', 't.cause'])
		.where('p.account', '=', account);
}

type EntryRow = Awaited<ReturnType<ReturnType<typeof entriesOf>['execute']>>[number];

function entryOfRow(row: EntryRow): AccountEntry {
	return {
		sequence: Number(row.sequence),
		occurredAt: row.occurred_at,
		transactionId: row.transaction_id,
		kind: row.kind,
		commissionId: row.commission_id,
		cause: row.cause,
		account: row.account,
		currency: row.currency,
		owedMinor: -row.amount_minor,
	};
}

/** Carries the balance of every account and currency from entry to entry. */
export class RunningBalances {
	readonly #balances = new Map<string, bigint>();

	/** Adds what the accounts were owed before a position. */
	async open(
		db: StoreQueries,
		accounts: readonly string[],
		before: { readonly occurredAt: Instant; readonly sequence?: number },
		lastSequence?: number,
	): Promise<void> {
		let query = db
			.selectFrom('postings as p')
			.select([
				'p.account',
				'p.currency',
				sql<bigint>`cast(-sum(p.amount_minor) as bigint)`.as('owed_minor'),
			])
			.where('p.account', 'in', accounts)
			.groupBy(['p.account', 'p.currency']);
		const { occurredAt, sequence } = before;
		query =
			sequence === undefined
				? query.where('p.occurred_at', '<', occurredAt)
				: query.where((where) =>
						where(
							where.refTuple('p.occurred_at', 'p.sequence'),
							'<',
							where.tuple(occurredAt, sequence),
						),
					);
		if (lastSequence !== undefined) query = query.where('p.sequence', '<=', lastSequence);
		for (const row of await query.execute()) {
			this.#balances.set(`${row.account} ${row.currency}`, row.owed_minor);
		}
	}

	/** The next entry with the balance after it. */
	next(entry: AccountEntry): StatementEntry {
		const key = `${entry.account} ${entry.currency}`;
		const balance = (this.#balances.get(key) ?? 0n) + entry.owedMinor;
		this.#balances.set(key, balance);
		return {
			transactionId: entry.transactionId,
			kind: entry.kind,
			occurredAt: entry.occurredAt,
			commissionId: entry.commissionId,
			account: entry.account,
			amount: money(entry.owedMinor, entry.currency),
			balance: money(balance, entry.currency),
			cause: entry.cause,
		};
	}
}
