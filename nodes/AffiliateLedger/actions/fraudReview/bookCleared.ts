import { applyCaps } from '../../../../lib/commission';
import { recordConversion, type Act } from '../../../../lib/ledger';
import type { ConversionResult } from '../../../../lib/ledger';
import type { FraudCase } from '../../../../lib/model/fraud-case';
import type { AffiliateStore } from '../../../../lib/ports/store';
import { priceJournal } from '../../../shared/pricing/priceJournal';
import { capNeeds, usageByKey } from '../../../shared/pricing/priceOrderFor';
import { recordedAttribution } from '../../../shared/pricing/recordedAttribution';
import { joinJourneys } from '../conversion/joinJourneys';
import { reRateEarlierOrders } from '../reRateEarlierOrders';

/**
 * Books an order that the fraud check had rejected and a person cleared, as if the check had let it
 * pass, with what follows for earlier orders that a retroactive tier reaches. Null where nothing was
 * rejected, or the order was recorded without what it is priced from.
 */
export async function bookCleared(
	store: AffiliateStore,
	{ subject, storeKey, orderId }: FraudCase,
	maxRateAgeDays: number,
	act: Act,
): Promise<ConversionResult | null> {
	if (subject !== 'order' || storeKey === null || orderId === null) return null;
	const recorded = await recordedAttribution(store, { storeKey, orderId });
	if (recorded?.conversion.reason !== 'rejected_by_fraud_check') return null;
	const { conversion, journal } = recorded;
	if (journal === null) return null;
	const { order, attribution } = journal;
	const commission = await priceJournal(store, journal, null, maxRateAgeDays);
	const { customerKey, verdict } = conversion;
	const result = await store.ledger.decide(
		{ storeKey, orderId },
		(state) => {
			const capped = applyCaps(commission, usageByKey(commission, state));
			const input = { order, attribution, verdict, commission: capped, customerKey };
			return recordConversion(state, { ...input, isCleared: true }, act);
		},
		capNeeds(commission, customerKey),
	);
	await joinJourneys(store, customerKey, attribution, act.at);
	await reRateEarlierOrders(store, commission, act);
	return result;
}
