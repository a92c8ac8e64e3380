import { priceOrder, repricedFacts, type CommissionFacts } from '../../../lib/commission';
import type { Commission } from '../../../lib/model/commission';
import type { Attribution } from '../../../lib/model/credit';
import type { Journal } from '../../../lib/model/journal';
import type { Order } from '../../../lib/model/order';
import type { Plan } from '../../../lib/model/plan';
import type { Programme } from '../../../lib/model/programme';
import type { Verdict } from '../../../lib/model/verdict';
import type { AffiliateStore } from '../../../lib/ports/store';
import { loadAffiliates, loadFacts } from './loadFacts';
import { loadMetrics } from './loadMetrics';
import type { RecordedAttribution } from './recordedAttribution';
import { withRecordedCustomer } from './withRecordedCustomer';

export interface ReattributionRequest {
	readonly attribution: Attribution;
	/** The recorded order, or the one of the item where none is kept. */
	readonly order: Order;
	/** What the price goes by: null once a person cleared the order. */
	readonly verdict: Verdict | null;
	readonly maxRateAgeDays: number;
}

export interface PricedReattribution {
	/** Null when the plan version the order was recorded with is not there any more. */
	readonly commission: Commission | null;
	readonly journal: Journal;
}

/**
 * Prices a recorded order for other credits. In its programme it keeps the plan version, the
 * exchange rate and everything else it was recorded with; only what the new affiliates reached and
 * who recruited them is looked up. In another programme, or where it earned nothing so far, it is
 * priced as if it were recorded so.
 */
export async function priceReattribution(
	store: AffiliateStore,
	recorded: RecordedAttribution,
	request: ReattributionRequest,
): Promise<PricedReattribution> {
	const { attribution, order } = request;
	const facts = await factsOf(store, recorded, request);
	const context = facts?.context ?? recorded.journal?.context ?? null;
	return {
		commission: facts === null ? null : priceOrder(facts),
		journal: { order, attribution, context },
	};
}

async function factsOf(
	store: AffiliateStore,
	recorded: RecordedAttribution,
	request: ReattributionRequest,
): Promise<CommissionFacts | null> {
	const { terms, journal } = recorded;
	const { attribution } = request;
	const isSameProgramme = terms !== undefined && terms.programmeId === attribution.programmeId;
	if (!isSameProgramme || journal?.context == null || attribution.credits.length === 0) {
		return withRecordedCustomer(await loadFacts(store, request), journal?.context ?? null);
	}
	const plan = await store.registry.plan(terms.planId, terms.planVersion);
	const programme = await store.registry.programme(terms.programmeId);
	if (plan === null || programme === null) return null;
	return await underRecordedTerms(store, recorded, request, { plan, programme });
}

async function underRecordedTerms(
	store: AffiliateStore,
	{ conversion, journal }: RecordedAttribution,
	{ attribution, order, verdict }: ReattributionRequest,
	{ plan, programme }: { readonly plan: Plan; readonly programme: Programme },
): Promise<CommissionFacts | null> {
	if (journal?.context == null) return null;
	const { context } = journal;
	const present = await loadAffiliates(store, attribution, plan);
	const affiliates = joined(context.affiliates, present, ({ affiliateId }) => affiliateId);
	const reached = await loadMetrics(store, {
		order,
		attribution,
		affiliates,
		plan,
		programme,
		exceptConversionId: conversion.conversionId,
	});
	const metrics = joined(context.metrics, reached, ({ key }) => key);
	const renewed = { order, attribution, context: { ...context, affiliates } };
	return { ...repricedFacts(renewed, { plan, programme, metrics }), verdict };
}

/** What is recorded goes before what is so now. */
function joined<Entry>(
	recorded: readonly Entry[],
	present: readonly Entry[],
	keyOf: (entry: Entry) => string,
): Entry[] {
	const known = new Set(recorded.map(keyOf));
	return [...recorded, ...present.filter((entry) => !known.has(keyOf(entry)))];
}
