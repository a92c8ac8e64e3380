import type { Commission } from '../model/commission';

/** Answers that are a price; every other one says that there is none now. */
const PRICED_REASONS: ReadonlySet<Commission['reason']> = new Set([
	'priced',
	'review_required',
	'manual_approval',
	'nothing_commissionable',
	'recurring_ended',
	'cap_reached',
]);

/** Whether a recorded order may be adjusted to this answer; an unknown price changes nothing. */
export function isPriced({ reason }: Pick<Commission, 'reason'>): boolean {
	return PRICED_REASONS.has(reason);
}
