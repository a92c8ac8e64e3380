import {
	findSignals,
	type AttributionFacts,
	type AttributionPolicy,
	type OrderSignals,
} from '../../lib/attribution';
import type { Order } from '../../lib/model/order';
import type { AffiliateStore } from '../../lib/ports/store';
import { loadHistory } from './loadHistory';

/** Looks up everything that the signals of an order name. */
export async function loadFacts(
	store: AffiliateStore,
	order: Order,
	policy: AttributionPolicy,
): Promise<AttributionFacts> {
	const { clicks: clickStore, registry } = store;
	const signals = findSignals(order, policy.signals);
	const clicks = await found(signals.clicks, async ({ clickId }) => await clickStore.get(clickId));
	const coupons = await found(
		signals.couponCodes,
		async (code) => await registry.couponByCode(code),
	);
	const history = await loadHistory(store, order, policy);
	const defaultProgrammeId = await loadDefaultProgrammeId(store, signals, policy);
	const { lastCredit, subscriptionCredit, bindings } = history;
	const credited = [lastCredit, subscriptionCredit].filter((credit) => credit !== null);
	const named = [...clicks, ...coupons, ...credited, ...bindings];
	const affiliateIds = new Set(named.map(({ affiliateId }) => affiliateId));
	const programmeIds = new Set(
		[...named.map(({ programmeId }) => programmeId), defaultProgrammeId].filter(
			(programmeId) => programmeId !== null,
		),
	);
	return {
		clicks,
		coupons,
		...history,
		defaultProgrammeId,
		affiliates: [
			...(await found([...affiliateIds], async (id) => await registry.affiliate(id))),
			...(await found(
				signals.affiliateCodes,
				async ({ code }) => await registry.affiliateByCode(code),
			)),
		],
		programmes: await found([...programmeIds], async (id) => await registry.programme(id)),
	};
}

/** An affiliate's code names no programme; with one programme in the workspace that is no question. */
async function loadDefaultProgrammeId(
	{ registry }: AffiliateStore,
	{ affiliateCodes }: OrderSignals,
	policy: AttributionPolicy,
): Promise<string | null> {
	if (policy.programmeId !== null) return policy.programmeId;
	if (affiliateCodes.length === 0) return null;
	const [first, second] = await registry.programmes(2);
	return first === undefined || second !== undefined ? null : first.programmeId;
}

async function found<Key, Value>(
	keys: readonly Key[],
	look: (key: Key) => Promise<Value | null>,
): Promise<Value[]> {
	const values = await Promise.all(keys.map(look));
	return values.filter((value) => value !== null);
}
