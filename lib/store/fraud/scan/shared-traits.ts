import { sql } from 'kysely';
import type { TraitKind } from '../../../model/trait';
import type { FraudStore, SharedTrait } from '../../../ports/fraud-store';
import type { StoreContext, StoreQueries } from '../../engine';
import { REASONS_WITHOUT_ORDER } from '../../history/real-orders';
import { unindexed } from '../../journeys/unindexed';
import { SCANNED_KINDS } from './conversion-facts';
import { letOthersRun } from '../../journeys/let-others-run';

type SharedFilter = Parameters<FraudStore['sharedTraits']>[0];

const HASHES_PER_PAGE = 500;

/** By kind and hash. Only customers that can be told apart count; `from` is inclusive, `to` is not. */
export async function* sharedTraits(
	{ engine }: StoreContext,
	filter: SharedFilter,
): AsyncGenerator<SharedTrait> {
	for (const kind of new Set(filter.kinds)) {
		let after = '';
		for (;;) {
			const start = after;
			const { hashes, shared }: Page = await engine.read(async (tx) => {
				const repeated = await repeatedHashes(tx, kind, filter, start);
				const pairs = await pairsOf(tx, unindexed(engine.kind, 'v.programme_id'), {
					kind,
					hashes: repeated,
					filter,
				});
				return { hashes: repeated, shared: traitsOf(kind, pairs, filter) };
			});
			yield* shared;
			await letOthersRun();
			if (hashes.length < HASHES_PER_PAGE) break;
			after = hashes.at(-1) ?? after;
		}
	}
}

interface Page {
	readonly hashes: readonly string[];
	readonly shared: readonly SharedTrait[];
}

interface Pair {
	readonly hash: string;
	readonly affiliate_id: string;
	readonly customers: number;
}

/** Found in the index alone: most traits are those of one order. */
async function repeatedHashes(
	tx: StoreQueries,
	kind: TraitKind,
	{ from, to }: SharedFilter,
	after: string,
): Promise<string[]> {
	const rows = await tx
		.selectFrom('order_traits')
		.select('hash')
		.where('kind', '=', kind)
		.where('hash', '>', after)
		.where('ordered_at', '>=', from)
		.where('ordered_at', '<', to)
		.groupBy('hash')
		.having(sql<boolean>`count(*) > 1`)
		.orderBy('hash')
		.limit(HASHES_PER_PAGE)
		.execute();
	return rows.map(({ hash }) => hash);
}

/** Customers per hash and affiliate, by both. */
async function pairsOf(
	tx: StoreQueries,
	programmeColumn: ReturnType<typeof unindexed>,
	{ kind, hashes, filter }: { kind: TraitKind; hashes: readonly string[]; filter: SharedFilter },
): Promise<Pair[]> {
	if (hashes.length === 0) return [];
	return await tx
		.selectFrom('order_traits as t')
		.innerJoin('conversions as v', (join) =>
			join.onRef('v.store_key', '=', 't.store_key').onRef('v.order_id', '=', 't.order_id'),
		)
		.select([
			't.hash',
			(column) => column.ref('v.credited_affiliate_id').$notNull().as('affiliate_id'),
		])
		.select(sql<number>`cast(count(distinct v.customer_key) as integer)`.as('customers'))
		.where('t.kind', '=', kind)
		.where('t.hash', 'in', hashes)
		.where('t.ordered_at', '>=', filter.from)
		.where('t.ordered_at', '<', filter.to)
		.where(programmeColumn, '=', filter.programmeId)
		.where('v.credited_affiliate_id', 'is not', null)
		.where('v.customer_key', 'is not', null)
		.where('v.kind', 'in', SCANNED_KINDS)
		.where('v.reason', 'not in', REASONS_WITHOUT_ORDER)
		.groupBy(['t.hash', 'v.credited_affiliate_id'])
		.orderBy('t.hash')
		.orderBy('v.credited_affiliate_id')
		.execute();
}

function traitsOf(
	kind: TraitKind,
	pairs: readonly Pair[],
	{ mostAffiliates }: SharedFilter,
): SharedTrait[] {
	const byHash = new Map<string, Array<{ affiliateId: string; customers: number }>>();
	for (const { hash, affiliate_id: affiliateId, customers } of pairs) {
		const others = byHash.get(hash);
		if (others === undefined) byHash.set(hash, [{ affiliateId, customers }]);
		else others.push({ affiliateId, customers });
	}
	return [...byHash]
		.filter(([, { length }]) => length > 1 && length <= mostAffiliates)
		.map(([hash, affiliates]) => ({ trait: { kind, hash }, affiliates }));
}
