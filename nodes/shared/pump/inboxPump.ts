import { retryAt } from '../../../lib/delivery';
import type { InboxStore } from '../../../lib/ports/inbox-store';
import { startPump, type Pump, type PumpOptions } from './pump';
import type { WorkQueue } from './work';

type UsedInbox = Pick<InboxStore, 'claim' | 'renew' | 'complete' | 'fail'>;

export interface InboxPumpOptions extends Omit<PumpOptions<string>, 'queue'> {
	readonly inbox: UsedInbox;
	readonly consumer: string;
}

/** Hands the entries of one consumer to its workflow, oldest first. */
export function startInboxPump({ inbox, consumer, ...options }: InboxPumpOptions): Pump {
	return startPump({ ...options, queue: inboxQueue(inbox, consumer, options.maxAttempts) });
}

/** The inbox as a pump sees it: what fails waits by the schedule, and is set aside in the end. */
function inboxQueue(inbox: UsedInbox, consumer: string, maxAttempts: number): WorkQueue<string> {
	return {
		async claim(request) {
			const entries = await inbox.claim({ consumer, ...request });
			return entries.map(({ eventId, payload, attempt }) => ({
				id: eventId,
				content: payload,
				attempt,
			}));
		},
		renew: (eventIds, owner, leaseUntil) => inbox.renew(eventIds, owner, leaseUntil),
		async settle({ id, attempt }, result, _owner, now) {
			if (result.outcome === 'done') {
				await inbox.complete(id, now);
				return { isDead: false };
			}
			const isDead = result.outcome === 'dead' || attempt >= maxAttempts;
			await inbox.fail(id, result.reason, isDead ? null : retryAt(now, attempt));
			return { isDead };
		},
		release: ({ id }, _owner, now) => inbox.fail(id, 'The trigger stopped', now),
	};
}
