import {
	applyCaps,
	capClaimKey,
	priceOrder,
	repricedFacts,
	type CommissionFacts,
} from '../../../lib/commission';
import type { Commission } from '../../../lib/model/commission';
import type { Order } from '../../../lib/model/order';
import type { DecisionNeeds, OrderState } from '../../../lib/ports/ledger-store';
import type { AffiliateStore } from '../../../lib/ports/store';
import { customerKeyOf } from './customerKeyOf';
import { loadFacts } from './loadFacts';
import type { PricingRequest } from './pricingRequest';
import {
	recordedAttribution,
	standingAttribution,
	type RecordedAttribution,
} from './recordedAttribution';

/**
 * Prices an order with what the store knows. An order that is recorded with commissions keeps the
 * terms it was recorded under: its plan version, credits, tiers and exchange rate (C23, C31). What a
 * person decided about the credits stays, whether it earned anything or not.
 */
export async function priceOrderFor(
	store: AffiliateStore,
	request: PricingRequest,
): Promise<Commission> {
	const recorded = await recordedAttribution(store, request.order);
	const attribution = standingAttribution(recorded, request.attribution);
	const facts =
		(await recordedFacts(store, recorded, request.order)) ??
		(await loadFacts(store, { ...request, attribution }));
	const commission = priceOrder(facts);
	if (commission.caps.length === 0) return commission;
	const { storeKey, orderId } = request.order;
	const usage = await store.ledger.decide(
		{ storeKey, orderId },
		(state) => ({ write: {}, result: usageByKey(commission, state) }),
		capNeeds(commission, customerKeyOf(store, request.order)),
	);
	return applyCaps(commission, usage);
}

/** What the ledger must read and lock to apply the caps of a commission. */
export function capNeeds(commission: Commission, customerKey: string | null): DecisionNeeds {
	const { programmeId } = commission;
	return {
		...(programmeId === null
			? {}
			: { caps: commission.caps.map((claim) => ({ claim, programmeId, customerKey })) }),
		...(programmeId === null || customerKey === null
			? {}
			: { customer: { programmeId, customerKey } }),
	};
}

/** The usage that the ledger read, as the caps look it up. */
export function usageByKey(
	commission: Commission,
	{ capUsage }: OrderState,
): CommissionFacts['capUsage'] {
	return new Map(
		commission.caps.flatMap((claim, index) => {
			const usage = capUsage[index];
			return usage === undefined ? [] : [[capClaimKey(claim), usage] as const];
		}),
	);
}

/**
 * The facts an order was recorded with, around its present content; null for a new order. It keeps
 * the date too, which tiers, caps and the time of rules go by.
 */
async function recordedFacts(
	store: AffiliateStore,
	recorded: RecordedAttribution | null,
	order: Order,
): Promise<CommissionFacts | null> {
	const terms = recorded?.terms;
	if (recorded?.journal?.context == null || terms === undefined) return null;
	const plan = await store.registry.plan(terms.planId, terms.planVersion);
	const programme = await store.registry.programme(terms.programmeId);
	if (plan === null || programme === null) return null;
	const { createdAt } = recorded.journal.order;
	return {
		...repricedFacts(recorded.journal, { plan, programme }),
		order: { ...order, createdAt },
	};
}
