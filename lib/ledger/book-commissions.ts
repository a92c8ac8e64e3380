import { AffiliateError, isZeroMoney, zeroMoney } from '../kernel';
import type { Commission, CommissionLine, RecordedCommission } from '../model/commission';
import type { Verdict } from '../model/verdict';
import type { Conversion } from '../ports/ledger-store';
import { expenseAccount, liabilityAccount } from './accounts';
import { move, transfer, type Act } from './entries';
import { commissionIdOf } from './ids';
import { reviewReason } from './status-reasons';
import type { Step } from './steps';

export interface Booking {
	readonly conversion: Conversion;
	readonly commission: Commission;
	readonly verdict: Verdict | null;
	/** Why all of it is held, whatever the price says; null: as the price says. */
	readonly holdReason: string | null;
}

/**
 * Books a commission for each line that earns, and its accrual (C32, C33). A line that earns nothing
 * yet is booked too where tiers count the order, so that it can be re-rated. Throws
 * `ambiguous_commission` when two lines would be one commission.
 */
export function bookCommissions(
	booking: Booking,
	lines: readonly CommissionLine[],
	act: Act,
): Step {
	const booked = lines
		.filter(({ amount, countsTowardsTier }) => countsTowardsTier || !isZeroMoney(amount))
		.map((line) => commissionOf(booking, line, act));
	requireDistinct(booked);
	return {
		commissions: booked,
		write: {
			commissions: booked,
			moves: booked.map((entry) =>
				move(entry.commissionId, null, entry.status, entry.statusReason, 'recorded', act),
			),
			transactions: booked
				.filter(({ amount }) => !isZeroMoney(amount))
				.map((entry) =>
					transfer(
						entry,
						{
							kind: 'accrue',
							debit: expenseAccount(entry.programmeId),
							credit: liabilityAccount(entry.status, entry.affiliateId),
							amount: entry.amount,
							cause: entry.conversionId,
						},
						act,
					),
				),
		},
	};
}

/** Id of the commission that a line is booked as. */
export function commissionIdOfLine(
	conversionId: string,
	{ programmeId }: Pick<Commission, 'programmeId'>,
	line: CommissionLine,
): string {
	return commissionIdOf(conversionId, programmeId ?? '', line.affiliateId, line.kind, line);
}

function commissionOf(
	{ conversion, commission, verdict, holdReason }: Booking,
	line: CommissionLine,
	act: Act,
): RecordedCommission {
	const isHeld = commission.outcome === 'held' || holdReason !== null;
	const isReviewed = commission.outcome === 'held' && commission.reason === 'review_required';
	const priced = isReviewed
		? reviewReason(verdict?.reason ?? commission.reason)
		: commission.reason;
	const { conversionId } = conversion;
	const zero = zeroMoney(line.amount.currency);
	return {
		commissionId: commissionIdOfLine(conversionId, commission, line),
		conversionId,
		programmeId: commission.programmeId ?? '',
		affiliateId: line.affiliateId,
		kind: line.kind,
		amount: line.amount,
		adjusted: zero,
		reversed: zero,
		status: isHeld ? 'held' : 'pending',
		statusReason: holdReason ?? priced,
		holdUntil: commission.holdUntil,
		planId: commission.planId ?? '',
		planVersion: commission.planVersion ?? 1,
		line,
		trace: commission.trace,
		createdAt: act.at,
	};
}

function requireDistinct(commissions: readonly RecordedCommission[]): void {
	const ids = new Set(commissions.map(({ commissionId }) => commissionId));
	if (ids.size === commissions.length) return;
	throw new AffiliateError('Two lines of the commission have the same affiliate, kind and level', {
		code: 'ambiguous_commission',
		hint: 'Give each beneficiary one line per kind, level and source affiliate.',
		path: 'commission.lines',
	});
}
