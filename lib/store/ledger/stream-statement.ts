import type { LedgerStore, StatementEntry } from '../../ports/ledger-store';
import type { StoreContext } from '../engine';
import {
	accountsOf,
	isBefore,
	readEntries,
	RunningBalances,
	type AccountEntry,
	type EntryBounds,
} from './account-entries';

type StreamFilter = Parameters<LedgerStore['streamStatement']>[0];

const ENTRIES_PER_PAGE = 500;

/**
 * A statement from the oldest entry on, a page of each account at a time, so that any number of
 * entries takes the same memory. What is booked while it is read is left out.
 */
export async function* streamStatement(
	context: StoreContext,
	{ affiliateId, from, to }: StreamFilter,
): AsyncGenerator<StatementEntry> {
	const accounts = accountsOf(affiliateId);
	const lastSequence = await highestSequence(context);
	const balances = new RunningBalances();
	if (from !== undefined) {
		await context.engine.query((db) =>
			balances.open(db, accounts, { occurredAt: from }, lastSequence),
		);
	}
	const bounds = { from, to, lastSequence };
	const streams = accounts.map((account) => accountEntries(context, account, bounds));
	for await (const entry of inOrder(streams)) yield balances.next(entry);
}

async function highestSequence({ engine }: StoreContext): Promise<number> {
	const row = await engine.query((db) =>
		db
			.selectFrom('postings')
			.select('sequence')
			.orderBy('sequence', 'desc')
			.limit(1)
			.executeTakeFirst(),
	);
	return Number(row?.sequence ?? 0);
}

async function* accountEntries(
	{ engine }: StoreContext,
	account: string,
	bounds: EntryBounds,
): AsyncGenerator<AccountEntry> {
	let after: AccountEntry | null = null;
	for (;;) {
		const position: AccountEntry | null = after;
		const page: AccountEntry[] = await engine.query((db) =>
			readEntries(db, account, { ...bounds, after: position }, 'asc', ENTRIES_PER_PAGE),
		);
		yield* page;
		if (page.length < ENTRIES_PER_PAGE) return;
		after = page.at(-1) ?? null;
	}
}

/** Merges streams that are each in order. */
async function* inOrder(
	streams: ReadonlyArray<AsyncGenerator<AccountEntry>>,
): AsyncGenerator<AccountEntry> {
	const heads: Array<{ entry: AccountEntry; stream: AsyncGenerator<AccountEntry> }> = [];
	for (const stream of streams) {
		const first = await stream.next();
		if (first.done !== true) heads.push({ entry: first.value, stream });
	}
	while (heads.length > 0) {
		const next = heads.reduce((a, b) => (isBefore(b.entry, a.entry) ? b : a));
		yield next.entry;
		const following = await next.stream.next();
		if (following.done === true) heads.splice(heads.indexOf(next), 1);
		else next.entry = following.value;
	}
}
