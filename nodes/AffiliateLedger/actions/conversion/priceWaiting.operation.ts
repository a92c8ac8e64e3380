import type { IDataObject } from 'n8n-workflow';
import { applyCaps } from '../../../../lib/commission';
import { recordConversion, type Act } from '../../../../lib/ledger';
import { toJson } from '../../../../lib/model/json';
import type { ReplayEntry } from '../../../../lib/ports/ledger-store';
import type { AffiliateStore } from '../../../../lib/ports/store';
import { priceJournal } from '../../../shared/pricing/priceJournal';
import { capNeeds, usageByKey } from '../../../shared/pricing/priceOrderFor';
import { programmeField, requireProgramme } from '../../locators';
import type { LedgerOperation } from '../../operation';
import { actOf } from '../actOf';
import { reRateEarlierOrders } from '../reRateEarlierOrders';
import { maxRateAgeField, readMaxRateAge } from './rateAgeField';

const WAITING: ReadonlySet<string> = new Set(['missing_exchange_rate', 'no_plan_in_effect']);

/** Prices recorded orders that waited for an exchange rate or a plan, once it is there (C22). */
export const priceWaitingConversions: LedgerOperation = {
	value: 'priceWaiting',
	name: 'Price Waiting',
	action: 'Price waiting conversions',
	description: 'Price recorded orders that waited for an exchange rate or a plan',
	fields: [programmeField(), maxRateAgeField],
	async run(context) {
		const { store } = context;
		const { programmeId } = await requireProgramme(context);
		const maxRateAgeDays = readMaxRateAge(context);
		const priced: IDataObject[] = [];
		let waiting = 0;
		for await (const entry of store.ledger.replay({ programmeId })) {
			if (entry.commissions.length > 0 || !WAITING.has(entry.conversion.reason)) continue;
			const result = await priceAgain(store, entry, maxRateAgeDays, actOf(context));
			if (result === null) waiting += 1;
			else priced.push(result);
		}
		return [{ json: { priced: priced.length, waiting, conversions: priced } }];
	},
};

/** Null when it still waits, or was recorded without what it was priced from. */
async function priceAgain(
	store: AffiliateStore,
	{ conversion, journal }: ReplayEntry,
	maxRateAgeDays: number,
	act: Act,
): Promise<IDataObject | null> {
	if (journal === null) return null;
	const { order, attribution } = journal;
	const { verdict, customerKey, storeKey, orderId } = conversion;
	const commission = await priceJournal(store, journal, verdict, maxRateAgeDays);
	if (WAITING.has(commission.reason)) return null;
	const result = await store.ledger.decide(
		{ storeKey, orderId },
		(state) => {
			const capped = applyCaps(commission, usageByKey(commission, state));
			return recordConversion(
				state,
				{ order, attribution, verdict, commission: capped, customerKey },
				act,
			);
		},
		capNeeds(commission, customerKey),
	);
	const reRated = await reRateEarlierOrders(store, commission, act);
	return toJson({
		conversionId: result.conversionId,
		outcome: result.outcome,
		message: result.message,
		...(reRated.length === 0 ? {} : { reRated }),
	});
}
