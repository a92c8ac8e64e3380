import type { IDataObject } from 'n8n-workflow';
import { recordRefund } from '../../../../lib/ledger';
import { toJson } from '../../../../lib/model/json';
import { readRefund } from '../../../shared/itemRecords';
import { itemWithKey } from '../../../shared/itemWithKey';
import { modelSourceProperties } from '../../../shared/modelSource';
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
		const refund = readRefund(execute, itemIndex);
		const { storeKey, orderId } = refund;
		const act = { at: clock.now(), actor: execute.getWorkflow().name ?? 'workflow' };
		const { result, customerKey } = await store.ledger.decide({ storeKey, orderId }, (state) => {
			const decided = recordRefund(state, refund, act);
			const { customerKey = null } = state.conversion ?? {};
			return { write: decided.write, result: { result: decided.result, customerKey } };
		});
		return itemWithKey(execute, itemIndex, 'ledger', {
			...(toJson(result) as unknown as IDataObject),
			customer: await customerSummaryOf(store, customerKey, refund.currency),
		});
	},
};
