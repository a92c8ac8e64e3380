/** `returned`: the money was with the recipient, or waited there, and came back. */
export type ItemOutcome = 'paid' | 'failed' | 'returned' | 'pending';

/**
 * PayPal's item statuses. RETURNED follows UNCLAIMED after 30 days; REFUNDED and REVERSED may follow
 * SUCCESS. Whether a BLOCKED item can ever be unblocked PayPal does not say; it lists it among the
 * ends, and so do we.
 */
const OUTCOMES: ReadonlyMap<string, ItemOutcome> = new Map([
	['SUCCESS', 'paid'],
	['FAILED', 'failed'],
	['BLOCKED', 'failed'],
	['DENIED', 'failed'],
	['RETURNED', 'returned'],
	['REFUNDED', 'returned'],
	['REVERSED', 'returned'],
	['UNCLAIMED', 'pending'],
	['ONHOLD', 'pending'],
	['ON_HOLD', 'pending'],
	['PENDING', 'pending'],
]);

const REFUSED_BATCHES: ReadonlySet<string> = new Set(['DENIED', 'CANCELED']);

/**
 * What an item's status means. One that we do not know is pending, never paid nor failed; an item
 * without any has failed when PayPal refused the whole batch.
 */
export function outcomeOf(status: string, batchStatus: string): ItemOutcome {
	if (status === '') return REFUSED_BATCHES.has(batchStatus) ? 'failed' : 'pending';
	return OUTCOMES.get(status) ?? 'pending';
}
