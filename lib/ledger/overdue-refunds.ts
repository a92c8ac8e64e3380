import { addDays, type Instant } from '../kernel';
import type { RecordedRefund } from '../ports/ledger-store';

/** After these days the order of a waiting refund will hardly come any more (C30). */
const WAITING_DAYS = 30;

/** Refunds that have waited for their order too long; somebody should look. Oldest first. */
export function overdueRefunds(
	refunds: readonly RecordedRefund[],
	now: Instant,
	days: number = WAITING_DAYS,
): RecordedRefund[] {
	const limit = addDays(now, -days);
	return refunds
		.filter(({ status, recordedAt }) => status === 'waiting' && recordedAt <= limit)
		.sort((a, b) => (a.recordedAt < b.recordedAt ? -1 : 1));
}
