import { AffiliateError } from '../../kernel';
import { affiliateTraits, type Trait, type TraitHash } from '../../model/trait';
import type { StoreContext, StoreQueries } from '../engine';
import { loadNewestProfile } from '../payouts/profiles';
import { loadAffiliate } from '../registry/affiliates';
import { profileTraits } from './traits-of-profile';
import { replaceTraits } from './traits-write';

const NAME = 'affiliate_traits';

const AFFILIATES_PER_PAGE = 500;

/**
 * Writes the traits of affiliates and payout profiles that were saved before traits were kept, once
 * in the life of a store. A migration cannot: what they are made from is sealed, and only who opens
 * the store has the key. What is damaged is left out, and gets its traits with its next save.
 */
export async function fillTraits(context: StoreContext): Promise<void> {
	const { engine, clock } = context;
	if (await engine.query(isFilled)) return;
	await engine.write(async (tx) => {
		await engine.lock(tx, NAME);
		if (await isFilled(tx)) return;
		let after = '';
		for (;;) {
			const page = await affiliatesAfter(tx, after);
			for (const affiliateId of page) await fillAffiliate(context, tx, affiliateId);
			if (page.length < AFFILIATES_PER_PAGE) break;
			after = page.at(-1) ?? after;
		}
		await tx.insertInto('store_meta').values({ name: NAME, value: clock.now() }).execute();
	});
}

async function isFilled(db: StoreQueries): Promise<boolean> {
	const row = await db
		.selectFrom('store_meta')
		.select('name')
		.where('name', '=', NAME)
		.executeTakeFirst();
	return row !== undefined;
}

async function affiliatesAfter(tx: StoreQueries, after: string): Promise<string[]> {
	const rows = await tx
		.selectFrom('affiliates')
		.select('id')
		.where('id', '>', after)
		.orderBy('id')
		.limit(AFFILIATES_PER_PAGE)
		.execute();
	return rows.map(({ id }) => id);
}

async function fillAffiliate(
	{ keys, clock }: StoreContext,
	tx: StoreQueries,
	affiliateId: string,
): Promise<void> {
	const hash: TraitHash = (purpose, value) => keys.keyedHash(purpose, value);
	const at = clock.now();
	const affiliate = await readable(() => loadAffiliate(tx, keys, affiliateId));
	const profile = await readable(() => loadNewestProfile(tx, keys, affiliateId));
	const known: ReadonlyArray<readonly ['record' | 'profile', Trait[]]> = [
		['record', affiliate === null ? [] : affiliateTraits(affiliate, hash)],
		['profile', profile === null ? [] : profileTraits(profile, hash)],
	];
	for (const [source, traits] of known) {
		if (traits.length > 0) await replaceTraits(tx, { affiliateId, source, at }, traits);
	}
}

/** One record that cannot be read must not keep the whole store shut. */
async function readable<Entry>(read: () => Promise<Entry | null>): Promise<Entry | null> {
	try {
		return await read();
	} catch (error) {
		if (error instanceof AffiliateError && error.code === 'sealed_value_damaged') return null;
		throw error;
	}
}
