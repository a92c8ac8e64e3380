import { instantFromMilliseconds, toMilliseconds, type Instant } from '../../../../lib/kernel';
import type { DestinationStatus } from '../../../../lib/ports/delivery-store';
import type { InboxQueue } from '../../../../lib/ports/inbox-store';
import type { AffiliateStore } from '../../../../lib/ports/store';
import type { LedgerOperation } from '../../operation';
import { recordItems } from '../../save';
import { directionField, readDirections } from './directionField';

const MILLISECONDS_PER_HOUR = 3_600_000;

/** Longer than completed deliveries are kept, so the most there is to tell. */
const MOST_HOURS = 24 * 90;

/** How each queue stands: what waits, whether the destination answers, and how long it takes. */
export const getQueues: LedgerOperation = {
	value: 'getQueues',
	name: 'Get Queues',
	action: 'Get delivery queues',
	description:
		'Retrieve what waits, runs and was set aside per queue, and how long deliveries take',
	fields: [
		directionField(true),
		{
			displayName: 'Latency of Last Hours',
			name: 'hours',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: MOST_HOURS, numberPrecision: 0 },
			default: 24,
			description:
				'For which past hours to tell how long outgoing events took, from the event to the end of the run that it completed, in milliseconds',
		},
	],
	async run(context) {
		const { execute, itemIndex, store } = context;
		const hours = Number(execute.getNodeParameter('hours', itemIndex, 24));
		const to = context.clock.now();
		const bounded = Math.min(Math.max(Number.isFinite(hours) ? hours : 24, 1), MOST_HOURS);
		const from = instantFromMilliseconds(toMilliseconds(to) - bounded * MILLISECONDS_PER_HOUR);
		const queues: object[] = [];
		for (const direction of readDirections(context)) {
			if (direction === 'incoming') queues.push(...(await store.inbox.queues()).map(shownInbox));
			else queues.push(...(await outgoing(store, from, to)));
		}
		return recordItems(queues);
	},
};

async function outgoing(store: AffiliateStore, from: Instant, to: Instant): Promise<object[]> {
	const shown: object[] = [];
	for (const destination of await store.deliveries.destinations()) {
		const { destinationId } = destination;
		const latency = await store.deliveries.latency(destinationId, from, to);
		shown.push({ ...shownDestination(destination), latency: { from, to, ...latency } });
	}
	return shown;
}

function shownDestination(destination: DestinationStatus): object {
	const { destinationId, name, eventTypes, limits, counts, breaker } = destination;
	const { registeredAt, lastSeenAt } = destination;
	return {
		direction: 'outgoing',
		destinationId,
		name,
		eventTypes,
		limits,
		...counts,
		breaker: breaker.state,
		pausedUntil: breaker.state === 'open' ? breaker.until : null,
		registeredAt,
		lastSeenAt,
	};
}

function shownInbox({ consumer, counts, oldestAt }: InboxQueue): object {
	const { waiting, claimed, dead } = counts;
	return { direction: 'incoming', triggerId: consumer, waiting, running: claimed, dead, oldestAt };
}
