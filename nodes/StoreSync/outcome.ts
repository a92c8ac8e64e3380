import { NodeOperationError, type INode } from 'n8n-workflow';
import { withRetryAdvice } from '../shared/pump/retryAdvice';

/** What became of one write to a store. */
export interface StoreOutcome {
	readonly outcome: 'created' | 'updated' | 'unchanged' | 'rejected' | 'failed';
	readonly id: string | null;
	/** Why, for `rejected` and `failed`; without personal data. */
	readonly reason: string | null;
	readonly hint: string | null;
	readonly retryable: boolean;
	readonly retryAfterMilliseconds: number | null;
}

export function doneOutcome(
	outcome: 'created' | 'updated' | 'unchanged',
	id: string | null,
): StoreOutcome {
	return {
		outcome,
		id,
		reason: null,
		hint: null,
		retryable: false,
		retryAfterMilliseconds: null,
	};
}

/** Several writes to one record: the first one that went wrong decides, else whether any changed it. */
export function combined(outcomes: readonly StoreOutcome[]): StoreOutcome {
	const bad = outcomes.find(({ reason }) => reason !== null);
	const changed = outcomes.find(({ outcome }) => outcome !== 'unchanged');
	return bad ?? changed ?? outcomes[0] ?? doneOutcome('unchanged', null);
}

/** Passes a good outcome on; throws n8n's own error for another, with advice about trying again. */
export function requireDone(node: INode, itemIndex: number, outcome: StoreOutcome): StoreOutcome {
	const { reason, hint, retryable, retryAfterMilliseconds } = outcome;
	if (reason === null) return outcome;
	const error = new NodeOperationError(node, reason, {
		itemIndex,
		...(hint === null ? {} : { description: hint }),
	});
	throw withRetryAdvice(error, { retryable, retryAfterMilliseconds });
}
