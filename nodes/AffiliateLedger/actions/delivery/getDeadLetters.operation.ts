import type { DeadLetter } from '../../../../lib/ports/delivery-store';
import type { DeadEntry } from '../../../../lib/ports/inbox-store';
import { readLimit, readText, returnAllFields } from '../../fields';
import type { LedgerOperation, OperationContext } from '../../operation';
import { recordItems } from '../../save';
import { destinationField, readDestination } from './destinationField';
import {
	directionField,
	INCOMING_ONLY,
	OUTGOING_ONLY,
	readDirections,
	triggerField,
} from './directionField';

/** What was set aside, with the reason. No answer holds personal data. */
export const getDeadLetters: LedgerOperation = {
	value: 'getDeadLetters',
	name: 'Get Dead Letters',
	action: 'Get dead letters',
	description: 'Retrieve events that were set aside after their last try, with the reason',
	fields: [
		directionField(true),
		{ ...destinationField(false), displayOptions: OUTGOING_ONLY },
		{ ...triggerField, displayOptions: INCOMING_ONLY },
		...returnAllFields,
	],
	async run(context) {
		const limit = readLimit(context);
		const letters: object[] = [];
		for (const direction of readDirections(context)) {
			const left = limit - letters.length;
			if (left <= 0) break;
			letters.push(
				...(direction === 'outgoing'
					? await outgoing(context, left)
					: await incoming(context, left)),
			);
		}
		return recordItems(letters);
	},
};

async function outgoing(context: OperationContext, limit: number): Promise<object[]> {
	const { deliveries } = context.store;
	const chosen = isOne(context, 'outgoing') ? await readDestination(context) : null;
	const names = new Map(
		(await deliveries.destinations()).map(({ destinationId, name }) => [destinationId, name]),
	);
	const filter = chosen === null ? {} : { destinationId: chosen.destinationId };
	const letters = await deliveries.deadLetters({ ...filter, limit });
	return letters.map((letter: DeadLetter) => ({
		direction: 'outgoing',
		id: letter.deliveryId,
		destinationId: letter.destinationId,
		destinationName: names.get(letter.destinationId) ?? null,
		event: letter.type,
		eventId: letter.outboxId,
		aggregateId: letter.aggregateId,
		reason: letter.reason,
		attempts: letter.attempts,
		since: letter.since,
	}));
}

async function incoming(context: OperationContext, limit: number): Promise<object[]> {
	const triggerId = isOne(context, 'incoming') ? readText(context, 'triggerId') : '';
	const filter = triggerId === '' ? {} : { consumer: triggerId };
	const entries = await context.store.inbox.deadLetters({ ...filter, limit });
	return entries.map((entry: DeadEntry) => ({
		direction: 'incoming',
		id: entry.eventId,
		triggerId: entry.consumer,
		event: entry.kind,
		eventId: entry.eventId,
		reason: entry.reason,
		attempts: entry.attempts,
		since: entry.receivedAt,
	}));
}

/** Fields that another direction hides keep their value; it must not count. */
function isOne(context: OperationContext, direction: 'outgoing' | 'incoming'): boolean {
	const directions = readDirections(context);
	return directions.length === 1 && directions[0] === direction;
}
