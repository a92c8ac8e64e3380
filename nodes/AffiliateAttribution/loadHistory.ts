import type { AttributionFacts, AttributionPolicy, BindingFact } from '../../lib/attribution';
import type { Order } from '../../lib/model/order';
import type { AffiliateStore } from '../../lib/ports/store';

/** What earlier orders say of who an order belongs to. */
export type HistoryFacts = Pick<AttributionFacts, 'lastCredit' | 'subscriptionCredit' | 'bindings'>;

/** Programmes in which a binding is looked for; a workspace has a handful. */
const MAXIMUM_PROGRAMMES = 100;

/** Looks up subscription, bindings and, where the policy asks for it, the customer's last credit. */
export async function loadHistory(
	store: AffiliateStore,
	order: Order,
	policy: AttributionPolicy,
): Promise<HistoryFacts> {
	const { email, customerId } = order.customer;
	const { storeKey } = order;
	const customerKey = store.history.customerKey({ storeKey, email, customerId });
	const [subscriptionCredit, bindings, lastCredit] = await Promise.all([
		loadSubscriptionCredit(store, order),
		customerKey === null ? [] : loadBindings(store, customerKey, order, policy),
		customerKey === null || !policy.creditReturningCustomers
			? null
			: store.history
					.customerHistory(customerKey, order.createdAt)
					.then((history) => history.lastCredit),
	]);
	return { subscriptionCredit, bindings, lastCredit };
}

async function loadSubscriptionCredit(
	{ history }: AffiliateStore,
	{ storeKey, subscription, createdAt }: Order,
): Promise<HistoryFacts['subscriptionCredit']> {
	if (subscription === null) return null;
	const { subscriptionId } = subscription;
	const past = await history.subscriptionHistory(storeKey, subscriptionId, createdAt);
	if (past.credit === null) return null;
	return { ...past.credit, firstPaymentAt: past.firstPaymentAt ?? createdAt };
}

async function loadBindings(
	{ ledger, registry }: AffiliateStore,
	customerKey: string,
	{ createdAt }: Order,
	{ programmeId }: AttributionPolicy,
): Promise<BindingFact[]> {
	const programmeIds =
		programmeId === null
			? (await registry.programmes(MAXIMUM_PROGRAMMES)).map((programme) => programme.programmeId)
			: [programmeId];
	const bindings = await Promise.all(
		programmeIds.map(async (id) => await ledger.binding(id, customerKey, createdAt)),
	);
	return bindings.flatMap((binding) => {
		if (binding === null || binding.affiliateId === null) return [];
		const { affiliateId, boundAt, expiresAt } = binding;
		return [{ programmeId: binding.programmeId, affiliateId, boundAt, expiresAt }];
	});
}
