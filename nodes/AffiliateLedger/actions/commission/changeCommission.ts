import type { INodeProperties } from 'n8n-workflow';
import type { Act } from '../../../../lib/ledger';
import type { LedgerWrite, OrderState } from '../../../../lib/ports/ledger-store';
import { readText, requireText } from '../../fields';
import type { LedgerOperation, OperationContext } from '../../operation';
import { recordItems } from '../../save';
import { actOf } from '../actOf';
import { commissionIdField, unknownCommission } from './commissionFields';

interface Change {
	readonly value: string;
	readonly name: string;
	readonly action: string;
	readonly description: string;
	readonly fields: readonly INodeProperties[];
	readonly reasonRequired: boolean;
	decide(
		state: OrderState,
		commissionId: string,
		request: { readonly reason: string; readonly context: OperationContext },
		act: Act,
	): { write: LedgerWrite; result: object };
}

/** An operation that changes one commission by a person's decision, with a reason for the audit. */
export function changeCommission({ decide, reasonRequired, ...texts }: Change): LedgerOperation {
	return {
		...texts,
		fields: [commissionIdField, ...texts.fields],
		async run(context) {
			const commissionId = requireText(context, 'commissionId', 'Commission ID');
			const reason = reasonRequired
				? requireText(context, 'reason', 'Reason')
				: readText(context, 'reason');
			const act = actOf(context);
			const result = await context.store.ledger.decideByCommission(commissionId, (state) =>
				decide(state, commissionId, { reason, context }, act),
			);
			if (result === null) throw unknownCommission(commissionId);
			return recordItems([result]);
		},
	};
}
