import { addMoney, formatMoney, isZeroMoney, subtractMoney, type Money } from '../kernel';
import type { RecordedCommission } from '../model/commission';
import type { CommissionAdjustment, LedgerWrite, OrderState } from '../ports/ledger-store';
import { adjust } from './adjustment-entry';
import { earnedOf, owedOf } from './commission-amounts';
import type { Act } from './entries';
import { recoverWrittenOff } from './recover-written-off';
import { settleOrder } from './settle-order';
import { requireCommission } from './status-result';
import { mergeWrites } from './steps';

export interface AdjustResult {
	/** `unchanged`: the amount is zero. `refused`: `message` says why. */
	readonly outcome: 'adjusted' | 'unchanged' | 'refused';
	readonly commission: RecordedCommission;
	readonly adjustment: CommissionAdjustment | null;
	readonly message: string;
}

interface Correction {
	/** Added to what the commission earned; negative takes off. */
	readonly amount: Money;
	readonly reason: string;
}

/**
 * Corrects what a commission earned by a person's decision, as an entry of its own. Refunds that
 * are applied take their share of it at once, so that it counts like the rest. It never takes what
 * was earned below zero; a commission that is declined or reversed is not corrected.
 */
export function adjustCommission(
	state: OrderState,
	commissionId: string,
	{ amount, reason }: Correction,
	act: Act,
): { write: LedgerWrite; result: AdjustResult } {
	const commission = requireCommission(state, commissionId);
	const refusal = refusalOf(commission, amount);
	if (refusal !== null) return nothing('refused', commission, refusal);
	if (isZeroMoney(amount)) return nothing('unchanged', commission, 'The amount is zero.');
	const adjusted = adjust(
		commission,
		{
			kind: 'manual',
			cause: reason,
			amount,
			baseChange: null,
			line: commission.line,
			trace: [{ rule: 'manual', text: `${signed(amount)} by hand: ${reason}` }],
		},
		act,
	);
	const { conversion } = state;
	const settled =
		conversion === null
			? { commissions: [adjusted.commission], write: {} }
			: settleOrder([adjusted.commission], { ...state, conversion }, [], `manual:${act.at}`, act);
	const after = settled.commissions[0] ?? adjusted.commission;
	return {
		write: recoverWrittenOff(state, mergeWrites(adjusted.write, settled.write), act),
		result: {
			outcome: 'adjusted',
			commission: after,
			adjustment: adjusted.write.adjustments?.[0] ?? null,
			message: messageOf(commission, after, amount),
		},
	};
}

function refusalOf(commission: RecordedCommission, amount: Money): string | null {
	const { status } = commission;
	if (status === 'declined' || status === 'reversed') {
		return `A ${status} commission is not adjusted; book a commission by hand instead.`;
	}
	if (amount.currency !== commission.amount.currency) {
		return `The commission is in ${commission.amount.currency}, not in ${amount.currency}.`;
	}
	const earned = earnedOf(commission);
	if (amount.amountMinor > 0n || addMoney(earned, amount).amountMinor >= 0n) return null;
	return `The commission earned ${formatMoney(earned)}; no more than that can be taken off.`;
}

function messageOf(before: RecordedCommission, after: RecordedCommission, amount: Money): string {
	const effect = subtractMoney(owedOf(after), owedOf(before));
	if (effect.amountMinor === amount.amountMinor) return `Adjusted by ${signed(amount)}.`;
	return (
		`Adjusted by ${signed(amount)}, of which ${signed(effect)} reaches the affiliate: refunds ` +
		'took their share of the order.'
	);
}

function signed(amount: Money): string {
	return `${amount.amountMinor > 0n ? '+' : ''}${formatMoney(amount)}`;
}

function nothing(
	outcome: 'unchanged' | 'refused',
	commission: RecordedCommission,
	message: string,
): { write: LedgerWrite; result: AdjustResult } {
	return { write: {}, result: { outcome, commission, adjustment: null, message } };
}
