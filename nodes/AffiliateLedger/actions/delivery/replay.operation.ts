import { AffiliateError } from '../../../../lib/kernel';
import { requireText, textList } from '../../fields';
import type { LedgerOperation, OperationContext } from '../../operation';
import { recordItems } from '../../save';
import { destinationField, requireDestination } from './destinationField';
import {
	directionField,
	INCOMING_ONLY,
	OUTGOING_ONLY,
	readDirections,
	triggerField,
} from './directionField';

/** Puts dead letters back in line, with all their tries; nothing is booked or sent twice by it. */
export const replayDeadLetters: LedgerOperation = {
	value: 'replay',
	name: 'Replay',
	action: 'Replay dead letters',
	description:
		'Give events that were set aside to their workflow once more, after their cause was mended',
	fields: [
		directionField(false),
		{ ...destinationField(true), displayOptions: OUTGOING_ONLY },
		{ ...triggerField, required: true, displayOptions: INCOMING_ONLY },
		{
			displayName: 'IDs',
			name: 'ids',
			type: 'string',
			default: '',
			placeholder: 'e.g. dlv_1f0c…, dlv_77ab…',
			description:
				"Which ones, as 'ID' in the answer of 'Get Dead Letters', separated by commas; all of the queue if empty",
		},
	],
	async run(context) {
		const { execute, itemIndex, store } = context;
		const ids = textList(execute.getNodeParameter('ids', itemIndex, ''));
		const chosen = ids.length === 0 ? undefined : ids;
		if (readDirections(context)[0] === 'outgoing') {
			const { destinationId, name } = await requireDestination(context);
			const replayed = await store.deliveries.replayDead(destinationId, chosen);
			return recordItems([{ direction: 'outgoing', destinationId, name, replayed }]);
		}
		const triggerId = await requireTrigger(context);
		const replayed = await store.inbox.replayDead(triggerId, context.clock.now(), chosen);
		return recordItems([{ direction: 'incoming', triggerId, replayed }]);
	},
};

/** A trigger that has nothing before it is as unknown as one that never was. */
async function requireTrigger(context: OperationContext): Promise<string> {
	const triggerId = requireText(context, 'triggerId', 'Trigger ID');
	const queues = await context.store.inbox.queues();
	if (queues.some(({ consumer }) => consumer === triggerId)) return triggerId;
	throw new AffiliateError(`The trigger '${triggerId}' has no events before it`, {
		code: 'unknown_trigger',
		path: 'triggerId',
		hint: "Take 'triggerId' from 'Delivery: Get Dead Letters'; there may be nothing left to replay.",
	});
}
