import { sql } from 'kysely';
import type { Instant } from '../../kernel';
import { TRAIT_KINDS, type Trait, type TraitKind } from '../../model/trait';
import type { FraudStore } from '../../ports/fraud-store';
import { chunks } from '../chunks';
import type { StoreContext } from '../engine';

type Sharing = Awaited<ReturnType<FraudStore['affiliatesWithTraits']>>;

/** What is known of an affiliate, from its record and its payout profile, each trait once. */
export async function affiliateTraits(
	{ engine }: StoreContext,
	affiliateId: string,
): Promise<Trait[]> {
	const rows = await engine.query((db) =>
		db
			.selectFrom('affiliate_traits')
			.select(['kind', 'hash'])
			.distinct()
			.where('affiliate_id', '=', affiliateId)
			.orderBy('kind')
			.orderBy('hash')
			.execute(),
	);
	return rows.map(({ kind, hash }) => ({ kind: kind as TraitKind, hash }));
}

/** Affiliates with any of the traits, by id, and in which kinds they agree. */
export async function affiliatesWithTraits(
	{ engine }: StoreContext,
	traits: readonly Trait[],
	exceptAffiliateId: string,
): Promise<Sharing> {
	return await engine.read(async (tx) => {
		const kinds = new Map<string, Set<TraitKind>>();
		for (const kind of TRAIT_KINDS) {
			const hashes = traits.filter((trait) => trait.kind === kind).map(({ hash }) => hash);
			for (const part of chunks([...new Set(hashes)])) {
				const rows = await tx
					.selectFrom('affiliate_traits')
					.select('affiliate_id')
					.distinct()
					.where('kind', '=', kind)
					.where('hash', 'in', part)
					.where('affiliate_id', '!=', exceptAffiliateId)
					.execute();
				for (const { affiliate_id: id } of rows) {
					kinds.set(id, (kinds.get(id) ?? new Set()).add(kind));
				}
			}
		}
		return [...kinds]
			.map(([affiliateId, shared]) => ({ affiliateId, kinds: [...shared] }))
			.sort((a, b) => (a.affiliateId < b.affiliateId ? -1 : 1));
	});
}

/** Affiliates with a trait that were made since a moment (inclusive), whatever became of them. */
export async function signupsWithTrait(
	{ engine }: StoreContext,
	{ kind, hash }: Trait,
	since: Instant,
	exceptAffiliateId: string,
): Promise<number> {
	const row = await engine.query((db) =>
		db
			.selectFrom('affiliate_traits as t')
			.innerJoin('affiliates as a', 'a.id', 't.affiliate_id')
			.select(sql<number>`cast(count(distinct a.id) as integer)`.as('signups'))
			.where('t.kind', '=', kind)
			.where('t.hash', '=', hash)
			.where('t.affiliate_id', '!=', exceptAffiliateId)
			.where('a.created_at', '>=', since)
			.executeTakeFirst(),
	);
	return row?.signups ?? 0;
}
