import type { Instant } from '../kernel';
import type { ClaimPlan, ClaimState } from '../ports/delivery-store';
import { afterStart, startsAllowed } from './breaker';
import { startsLeft, withStarts } from './start-quota';

/** How many deliveries of a destination may begin now, by its limits and its breaker. */
export function planClaim({ limits, pulse, running }: ClaimState, now: Instant): ClaimPlan {
	const { parallel, startsPerMinute } = limits;
	const { breaker, starts } = pulse;
	const most = Math.min(
		parallel - running,
		startsLeft(starts, startsPerMinute, now),
		startsAllowed(breaker, now, running),
	);
	return {
		most: Math.max(0, most),
		order: breaker.state === 'closed' ? 'oldest' : 'least_tried',
		started: (count) => ({
			breaker: afterStart(breaker),
			starts: withStarts(starts, startsPerMinute, now, count),
		}),
	};
}
