import { addDays, MILLISECONDS_PER_DAY, millisecondsBetween, type Instant } from '../../lib/kernel';
import { planClaim, settleRun, type RunResult } from '../../lib/delivery';
import type { ClaimedDelivery, DeliveryStore } from '../../lib/ports/delivery-store';
import type { RunOutcome, Work, WorkQueue } from '../shared/pump/work';

/** Events turned into deliveries in one transaction. */
const FAN_OUT_LIMIT = 500;

/** After so many days without a sign of life a destination gets no more events. */
const GONE_AFTER_DAYS = 30;

/** So long it can be told how long deliveries took. */
const KEPT_DAYS = 90;

const TIDY_EVERY = MILLISECONDS_PER_DAY / 24;

export interface DeliveryQueueOptions {
	readonly deliveries: DeliveryStore;
	readonly destinationId: string;
	readonly maxAttempts: number;
	/** A number from 0 to 1, another one each time. */
	readonly jitter: () => number;
}

/** The deliveries of one destination as a pump sees them. Whoever looks fans out for all. */
export function deliveryQueue(options: DeliveryQueueOptions): WorkQueue<ClaimedDelivery> {
	const { deliveries, destinationId, maxAttempts, jitter } = options;
	let tidiedAt: Instant | null = null;
	const tidy = async (now: Instant): Promise<void> => {
		if (tidiedAt !== null && millisecondsBetween(tidiedAt, now) < TIDY_EVERY) return;
		tidiedAt = now;
		await deliveries.touch(destinationId, now);
		await deliveries.prune(addDays(now, -KEPT_DAYS));
	};
	return {
		async claim(request) {
			const { now } = request;
			await tidy(now);
			const seenSince = addDays(now, -GONE_AFTER_DAYS);
			await deliveries.fanOut({ now, limit: FAN_OUT_LIMIT, seenSince });
			const claimed = await deliveries.claim({ destinationId, ...request }, (state) =>
				planClaim(state, now),
			);
			return claimed.map((delivery) => ({
				id: delivery.deliveryId,
				content: delivery,
				attempt: delivery.attempt,
			}));
		},
		renew: (ids, owner, leaseUntil) => deliveries.renew(ids, owner, leaseUntil),
		async settle(work, outcome, owner, now) {
			const result = resultOf(outcome, work, maxAttempts);
			const settled = await deliveries.settle({ deliveryId: work.id, owner, now }, (state) =>
				settleRun(result, state, now, jitter()),
			);
			return { isDead: settled === 'dead' };
		},
		release: ({ id }, owner) => deliveries.release(id, owner),
	};
}

/** What was set aside because its tries are used up says nothing of the destination. */
function resultOf(outcome: RunOutcome, work: Work<unknown>, maxAttempts: number): RunResult {
	if (outcome.outcome === 'done') return { outcome: 'done' };
	const { reason } = outcome;
	if (outcome.outcome === 'dead' && work.attempt <= maxAttempts) {
		return { outcome: 'refused', reason };
	}
	const { retryAfterMilliseconds = null, isOutage = true } =
		outcome.outcome === 'retry' ? outcome : { isOutage: false };
	return { outcome: 'failed', reason, retryAfterMilliseconds, isOutage };
}
