import type { PlatformOperationContext } from '../operation';

/** Whether what an earlier run sent without learning its end is sent again. */
export function resendsUnanswered({ execute, itemIndex }: PlatformOperationContext): boolean {
	return execute.getNodeParameter('options.resendUnanswered', itemIndex, false) === true;
}
