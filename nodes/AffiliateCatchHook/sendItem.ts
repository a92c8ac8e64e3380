import { randomUUID } from 'node:crypto';
import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import { sampleEvent } from '../../lib/mapping/catch-hook';
import { systemClock } from '../shared/clock';
import type { ItemResult } from '../shared/eachItem';
import { itemWithKey } from '../shared/itemWithKey';
import { withRetryAdvice } from '../shared/pump/retryAdvice';
import type { OpenHook } from './openHook';
import { readEvent } from './readEvent';

/** Sends one item's event; what was not taken is an error that says whether to try again. */
export async function sendItem(
	context: IExecuteFunctions,
	hook: OpenHook,
	itemIndex: number,
): Promise<ItemResult[]> {
	const isSample = context.getNodeParameter('operation', itemIndex) === 'sendSample';
	const event = isSample
		? sampleEvent(`sample-${randomUUID()}`, systemClock.now())
		: readEvent(context, itemIndex);
	const answer = await hook.send(event);
	if (!answer.taken) {
		const options = { itemIndex, description: answer.hint };
		const error = new NodeOperationError(context.getNode(), answer.reason, options);
		const { retryable, retryAfterMilliseconds } = answer;
		throw withRetryAdvice(error, { retryable, retryAfterMilliseconds });
	}
	const { status, receipt } = answer;
	return itemWithKey(context, itemIndex, 'hook', {
		service: hook.service,
		outcome: 'sent',
		status,
		receipt,
		eventId: event.event_id,
		isSample,
	});
}
