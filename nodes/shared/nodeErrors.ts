import { NodeApiError, NodeOperationError, type INode, type JsonObject } from 'n8n-workflow';
import { AffiliateError } from '../../lib/kernel';
import { withRetryAdvice } from './pump/retryAdvice';

/**
 * The one place where an engine error becomes an n8n error: message = what is wrong and where,
 * description = how to mend it, context = whether and when to try again, where that is known.
 */
export function toNodeError(
	node: INode,
	error: unknown,
	itemIndex: number,
): NodeApiError | NodeOperationError {
	if (error instanceof NodeOperationError || error instanceof NodeApiError) return error;
	if (error instanceof AffiliateError) {
		const description = [error.hint, error.path === undefined ? undefined : `Field: ${error.path}`]
			.filter((part) => part !== undefined)
			.join('\n');
		const nodeError = new NodeOperationError(node, error.message, { itemIndex, description });
		const { retryable, retryAfterMilliseconds: wait } = error.details;
		// A refusal of the account, such as a wrong key, is mended elsewhere: it says nothing of the item.
		if (retryable !== true) return nodeError;
		const retryAfterMilliseconds = typeof wait === 'number' ? wait : null;
		return withRetryAdvice(nodeError, { retryable, retryAfterMilliseconds });
	}
	if (error instanceof Error) return new NodeOperationError(node, error, { itemIndex });
	return new NodeApiError(node, { message: String(error) } as JsonObject, { itemIndex });
}
