import {
	attributeOrder,
	DEFAULT_SIGNAL_SETTINGS,
	type AttributionPolicy,
} from '../../lib/attribution';
import { applyCaps } from '../../lib/commission';
import { evaluateOrder } from '../../lib/fraud';
import { caseOfOrder } from '../../lib/fraud/scan';
import { recordConversion, recordDispute, recordRefund } from '../../lib/ledger';
import type { Attribution } from '../../lib/model/credit';
import type { Order } from '../../lib/model/order';
import type { Verdict } from '../../lib/model/verdict';
import type { AffiliateStore } from '../../lib/ports/store';
import { loadFacts as loadAttributionFacts } from '../../nodes/AffiliateAttribution/loadFacts';
import { loadFacts as loadFraudFacts } from '../../nodes/AffiliateFraudCheck/loadFacts';
import { joinJourneys } from '../../nodes/AffiliateLedger/actions/conversion/joinJourneys';
import { mutedRuleIds, policyOfProgramme } from '../../nodes/shared/fraud/policyInForce';
import { customerKeyOf } from '../../nodes/shared/pricing/customerKeyOf';
import { capNeeds, priceOrderFor, usageByKey } from '../../nodes/shared/pricing/priceOrderFor';
import { aRefund } from '../support/builders/order';
import { STORE_KEY } from './order-of';

/** What the nodes have as defaults. */
const ATTRIBUTION_POLICY: AttributionPolicy = {
	programmeId: null,
	model: null,
	couponPolicy: null,
	lookbackDays: null,
	settings: {},
	creditReturningCustomers: false,
	signals: DEFAULT_SIGNAL_SETTINGS,
};

export interface JudgedOrder {
	readonly attribution: Attribution;
	/** Null: nobody is credited. */
	readonly verdict: Verdict | null;
}

/**
 * Takes an order the way the workflow does: attribution, fraud check, commission, ledger, with the
 * functions of these nodes, but at the time of the order instead of now.
 */
export async function recordOrder(store: AffiliateStore, order: Order): Promise<JudgedOrder> {
	const attributionFacts = await loadAttributionFacts(store, order, ATTRIBUTION_POLICY);
	const attribution = attributeOrder(order, attributionFacts, ATTRIBUTION_POLICY);
	if (attribution.outcome !== 'attributed') return { attribution, verdict: null };
	const verdict = await checkOrder(store, order, attribution);
	const commission = await priceOrderFor(store, {
		order,
		attribution,
		verdict,
		maxRateAgeDays: 7,
	});
	const { storeKey, orderId, createdAt: at } = order;
	const customerKey = customerKeyOf(store, order);
	await store.ledger.decide(
		{ storeKey, orderId },
		(state) => {
			const capped = applyCaps(commission, usageByKey(commission, state));
			const input = { order, attribution, verdict, commission: capped, customerKey };
			return recordConversion(state, input, { at, actor: 'simulation' });
		},
		capNeeds(commission, customerKey),
	);
	await joinJourneys(store, customerKey, attribution, at);
	return { attribution, verdict };
}

async function checkOrder(
	store: AffiliateStore,
	order: Order,
	attribution: Attribution,
): Promise<Verdict> {
	const { programmeId } = attribution;
	const { policy, version } = await policyOfProgramme(store.fraud, programmeId);
	const facts = await loadFraudFacts(store, { order, attribution, policy });
	const verdict = evaluateOrder(facts, policy, {
		mutedRuleIds: await mutedRuleIds(store.fraud, programmeId, policy),
		policyVersion: version,
		hash: store.keyedHash.bind(store),
	});
	const { storeKey, orderId, createdAt: now } = order;
	await store.fraud.recordCheck({
		check: { storeKey, orderId, programmeId, checkedAt: now, orderedAt: now, verdict },
		facts,
		traits: facts.customer.traits,
		openCase: caseOfOrder(verdict, facts, {
			programmeId,
			conversionId: facts.recordedOrder?.conversionId ?? null,
			policy,
			now,
		}),
	});
	return verdict;
}

export async function refundOrder(store: AffiliateStore, order: Order, at: string): Promise<void> {
	const { orderId, totals, currency, lines } = order;
	const refund = aRefund({
		storeKey: STORE_KEY,
		refundId: `refund-${orderId}`,
		orderId,
		createdAt: at,
		currency,
		lines: lines.map(({ lineId, quantity, net, tax }) => ({ lineId, quantity, net, tax })),
		total: totals.total,
	});
	await store.ledger.decide({ storeKey: STORE_KEY, orderId }, (state) =>
		recordRefund(state, refund, { at, actor: 'simulation' }),
	);
}

export async function disputeOrder(store: AffiliateStore, order: Order, at: string): Promise<void> {
	const { orderId, totals, currency, platform } = order;
	await store.ledger.decide({ storeKey: STORE_KEY, orderId }, (state) =>
		recordDispute(
			state,
			{
				platform,
				storeKey: STORE_KEY,
				disputeId: `dispute-${orderId}`,
				orderId,
				status: 'open',
				reason: 'fraudulent',
				currency,
				amount: totals.total,
				openedAt: at,
				updatedAt: at,
			},
			{ at, actor: 'simulation' },
		),
	);
}
