import {
	factsNeeded,
	type CreditFacts,
	type FraudFacts,
	type FraudPolicy,
	type Lookup,
} from '../../lib/fraud';
import type { Attribution, Credit } from '../../lib/model/credit';
import type { Order } from '../../lib/model/order';
import type { AffiliateStore } from '../../lib/ports/store';

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
	const isCredited = attribution.credits.length > 0;
	const needed = new Set(isCredited ? factsNeeded(policy) : []);
	const { email, customerId } = order.customer;
	return {
		order,
		attribution,
		credits: await Promise.all(
			attribution.credits.map(async (credit): Promise<CreditFacts> => ({
				credit,
				click: needed.has('click') ? await loadClick(store, credit) : { status: 'not_named' },
				affiliate: needed.has('affiliate')
					? asLookup(await store.registry.affiliate(credit.affiliateId))
					: { status: 'not_named' },
			})),
		),
		recordedOrder: needed.has('recordedOrder')
			? await store.history.recordedOrder(order.storeKey, order.orderId)
			: null,
		customerKey: store.history.customerKey({ storeKey: order.storeKey, email, customerId }),
	};
}

async function loadClick(store: AffiliateStore, { touch }: Credit): Promise<CreditFacts['click']> {
	if (touch.clickId === null) return { status: 'not_named' };
	return asLookup(await store.clicks.get(touch.clickId));
}

function asLookup<Value>(value: Value | null): Lookup<Value> {
	return value === null ? { status: 'missing' } : { status: 'found', value };
}
