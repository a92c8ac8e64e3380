import type { Conversion, OrderState, RecordedRefund } from '../ports/ledger-store';
import type { AppliedRefunds } from './apply-refunds';
import type { Act } from './entries';
import { holdAdded } from './hold-disputed';
import { settleOrder } from './settle-order';
import { mergeWrites, type Step } from './steps';

/**
 * What follows an adjustment of recorded commissions: an open dispute holds those that it added, and
 * refunds and lost disputes take their share of all (C26–C31). The write holds the adjustment too.
 */
export function settleAdjusted(
	{ commissions, refunds, disputes }: OrderState,
	conversion: Conversion,
	adjusted: Step,
	incoming: readonly RecordedRefund[],
	cause: string,
	act: Act,
): AppliedRefunds {
	const held = holdAdded(adjusted, commissions.length, disputes, cause, act);
	const facts = { conversion, refunds, disputes };
	const settled = settleOrder(held.commissions, facts, incoming, cause, act);
	return { ...settled, write: mergeWrites(adjusted.write, held.write, settled.write) };
}

/** Refunds that were applied while the order had no base: they take their part of it now. */
export function refundsWithoutBase({ refunds }: OrderState): RecordedRefund[] {
	return refunds.filter(({ status, base }) => status === 'applied' && base === null);
}
