import {
	findSignals,
	hasEligibleClick,
	type AttributionFacts,
	type AttributionPolicy,
	type OrderSignals,
} from '../../lib/attribution';
import type { Order } from '../../lib/model/order';
import type { AffiliateStore } from '../../lib/ports/store';
import { loadHistory } from './loadHistory';
import { loadCustomerJourneys, loadJourneyClicks } from './loadJourneyClicks';

/**
 * Looks up what the signals of an order name, and no more than can have a say: codes and referring
 * sites only where no click can be credited, weights only for the data-driven model.
 */
export async function loadFacts(
	store: AffiliateStore,
	order: Order,
	policy: AttributionPolicy,
): Promise<AttributionFacts> {
	const signals = findSignals(order, policy.signals);
	const facts = await loadStrongFacts(store, order, signals, policy);
	const complete = hasEligibleClick(signals, order, facts, policy)
		? facts
		: await withWeakFacts(store, signals, facts);
	return { ...complete, weights: await loadWeights(store, complete, policy) };
}

/** Everything about clicks, coupons, subscriptions and the customer's past. */
async function loadStrongFacts(
	store: AffiliateStore,
	order: Order,
	signals: OrderSignals,
	policy: AttributionPolicy,
): Promise<AttributionFacts> {
	const { clicks: clickStore, registry } = store;
	const [clicks, coupons, history, joined] = await Promise.all([
		found(signals.clicks, async ({ clickId }) => await clickStore.get(clickId)),
		found(signals.couponCodes, async (code) => await registry.couponByCode(code)),
		loadHistory(store, order, policy),
		loadCustomerJourneys(store, order),
	]);
	const journeyClicks = await loadJourneyClicks(store, order, clicks, joined, policy);
	const { lastCredit, subscriptionCredit, bindings } = history;
	const credited = [lastCredit, subscriptionCredit].filter((credit) => credit !== null);
	const named = [...clicks, ...journeyClicks, ...coupons, ...credited, ...bindings];
	const affiliateIds = new Set(named.map(({ affiliateId }) => affiliateId));
	const programmeIds = new Set(named.map(({ programmeId }) => programmeId));
	if (policy.programmeId !== null) programmeIds.add(policy.programmeId);
	const [affiliates, programmes] = await Promise.all([
		found([...affiliateIds], async (id) => await registry.affiliate(id)),
		found([...programmeIds], async (id) => await registry.programme(id)),
	]);
	return {
		clicks,
		journeyClicks,
		coupons,
		...history,
		affiliates,
		programmes,
		siteOwners: [],
		weights: [],
		defaultProgrammeId: policy.programmeId,
	};
}

/** Adds whom codes and referring sites name, and the programme that such a one belongs to. */
async function withWeakFacts(
	{ registry }: AffiliateStore,
	{ affiliateCodes, referrers }: OrderSignals,
	facts: AttributionFacts,
): Promise<AttributionFacts> {
	const [named, owned] = await Promise.all([
		found(affiliateCodes, async ({ code }) => await registry.affiliateByCode(code)),
		found(referrers, async ({ host }) => {
			const owner = await registry.affiliateBySite(host);
			return owner === null ? null : { host, owner };
		}),
	]);
	const widened = {
		...facts,
		affiliates: [...facts.affiliates, ...named, ...owned.map(({ owner }) => owner)],
		siteOwners: owned.map(({ host, owner }) => ({ host, affiliateId: owner.affiliateId })),
	};
	if (facts.defaultProgrammeId !== null) return widened;
	if (affiliateCodes.length === 0 && owned.length === 0) return widened;
	// Neither a code nor a site names a programme; with one in the workspace that is no question.
	const [first, second] = await registry.programmes(2);
	if (first === undefined || second !== undefined) return widened;
	const programmes = [...facts.programmes, first];
	return { ...widened, programmes, defaultProgrammeId: first.programmeId };
}

async function loadWeights(
	{ journeys }: AffiliateStore,
	{ programmes }: AttributionFacts,
	{ model }: AttributionPolicy,
): Promise<AttributionFacts['weights']> {
	const dataDriven = programmes.filter(
		({ attributionModel }) => (model ?? attributionModel) === 'data_driven',
	);
	return await found(dataDriven, async ({ programmeId }) => await journeys.weights(programmeId));
}

async function found<Key, Value>(
	keys: readonly Key[],
	look: (key: Key) => Promise<Value | null>,
): Promise<Value[]> {
	const values = await Promise.all(keys.map(look));
	return values.filter((value) => value !== null);
}
