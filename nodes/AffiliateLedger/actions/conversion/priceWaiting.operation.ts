import type { IDataObject } from 'n8n-workflow';
import { applyCaps, priceOrder } from '../../../../lib/commission';
import { recordConversion, type Act } from '../../../../lib/ledger';
import { toJson } from '../../../../lib/model/json';
import type { ReplayEntry } from '../../../../lib/ports/ledger-store';
import type { AffiliateStore } from '../../../../lib/ports/store';
import { loadFacts } from '../../../shared/pricing/loadFacts';
import { capNeeds, usageByKey } from '../../../shared/pricing/priceOrderFor';
import { programmeField, requireProgramme } from '../../locators';
import type { LedgerOperation } from '../../operation';
import { actOf } from '../actOf';
import { reRateEarlierOrders } from '../reRateEarlierOrders';

const WAITING: ReadonlySet<string> = new Set(['missing_exchange_rate', 'no_plan_in_effect']);

/** Prices recorded orders that waited for an exchange rate or a plan, once it is there (C22). */
export const priceWaitingConversions: LedgerOperation = {
	value: 'priceWaiting',
	name: 'Price Waiting',
	action: 'Price waiting conversions',
	description: 'Price recorded orders that waited for an exchange rate or a plan',
	fields: [
		programmeField(),
		{
			displayName: 'Exchange Rate Max Age',
			name: 'maxRateAgeDays',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 365 },
			default: 7,
			description: 'Days after which an exchange rate no longer counts',
		},
	],
	async run(context) {
		const { execute, itemIndex, store } = context;
		const { programmeId } = await requireProgramme(context);
		const maxRateAgeDays = Number(execute.getNodeParameter('maxRateAgeDays', itemIndex, 7));
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
	const request = { order, attribution, verdict, maxRateAgeDays };
	const facts = await loadFacts(store, request);
	const customerType = journal.context?.customerType ?? facts.context.customerType;
	const commission = priceOrder({ ...facts, context: { ...facts.context, customerType } });
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
