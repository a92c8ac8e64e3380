import type { IDataObject } from 'n8n-workflow';
import { applyCaps } from '../../../../lib/commission';
import { recordConversion } from '../../../../lib/ledger';
import { commissionSchema } from '../../../../lib/model/commission';
import { toJson } from '../../../../lib/model/json';
import type { Order } from '../../../../lib/model/order';
import type { Verdict } from '../../../../lib/model/verdict';
import { readAttribution, readOrder, readVerdict } from '../../../shared/itemRecords';
import { itemWithKey } from '../../../shared/itemWithKey';
import { modelSourceProperties, readModel } from '../../../shared/modelSource';
import { customerKeyOf } from '../../../shared/pricing/customerKeyOf';
import { capNeeds, usageByKey } from '../../../shared/pricing/priceOrderFor';
import {
	recordedAttribution,
	standingAttribution,
} from '../../../shared/pricing/recordedAttribution';
import { customerSummaryOf } from '../../customerSummary';
import type { LedgerOperation } from '../../operation';
import { actOf } from '../actOf';
import { reRateEarlierOrders } from '../reRateEarlierOrders';
import { joinJourneys } from './joinJourneys';
import { keepContact, keepContactField } from './keepContact';

/**
 * Books an order with its commissions, once; see `recordConversion` for the outcomes. Caps are
 * applied again under the ledger's lock; a retroactive tier that the order reached adds the
 * difference for earlier orders, each as an entry of its own.
 */
export const recordConversionOperation: LedgerOperation = {
	value: 'record',
	name: 'Record',
	action: 'Record conversion',
	description:
		'Book an order and its commissions; the same order again changes nothing, an edited one adds the difference',
	fields: [
		...modelSourceProperties('order', 'Order'),
		...modelSourceProperties('attribution', 'Attribution'),
		...modelSourceProperties('fraud', 'Fraud Verdict'),
		...modelSourceProperties('commission', 'Commission'),
		keepContactField,
	],
	async run(context) {
		const { execute, itemIndex, store } = context;
		const order = readOrder(execute, itemIndex);
		const attribution = readAttribution(execute, itemIndex);
		const commission = readModel(
			execute,
			itemIndex,
			'commission',
			commissionSchema,
			"'Affiliate Commission'",
		);
		const verdict = readVerdict(execute, itemIndex);
		const { storeKey, orderId } = order;
		const customerKey = customerKeyOf(store, order);
		const act = actOf(context);
		const recorded = await recordedAttribution(store, order);
		const told = { order, customerKey, isProven: isProven(order, verdict) };
		await keepContact(context, { ...told, recorded: recorded?.conversion ?? null }, act);
		const terms = {
			attribution: standingAttribution(recorded, attribution),
			adjustments: recorded?.adjustments ?? [],
		};
		const result = await store.ledger.decide(
			{ storeKey, orderId },
			(state) => {
				const capped = applyCaps(commission, usageByKey(commission, state));
				const input = { order, verdict, commission: capped, customerKey };
				return recordConversion(state, { ...input, ...terms }, act);
			},
			capNeeds(commission, customerKey),
		);
		if (result.outcome !== 'conflict' && isProven(order, verdict)) {
			await joinJourneys(store, customerKey, attribution, act.at);
		}
		const reRated = await reRateEarlierOrders(store, commission, act);
		return itemWithKey(execute, itemIndex, 'ledger', {
			...(toJson(result) as unknown as IDataObject),
			...(reRated.length === 0 ? {} : { reRated: toJson(reRated) as IDataObject[] }),
			customer: await customerSummaryOf(store, customerKey, order.currency),
		});
	},
};

/**
 * Whether the order shows who its customer is. Anybody can order without paying under somebody else's
 * address, and would have a say in that customer's later orders.
 */
function isProven({ isTest, paidAt }: Order, verdict: Verdict | null): boolean {
	return !isTest && paidAt !== null && verdict?.verdict !== 'reject';
}
