import { optionalInstant, requireText } from '../../fields';
import type { LedgerOperation } from '../../operation';
import { recordItems } from '../../save';
import { destinationField, requireDestination } from './destinationField';

/** Gives a destination the past events that it never got, such as those before it was there. */
export const replayEventsSince: LedgerOperation = {
	value: 'replaySince',
	name: 'Replay Since',
	action: 'Replay events since a moment',
	description:
		'Give a destination the events since a moment that it wants and never got; what it got is not repeated, except what is older than 90 days',
	fields: [
		destinationField(true),
		{
			displayName: 'Since',
			name: 'since',
			type: 'dateTime',
			default: '',
			required: true,
			description: 'Events from this moment on, without a zone in UTC',
		},
	],
	async run(context) {
		const { destinationId, name } = await requireDestination(context);
		const since = optionalInstant({ since: requireText(context, 'since', 'Since') }, 'since') ?? '';
		const now = context.clock.now();
		const added = await context.store.deliveries.replaySince(destinationId, since, now);
		return recordItems([{ destinationId, name, since, added }]);
	},
};
