import type { IDataObject } from 'n8n-workflow';
import { recordDispute } from '../../../../lib/ledger';
import { disputeSchema } from '../../../../lib/model/dispute';
import { toJson } from '../../../../lib/model/json';
import { itemWithKey } from '../../../shared/itemWithKey';
import { modelSourceProperties, readModel } from '../../../shared/modelSource';
import type { LedgerOperation } from '../../operation';
import { actOf } from '../actOf';

/** Holds commissions of a disputed order, takes them back when it is lost, restores them when won. */
export const recordDisputeOperation: LedgerOperation = {
	value: 'record',
	name: 'Record',
	action: 'Record dispute',
	description:
		'Hold the commissions of a disputed order; reverse them when it is lost, restore them when it is won',
	fields: [...modelSourceProperties('dispute', 'Dispute')],
	async run(context) {
		const { execute, itemIndex, store } = context;
		const madeBy = "'Store Order Trigger'";
		const dispute = readModel(execute, itemIndex, 'dispute', disputeSchema, madeBy);
		const { storeKey, orderId } = dispute;
		const act = actOf(context);
		const result = await store.ledger.decide({ storeKey, orderId }, (state) =>
			recordDispute(state, dispute, act),
		);
		return itemWithKey(execute, itemIndex, 'ledger', toJson(result) as unknown as IDataObject);
	},
};
