import { factsNeeded } from '../../lib/fraud';
import { buildOrderFacts } from '../../lib/fraud/facts/build-order-facts';
import { lastAddressOf, networkAddress } from '../../lib/kernel';
import type { Attribution } from '../../lib/model/credit';
import type { FraudFacts } from '../../lib/model/fraud-facts';
import type { FraudPolicy } from '../../lib/model/fraud-policy';
import type { Order } from '../../lib/model/order';
import type { AffiliateStore } from '../../lib/ports/store';
import { referenceListsOf, type ReferenceLists } from '../shared/referenceLists';
import { loadCredits } from './loadCredits';
import { loadLookUps } from './loadLookUps';

export interface FactsRequest {
	readonly order: Order;
	readonly attribution: Attribution;
	readonly policy: FraudPolicy;
}

/** Looks up what the rules of the policy need; nothing for an order that nobody is credited for. */
export async function loadFacts(
	store: AffiliateStore,
	{ order, attribution, policy }: FactsRequest,
): Promise<FraudFacts> {
	const needed = new Set(attribution.credits.length > 0 ? factsNeeded(policy) : []);
	const lists = referenceListsOf(store.fraud);
	await lists.refresh();
	const { email, customerId } = order.customer;
	const customerKey = store.history.customerKey({ storeKey: order.storeKey, email, customerId });
	const hash = store.keyedHash.bind(store);
	const credits = await loadCredits(store, attribution, needed);
	return buildOrderFacts({
		order,
		attribution,
		credits,
		customerKey,
		disposableDomains: lists.disposableDomains,
		couponSites: lists.couponSites,
		networkKinds: kindsOfNetwork(lists, order.tracking.clientIp),
		lookUps: await loadLookUps(store, { order, attribution, policy, credits, customerKey, needed }),
		hash,
	});
}

/** Orders keep only the network: a list says something of it when it has the whole of it. */
function kindsOfNetwork(lists: ReferenceLists, clientIp: string | null) {
	const network = networkAddress(clientIp);
	const last = network === null ? null : lastAddressOf(network);
	if (network === null || last === null) return [];
	const ofLast = lists.kindsOf(last);
	return lists.kindsOf(network).filter((kind) => ofLast.includes(kind));
}
