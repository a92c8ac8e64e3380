import type { RecordedCommission } from '../model/commission';
import type { Conversion, RecordedDispute, RecordedRefund } from '../ports/ledger-store';
import { applyRefunds, type AppliedRefunds } from './apply-refunds';
import { countedRefunds, recordedChargeback } from './counted-refunds';
import type { Act } from './entries';
import { hasOpenDispute, holdDisputed, releaseDisputed } from './hold-disputed';
import { reconcileRefunds } from './reconcile-refunds';
import { mergeWrites, type Step } from './steps';

export interface OrderFacts {
	readonly conversion: Conversion;
	readonly refunds: readonly RecordedRefund[];
	/** Latest notice of each dispute. */
	readonly disputes: readonly RecordedDispute[];
}

/**
 * Brings commissions in line with everything else that is known of their order: what refunds and
 * lost disputes took back, given back or not yet taken, and what open disputes hold. The same
 * facts in any order of arrival leave the same amounts (C26–C30).
 *
 * `incoming` are refunds whose part of the base is not known yet; lost disputes add their own.
 */
export function settleOrder(
	commissions: readonly RecordedCommission[],
	{ conversion, refunds, disputes }: OrderFacts,
	incoming: readonly RecordedRefund[],
	cause: string,
	act: Act,
): AppliedRefunds {
	const openIds = new Set(incoming.map(({ refundId }) => refundId));
	const applied = refunds.filter(
		({ status, refundId }) => status === 'applied' && !openIds.has(refundId),
	);
	const known = { applied, disputes };
	const added = [...incoming, ...missingChargebacks(applied, incoming, disputes, act)];
	const counted = countedRefunds(applied, disputes);
	const released = releaseDisputed(commissions, disputes, cause, act);
	const reconciled = reconcileRefunds(conversion, released.commissions, counted, cause, act);
	const refunded = applyRefunds(conversion, reconciled.commissions, known, added, act);
	const after = `${cause}:restored`;
	const restored = releaseDisputed(refunded.commissions, disputes, after, act);
	const held = holdRestored(commissions, restored.commissions, disputes, after, act);
	return {
		commissions: held.commissions,
		write: mergeWrites(
			released.write,
			reconciled.write,
			refunded.write,
			restored.write,
			held.write,
		),
		refunds: refunded.refunds,
		reversals: [...reconciled.reversals, ...refunded.reversals],
	};
}

/** Lost disputes that are not a refund yet. */
function missingChargebacks(
	applied: readonly RecordedRefund[],
	incoming: readonly RecordedRefund[],
	disputes: readonly RecordedDispute[],
	act: Act,
): RecordedRefund[] {
	const known = new Set([...applied, ...incoming].map(({ refundId }) => refundId));
	return disputes
		.filter(({ dispute }) => dispute.status === 'lost')
		.map(({ dispute }) => recordedChargeback(dispute, act.at))
		.filter(({ refundId }) => !known.has(refundId));
}

/** What comes back while a dispute of the order is open is held like everything else. */
function holdRestored(
	before: readonly RecordedCommission[],
	now: readonly RecordedCommission[],
	disputes: readonly RecordedDispute[],
	cause: string,
	act: Act,
): Step {
	const reversed = new Set(
		before.filter(({ status }) => status === 'reversed').map(({ commissionId }) => commissionId),
	);
	const isRestored = ({ commissionId, status }: RecordedCommission): boolean =>
		reversed.has(commissionId) && status !== 'reversed';
	if (!hasOpenDispute(disputes) || !now.some(isRestored)) return { commissions: now, write: {} };
	const held = holdDisputed(now.filter(isRestored), cause, act);
	const byId = new Map(held.commissions.map((entry) => [entry.commissionId, entry]));
	return {
		commissions: now.map((entry) => byId.get(entry.commissionId) ?? entry),
		write: held.write,
	};
}
