import { AffiliateError, canonicalJson, contentHash, money } from '../../kernel';
import { toJson } from '../../model/json';
import type { StoreQueries } from '../engine';
import type { PostingsTable } from '../tables';
import type { ChainedKind } from './chained-tables';

/** What a stored entry says now. */
export interface EntryContent {
	/** Whether the hash that was stored with the entry is that of what is stored now. */
	readonly isIntact: boolean;
	/** Hash of everything that the entry's row says; this is what a chain links. */
	readonly hash: string;
}

type Contents = Map<string, EntryContent>;

/** Contents of entries of one kind, by id; those that are gone are left out. */
export async function entryContents(
	tx: StoreQueries,
	kind: ChainedKind,
	ids: readonly string[],
): Promise<Contents> {
	if (ids.length === 0) return new Map();
	switch (kind) {
		case 'adjustment':
			return await adjustments(tx, ids);
		case 'commission':
			return await commissions(tx, ids);
		case 'move':
			return await moves(tx, ids);
		case 'transaction':
			return await transactions(tx, ids);
	}
}

async function transactions(tx: StoreQueries, ids: readonly string[]): Promise<Contents> {
	const rows = await tx
		.selectFrom('ledger_transactions')
		.selectAll()
		.where('transaction_id', 'in', ids)
		.execute();
	const postings = await tx
		.selectFrom('postings')
		.selectAll()
		.where('transaction_id', 'in', ids)
		.orderBy('sequence')
		.execute();
	const parts = new Map<string, PostingColumns[]>(ids.map((id) => [id, []]));
	for (const posting of postings) parts.get(posting.transaction_id)?.push(posting);
	return new Map(
		rows.map((row) => {
			const own = parts.get(row.transaction_id) ?? [];
			const isInTime = own.every((posting) => posting.occurred_at === row.occurred_at);
			const hash = hashOf(() => ({
				transactionId: row.transaction_id,
				kind: row.kind,
				commissionId: row.commission_id,
				cause: row.cause,
				occurredAt: row.occurred_at,
				postings: own.map(({ account, amount_minor: minor, currency }) => ({
					account,
					amount: money(minor, currency),
				})),
			}));
			return [row.transaction_id, { isIntact: isInTime && hash === row.record_hash, hash }];
		}),
	);
}

type PostingColumns = Pick<
	PostingsTable,
	'transaction_id' | 'account' | 'amount_minor' | 'currency' | 'occurred_at'
>;

async function moves(tx: StoreQueries, ids: readonly string[]): Promise<Contents> {
	const rows = await tx
		.selectFrom('commission_moves')
		.selectAll()
		.where('move_id', 'in', ids)
		.execute();
	return new Map(
		rows.map((row) => {
			const hash = hashOf(() => ({
				moveId: row.move_id,
				commissionId: row.commission_id,
				from: row.from_status,
				to: row.to_status,
				reason: row.reason,
				actor: row.actor,
				at: row.at,
			}));
			return [row.move_id, { isIntact: hash === row.record_hash, hash }];
		}),
	);
}

async function commissions(tx: StoreQueries, ids: readonly string[]): Promise<Contents> {
	const rows = await tx
		.selectFrom('commissions')
		.selectAll()
		.where('commission_id', 'in', ids)
		.execute();
	return new Map(
		rows.map((row) => {
			const isIntact = isRecordIntact(row, () => ({
				commissionId: row.commission_id,
				conversionId: row.conversion_id,
				programmeId: row.programme_id,
				affiliateId: row.affiliate_id,
				createdAt: row.created_at,
				amount: toJson(money(row.amount_minor, row.currency)),
			}));
			const hash = contentHash({
				recordHash: row.record_hash,
				kind: row.kind,
				orderedAt: row.ordered_at,
				creditedBaseMinor: row.credited_base_minor,
			});
			return [row.commission_id, { isIntact, hash }];
		}),
	);
}

async function adjustments(tx: StoreQueries, ids: readonly string[]): Promise<Contents> {
	const rows = await tx
		.selectFrom('commission_adjustments')
		.selectAll()
		.where('adjustment_id', 'in', ids)
		.execute();
	return new Map(
		rows.map((row) => {
			const isIntact = isRecordIntact(row, () => ({
				adjustmentId: row.adjustment_id,
				commissionId: row.commission_id,
				kind: row.kind,
				amount: toJson(money(row.amount_minor, row.currency)),
				cause: row.cause,
				actor: row.actor,
				at: row.at,
			}));
			const hash = contentHash({
				recordHash: row.record_hash,
				creditedBaseMinor: row.credited_base_minor,
			});
			return [row.adjustment_id, { isIntact, hash }];
		}),
	);
}

/**
 * Whether a record in JSON has the hash that was stored with it, and the columns that repeat
 * members of it agree: balances and lists are read from those.
 */
function isRecordIntact(
	row: { readonly record: string; readonly record_hash: string },
	repeated: () => Readonly<Record<string, unknown>>,
): boolean {
	try {
		const record = JSON.parse(row.record) as Readonly<Record<string, unknown>>;
		const agrees = Object.entries(repeated()).every(
			([name, value]) => canonicalJson(record[name]) === canonicalJson(value),
		);
		return agrees && contentHash(record) === row.record_hash;
	} catch (error) {
		if (!isUnreadable(error)) throw error;
		return false;
	}
}

/** Hash of what a row says; of nothing where it says something that has no meaning. */
function hashOf(content: () => unknown): string {
	try {
		return contentHash(toJson(content()));
	} catch (error) {
		if (!isUnreadable(error)) throw error;
		return contentHash(null);
	}
}

/** A row that was tampered with may hold a currency that is none, or text that is no JSON. */
function isUnreadable(error: unknown): boolean {
	return error instanceof AffiliateError || error instanceof SyntaxError;
}
