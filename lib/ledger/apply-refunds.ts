import { subtractMoney } from '../kernel';
import type { RecordedCommission } from '../model/commission';
import type { Conversion, RecordedDispute, RecordedRefund } from '../ports/ledger-store';
import { countedRefunds } from './counted-refunds';
import type { Act } from './entries';
import { reconcileRefunds, type Reconciled, type Reversal } from './reconcile-refunds';
import { refundedBase, refundedNet } from './refunded-base';
import { mergeWrites } from './steps';

export interface AppliedRefunds extends Reconciled {
	readonly refunds: readonly RecordedRefund[];
}

/**
 * Applies refunds one after the other: each gets what it took of base and net, and each commission
 * its share taken back (C26, C27): what should be reversed in all, less what already is.
 */
export function applyRefunds(
	conversion: Conversion,
	commissions: readonly RecordedCommission[],
	known: {
		readonly applied: readonly RecordedRefund[];
		readonly disputes: readonly RecordedDispute[];
	},
	incoming: readonly RecordedRefund[],
	act: Act,
): AppliedRefunds {
	const done = [...known.applied];
	const refunds: RecordedRefund[] = [];
	const reversals: Reversal[] = [];
	let current = commissions;
	let write = {};
	for (const entry of incoming) {
		const before = countedRefunds(done, known.disputes);
		const after = countedRefunds([...done, { ...entry, status: 'applied' }], known.disputes);
		const recorded: RecordedRefund = {
			...entry,
			status: 'applied',
			base:
				conversion.base === null
					? null
					: subtractMoney(refundedBase(conversion, after), refundedBase(conversion, before)),
			net: subtractMoney(refundedNet(conversion, after), refundedNet(conversion, before)),
		};
		done.push(recorded);
		refunds.push(recorded);
		const step = reconcileRefunds(conversion, current, after, entry.refundId, act);
		current = step.commissions;
		reversals.push(...step.reversals);
		write = mergeWrites(write, { refunds: [recorded] }, step.write);
	}
	return { write, commissions: current, refunds, reversals };
}
