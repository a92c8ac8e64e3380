import { reverseCommission } from '../../../../lib/ledger';
import { requireText } from '../../fields';
import type { LedgerOperation } from '../../operation';
import { recordItems } from '../../save';
import { commissionIdField, reasonField, unknownCommission } from './commissionFields';

export const reverseCommissionOperation: LedgerOperation = {
	value: 'reverse',
	name: 'Reverse',
	action: 'Reverse commission',
	description: 'Take back what is left of a commission by a new entry',
	fields: [commissionIdField, reasonField],
	async run(context) {
		const { execute, store, clock } = context;
		const commissionId = requireText(context, 'commissionId', 'Commission ID');
		const reason = requireText(context, 'reason', 'Reason');
		const act = { at: clock.now(), actor: execute.getWorkflow().name ?? 'workflow' };
		const result = await store.ledger.decideByCommission(commissionId, (state) =>
			reverseCommission(state, commissionId, reason, act),
		);
		if (result === null) throw unknownCommission(commissionId);
		return recordItems([result]);
	},
};
