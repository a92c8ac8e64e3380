import type { Instant } from '../../kernel';
import type { Trait } from '../../model/trait';
import { chunks } from '../chunks';
import type { StoreQueries } from '../engine';

/** `record`: the affiliate itself; `profile`: its payout profile. */
type TraitSource = 'record' | 'profile';

/** Writes what is known of an affiliate from one source in place of what was. */
export async function replaceTraits(
	tx: StoreQueries,
	owner: { readonly affiliateId: string; readonly source: TraitSource; readonly at: Instant },
	traits: readonly Trait[],
): Promise<void> {
	const { affiliateId, source, at } = owner;
	await tx
		.deleteFrom('affiliate_traits')
		.where('affiliate_id', '=', affiliateId)
		.where('source', '=', source)
		.execute();
	const rows = traits.map(({ kind, hash }) => ({
		kind,
		hash,
		affiliate_id: affiliateId,
		source,
		at,
	}));
	for (const part of chunks(rows)) {
		await tx
			.insertInto('affiliate_traits')
			.values(part)
			.onConflict((conflict) => conflict.doNothing())
			.execute();
	}
}
