import type { IDataObject } from 'n8n-workflow';
import { recordConversion } from '../../../../lib/ledger';
import { commissionSchema } from '../../../../lib/model/commission';
import { toJson } from '../../../../lib/model/json';
import { readAttribution, readOrder, readVerdict } from '../../../shared/itemRecords';
import { itemWithKey } from '../../../shared/itemWithKey';
import { modelSourceProperties, readModel } from '../../../shared/modelSource';
import { customerSummaryOf } from '../../customerSummary';
import type { LedgerOperation } from '../../operation';

/** Books an order with its commissions, once; see `recordConversion` for the outcomes. */
export const recordConversionOperation: LedgerOperation = {
	value: 'record',
	name: 'Record',
	action: 'Record conversion',
	description: 'Book an order and its commissions; recording the same order again changes nothing',
	fields: [
		...modelSourceProperties('order', 'Order'),
		...modelSourceProperties('attribution', 'Attribution'),
		...modelSourceProperties('fraud', 'Fraud Verdict'),
		...modelSourceProperties('commission', 'Commission'),
	],
	async run(context) {
		const { execute, itemIndex, store, clock } = context;
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
		const { customer, storeKey, orderId } = order;
		const customerKey = store.history.customerKey({ storeKey, ...customer });
		const input = { order, attribution, verdict, commission, customerKey };
		const act = { at: clock.now(), actor: execute.getWorkflow().name ?? 'workflow' };
		const result = await store.ledger.decide({ storeKey, orderId }, (state) =>
			recordConversion(state, input, act),
		);
		return itemWithKey(execute, itemIndex, 'ledger', {
			...(toJson(result) as unknown as IDataObject),
			customer: await customerSummaryOf(store, customerKey, order.currency),
		});
	},
};
