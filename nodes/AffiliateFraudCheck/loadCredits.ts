import type { FactName } from '../../lib/fraud';
import type { LookedUpCredit } from '../../lib/fraud/facts/build-order-facts';
import type { Attribution, Credit } from '../../lib/model/credit';
import type { CreditFacts } from '../../lib/model/fraud-facts';
import type { AffiliateStore } from '../../lib/ports/store';
import { checkedAffiliate } from '../shared/fraud/checkedAffiliate';

/** Click and affiliate behind every credit of an order. */
export async function loadCredits(
	store: AffiliateStore,
	{ credits }: Attribution,
	needed: ReadonlySet<FactName>,
): Promise<LookedUpCredit[]> {
	return await Promise.all(
		credits.map(async (credit) => ({
			credit,
			click: needed.has('click')
				? await loadClick(store, credit)
				: { status: 'not_named' as const },
			affiliate: needed.has('affiliate')
				? await loadAffiliate(store, credit)
				: { status: 'not_named' as const },
		})),
	);
}

async function loadClick(store: AffiliateStore, { touch }: Credit): Promise<CreditFacts['click']> {
	if (touch.clickId === null) return { status: 'not_named' };
	const click = await store.clicks.get(touch.clickId);
	return click === null ? { status: 'missing' } : { status: 'found', value: click };
}

async function loadAffiliate(
	{ registry, fraud }: AffiliateStore,
	{ affiliateId }: Credit,
): Promise<LookedUpCredit['affiliate']> {
	const affiliate = await registry.affiliate(affiliateId);
	if (affiliate === null) return { status: 'missing' };
	const [traits, openCases] = await Promise.all([
		fraud.affiliateTraits(affiliateId),
		fraud.openAffiliateCases([affiliateId]),
	]);
	const checked = checkedAffiliate(affiliate, openCases);
	return { status: 'found', value: { affiliate, checked, traits } };
}
