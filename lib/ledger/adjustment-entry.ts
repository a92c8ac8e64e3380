import { addMoney, deterministicId, isZeroMoney, type Money } from '../kernel';
import type { CommissionLine, RecordedCommission } from '../model/commission';
import { toJson } from '../model/json';
import type { TraceStep } from '../model/trace';
import type { CommissionAdjustment } from '../ports/ledger-store';
import { expenseAccount } from './accounts';
import { commissionEvent, standingAccount, transfer, type Act } from './entries';
import type { CommissionStep } from './steps';

export interface Adjustment {
	readonly kind: CommissionAdjustment['kind'];
	/** Order version, plan version or reason. */
	readonly cause: string;
	/** Difference of what is earned; may be negative or zero. */
	readonly amount: Money;
	readonly baseChange: Money | null;
	readonly line: CommissionLine;
	readonly trace: readonly TraceStep[];
}

/**
 * Adds to what a commission earned, or takes off it, on the account where it stands (C10, C31). A
 * difference of the base alone is an entry without postings.
 */
export function adjust(
	commission: RecordedCommission,
	{ kind, cause, amount, baseChange, line, trace }: Adjustment,
	act: Act,
): CommissionStep {
	const { commissionId } = commission;
	const adjustmentId = deterministicId('adj', commissionId, kind, cause, act.at);
	const entry: CommissionAdjustment = {
		adjustmentId,
		commissionId,
		kind,
		amount,
		baseChange,
		cause,
		line,
		trace,
		actor: act.actor,
		at: act.at,
	};
	const transaction = transfer(
		commission,
		{
			kind: 'adjust',
			debit: expenseAccount(commission.programmeId),
			credit: standingAccount(commission),
			amount,
			cause: adjustmentId,
		},
		act,
	);
	return {
		commission: { ...commission, adjusted: addMoney(commission.adjusted, amount) },
		write: {
			adjustments: [entry],
			...(isZeroMoney(amount)
				? {}
				: {
						transactions: [transaction],
						events: [
							commissionEvent(
								commission,
								'commission.adjusted',
								adjustmentId,
								{ kind, amount: toJson(amount) },
								act,
							),
						],
					}),
		},
	};
}
