import type { Instant } from '../kernel';
import type { LedgerSide, PlatformSide } from './sides';

export interface Sides {
	readonly ledger: readonly LedgerSide[];
	readonly platform: readonly PlatformSide[];
}

/**
 * The orders of a period, with all that either side holds of them. Both sides are read over a longer time,
 * because a platform may date an order by when it was told: an order at the edge must not look as if it were
 * missing on one side. `from` inclusive, `to` exclusive. A conversion without a time is kept. Pure.
 */
export function withinPeriod({ ledger, platform }: Sides, from: Instant, to: Instant): Sides {
	const isIn = (at: Instant | null): boolean => at === null || (at >= from && at < to);
	const known = new Set(ledger.map(({ orderId }) => orderId));
	const wanted = new Set([
		...ledger.filter(({ occurredAt }) => isIn(occurredAt)).map(({ orderId }) => orderId),
		// What our ledger holds is dated by our ledger.
		...platform
			.filter(
				({ orderId, occurredAt }) => orderId !== null && !known.has(orderId) && isIn(occurredAt),
			)
			.map(({ orderId }) => orderId),
	]);
	return {
		ledger: ledger.filter(({ orderId }) => wanted.has(orderId)),
		platform: platform.filter(({ orderId, occurredAt }) =>
			orderId === null ? isIn(occurredAt) : wanted.has(orderId),
		),
	};
}
