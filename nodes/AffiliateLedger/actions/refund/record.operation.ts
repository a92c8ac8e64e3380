import type { IDataObject } from 'n8n-workflow';
import { conversionIdOf, recordRefund } from '../../../../lib/ledger';
import { toJson } from '../../../../lib/model/json';
import { refundSchema } from '../../../../lib/model/refund';
import { itemWithKey } from '../../../shared/itemWithKey';
import { modelSourceProperties, readModel } from '../../../shared/modelSource';
import { customerSummaryOf } from '../../customerSummary';
import type { LedgerOperation } from '../../operation';

/** Records a refund once and takes back its share of every commission of the order. */
export const recordRefundOperation: LedgerOperation = {
	value: 'record',
	name: 'Record',
	action: 'Record refund',
	description:
		'Take back the share of a refund or cancellation; one that comes before its order waits for it',
	fields: [...modelSourceProperties('refund', 'Refund')],
	async run(context) {
		const { execute, itemIndex, store, clock } = context;
		const refund = readModel(execute, itemIndex, 'refund', refundSchema, "'Store Order Trigger'");
		const { storeKey, orderId } = refund;
		const act = { at: clock.now(), actor: execute.getWorkflow().name ?? 'workflow' };
		const result = await store.ledger.decide({ storeKey, orderId }, (state) =>
			recordRefund(state, refund, act),
		);
		const after = await store.ledger.conversion(conversionIdOf(storeKey, orderId));
		return itemWithKey(execute, itemIndex, 'ledger', {
			...(toJson(result) as unknown as IDataObject),
			customer: await customerSummaryOf(
				store,
				after?.conversion?.customerKey ?? null,
				refund.currency,
			),
		});
	},
};
