import type { LedgerOperation } from '../../operation';
import { recordItems } from '../../save';
import { destinationField, requireDestination } from './destinationField';

/** Forgets a destination that is gone, with what waits for it. */
export const retireDestination: LedgerOperation = {
	value: 'retire',
	name: 'Retire Destination',
	action: 'Retire destination',
	description:
		'Remove the queue of a workflow that is gone, with what waits in it; a workflow that still runs gets no events until it is published again',
	fields: [destinationField(true)],
	async run(context) {
		const { destinationId, name, counts } = await requireDestination(context);
		const retired = await context.store.deliveries.retire(destinationId);
		const { waiting, running, dead } = counts;
		return recordItems([
			{ destinationId, name, retired, dropped: waiting + running, deadLetters: dead },
		]);
	},
};
