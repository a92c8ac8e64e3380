import { applyCaps } from '../../../../lib/commission';
import { AffiliateError } from '../../../../lib/kernel';
import { reattributeConversion, type Act, type ReattributionResult } from '../../../../lib/ledger';
import { PLAIN_ATTRIBUTION, type Attribution } from '../../../../lib/model/credit';
import type { Order } from '../../../../lib/model/order';
import type { Verdict } from '../../../../lib/model/verdict';
import type { DecisionNeeds } from '../../../../lib/ports/ledger-store';
import type { AffiliateStore } from '../../../../lib/ports/store';
import { capNeeds, usageByKey } from '../../../shared/pricing/priceOrderFor';
import {
	priceReattribution,
	type PricedReattribution,
} from '../../../shared/pricing/priceReattribution';
import type { RecordedAttribution } from '../../../shared/pricing/recordedAttribution';
import { reRateEarlierOrders, type ReRated } from '../reRateEarlierOrders';
import { joinJourneys } from './joinJourneys';
import { verdictOf } from './verdictOf';

export interface ReattributionTerms {
	readonly attribution: Attribution;
	/** The order where the ledger keeps none; the same that is recorded. */
	readonly order: Order | null;
	/** What a fraud check says of the new credits; null: none ran. */
	readonly verdict: Verdict | null;
	readonly reason: string;
	readonly cause: string;
	readonly maxRateAgeDays: number;
	/** False only proposes: nothing is written. */
	readonly isApplied: boolean;
}

/**
 * Credits a recorded order otherwise: prices it for the new credits, lets the ledger decide, and
 * follows with earlier orders that a retroactive tier reaches. Throws `no_journal` for an order
 * that was recorded without what it was priced from.
 */
export async function reattributeOrder(
	store: AffiliateStore,
	recorded: RecordedAttribution,
	terms: ReattributionTerms,
	act: Act,
): Promise<{ result: ReattributionResult; reRated: readonly ReRated[] }> {
	const { conversion } = recorded;
	const { attribution, verdict: given, maxRateAgeDays } = terms;
	const { journal } = recorded;
	const order = journal?.order ?? (conversion.touches.length === 0 ? terms.order : null);
	if (order === null) throw withoutJournal(conversion.orderNumber);
	const verdict = await verdictOf(store, conversion, given);
	const request = { attribution, order, verdict, maxRateAgeDays };
	const priced = await priceReattribution(store, recorded, request);
	const result = await decided(store, recorded, terms, priced, act);
	const isWritten = terms.isApplied && result.outcome === 'reattributed';
	if (!isWritten || priced.commission === null) return { result, reRated: [] };
	await joinJourneys(store, conversion.customerKey, attribution, act.at);
	return { result, reRated: await reRateEarlierOrders(store, priced.commission, act) };
}

async function decided(
	store: AffiliateStore,
	recorded: RecordedAttribution,
	{ attribution, verdict, reason, cause, isApplied }: ReattributionTerms,
	{ commission, journal }: PricedReattribution,
	act: Act,
): Promise<ReattributionResult> {
	const { conversion, version, adjustments } = recorded;
	const { storeKey, orderId } = conversion;
	return await store.ledger.decide(
		{ storeKey, orderId },
		(state) => {
			const decision = reattributeConversion(
				state,
				{
					attribution,
					recorded: recordedCredits(recorded, attribution),
					commission:
						commission === null ? null : applyCaps(commission, usageByKey(commission, state)),
					journal,
					version,
					reason,
					adjustments,
					cause,
					...(verdict === null ? {} : { verdict }),
				},
				act,
			);
			return isApplied ? decision : { write: {}, result: decision.result };
		},
		needsOf(recorded, attribution, commission),
	);
}

/** The binding is read even where nobody is credited any more: it may have come with the order. */
function needsOf(
	{ conversion: { customerKey, programmeId: recordedId } }: RecordedAttribution,
	attribution: Attribution,
	commission: PricedReattribution['commission'],
): DecisionNeeds {
	const programmeId = attribution.programmeId ?? recordedId;
	return {
		...(commission === null ? {} : capNeeds(commission, customerKey)),
		...(programmeId === null || customerKey === null
			? {}
			: { customer: { programmeId, customerKey } }),
	};
}

/** Whom the order is credited to; an order without a journal was credited to nobody. */
export function recordedCredits(
	{ journal, conversion }: RecordedAttribution,
	now: Attribution,
): Attribution {
	return (
		journal?.attribution ?? {
			...now,
			...PLAIN_ATTRIBUTION,
			outcome: 'no_affiliate',
			programmeId: conversion.programmeId,
			programmeCode: null,
			credits: [],
			touches: [],
			trace: [],
		}
	);
}

function withoutJournal(orderNumber: string): AffiliateError {
	return new AffiliateError(`Order ${orderNumber} was recorded without what it was priced from`, {
		code: 'no_journal',
		hint: 'Imported orders are corrected with "Commission: Adjust" or "Commission: Reverse".',
	});
}
