import type { Act } from '../../../lib/ledger';
import type { OperationContext } from '../operation';

/** When, and in whose name: the person's if the operation asks for one, else the workflow's. */
export function actOf({ execute, clock }: OperationContext, person?: string): Act {
	return { at: clock.now(), actor: person ?? execute.getWorkflow().name ?? 'workflow' };
}
