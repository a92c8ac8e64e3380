import { applyCaps, priceOrder, repricedFacts } from '../../../lib/commission';
import { reRateConversion, type Act } from '../../../lib/ledger';
import type { Commission } from '../../../lib/model/commission';
import type { Journal } from '../../../lib/model/journal';
import type { Plan } from '../../../lib/model/plan';
import type { Programme } from '../../../lib/model/programme';
import type { Conversion, ReplayEntry } from '../../../lib/ports/ledger-store';
import type { AffiliateStore } from '../../../lib/ports/store';
import { loadAffiliates } from '../../shared/pricing/loadFacts';
import { loadMetrics, type MetricsRequest } from '../../shared/pricing/loadMetrics';
import { capNeeds, usageByKey } from '../../shared/pricing/priceOrderFor';
import { recordedOrder } from '../../shared/pricing/recordedOrder';

export type ReRated = ReturnType<typeof reRateConversion>['result'];

/**
 * Retroactive tiers (C10): earlier orders of the window are priced at the tier that this order
 * reached. Every difference is an entry; running it again finds nothing left to add.
 */
export async function reRateEarlierOrders(
	store: AffiliateStore,
	commission: Commission,
	act: Act,
): Promise<ReRated[]> {
	const { programmeId, planId, planVersion } = commission;
	if (programmeId === null || planId === null || planVersion === null) return [];
	if (commission.retroactive.length === 0) return [];
	const plan = await store.registry.plan(planId, planVersion);
	const programme = await store.registry.programme(programmeId);
	if (plan === null || programme === null) return [];
	const results: ReRated[] = [];
	for (const { affiliateId, from, to } of commission.retroactive) {
		const entries = store.ledger.replay({
			programmeId,
			affiliateId,
			...(from === null ? {} : { from }),
			to,
		});
		for await (const entry of entries) {
			const terms = { plan, programme, until: justAfter(to) };
			const result = await reRate(store, entry, terms, 'retroactive tier', act);
			if (result !== null && result.outcome !== 'unchanged') results.push(result);
		}
	}
	return results;
}

export interface ReRateTerms {
	readonly plan: Plan;
	readonly programme: Programme;
	/** Until when retroactive tiers count; without it they count what came before the order. */
	readonly until?: MetricsRequest['until'];
}

/**
 * Prices one recorded order by other terms and books the difference; null without a journal. What
 * was edited or adjusted meanwhile is refused by the ledger, and read once more.
 */
export async function reRate(
	store: AffiliateStore,
	{ conversion, journal, commissions }: ReplayEntry,
	terms: ReRateTerms,
	reason: string,
	act: Act,
): Promise<ReRated | null> {
	if (journal?.context == null || commissions.length === 0) return null;
	const first = await reRateAsItStands(store, conversion, terms, reason, act);
	return first?.outcome === 'refused'
		? await reRateAsItStands(store, conversion, terms, reason, act)
		: first;
}

async function reRateAsItStands(
	store: AffiliateStore,
	{ conversionId, storeKey, orderId, customerKey }: Conversion,
	terms: ReRateTerms,
	reason: string,
	act: Act,
): Promise<ReRated | null> {
	const recorded = await recordedOrder(store, { storeKey, orderId });
	if (recorded?.journal == null) return null;
	const { journal, adjustments, version } = recorded;
	const priced = await priceUnder(store, journal, { ...terms, exceptConversionId: conversionId });
	const cause = `${terms.plan.planId}@${terms.plan.version}:${terms.until ?? 'order'}`;
	return await store.ledger.decide(
		{ storeKey, orderId },
		(state) => {
			const commission = applyCaps(priced, usageByKey(priced, state));
			const reRating = { commission, journal, version, cause, reason, adjustments };
			return reRateConversion(state, reRating, act);
		},
		capNeeds(priced, customerKey),
	);
}

async function priceUnder(
	store: AffiliateStore,
	recorded: Journal,
	{ plan, programme, ...scope }: ReRateTerms & { readonly exceptConversionId: string },
): Promise<Commission> {
	const journal = await withUpline(store, recorded, plan);
	const metrics = await loadMetrics(store, {
		order: journal.order,
		attribution: journal.attribution,
		affiliates: journal.context?.affiliates ?? [],
		plan,
		programme,
		...scope,
	});
	return priceOrder(repricedFacts(journal, { plan, programme, metrics }));
}

/** Whoever these terms pay above the affiliates and the recorded ones did not, as they are now. */
async function withUpline(store: AffiliateStore, journal: Journal, plan: Plan): Promise<Journal> {
	const { attribution, context } = journal;
	if (context === null || plan.levels === null) return journal;
	const present = await loadAffiliates(store, attribution, plan);
	const recorded = new Set(context.affiliates.map(({ affiliateId }) => affiliateId));
	const added = present.filter(({ affiliateId }) => !recorded.has(affiliateId));
	return { ...journal, context: { ...context, affiliates: [...context.affiliates, ...added] } };
}

/** The first moment after an instant, so that an order at that instant counts. */
function justAfter(instant: string): string {
	return new Date(Date.parse(instant) + 1).toISOString();
}
