import {
	addMoney,
	AffiliateError,
	formatMoney,
	isZeroMoney,
	money,
	negateMoney,
	roundQuotient,
	subtractMoney,
	zeroMoney,
	type Money,
} from '../kernel';
import type { RecordedCommission } from '../model/commission';
import { toJson } from '../model/json';
import type { Refund } from '../model/refund';
import type { CommissionMove, Conversion } from '../ports/ledger-store';
import { expenseAccount } from './accounts';
import { earnedOf, owedOf } from './commission-amounts';
import { commissionEvent, move, standingAccount, transfer, type Act } from './entries';
import { isLegalRestore } from './legal-moves';
import { refundedBase } from './refunded-base';
import { isFinal, refundedReason, restorationOf } from './status-reasons';
import type { Step } from './steps';

/** What one refund, edit or dispute changed of what is taken back; negative: given back. */
export interface Reversal {
	readonly commissionId: string;
	readonly refundId: string;
	readonly amount: Money;
	readonly sentence: string;
}

export interface Reconciled extends Step {
	readonly reversals: readonly Reversal[];
}

/**
 * Brings every commission to what its order's refunds together ask for (C26, C27): takes back the
 * difference, or gives it back when the order grew or a dispute was won. Follows every beneficiary;
 * never more than the commission earned; what was paid is taken back by a new entry that nets the
 * next payout (C28). What a person declined or reversed stays so.
 */
export function reconcileRefunds(
	conversion: Conversion,
	commissions: readonly RecordedCommission[],
	refunds: readonly Refund[],
	cause: string,
	act: Act,
): Reconciled {
	const refunded = refundedBase(conversion, refunds);
	const steps = commissions.map((commission) =>
		reconcile(commission, { refunded, base: conversion.base }, cause, act),
	);
	return {
		commissions: steps.map(({ commission }) => commission),
		write: {
			transactions: steps.flatMap(({ transactions }) => transactions),
			moves: steps.flatMap(({ moves }) => moves),
			events: steps.flatMap(({ events }) => events),
		},
		reversals: steps.flatMap(({ reversals }) => reversals),
	};
}

interface RefundedShare {
	readonly refunded: Money;
	readonly base: Money | null;
}

function reconcile(before: RecordedCommission, share: RefundedShare, cause: string, act: Act) {
	const nothing = { commission: before, transactions: [], moves: [], events: [], reversals: [] };
	if (isFinal(before)) return nothing;
	const target = targetOf(earnedOf(before), share);
	const change = subtractMoney(target, before.reversed);
	const taken = { ...before, reversed: addMoney(before.reversed, change) };
	const step = statusAfter(before, taken);
	const after = step === null ? taken : { ...taken, status: step.to, statusReason: step.reason };
	const moves = step === null ? [] : [moveOf(before, step, cause, act)];
	if (isZeroMoney(change)) return { ...nothing, commission: after, moves };
	return {
		commission: after,
		transactions: [entryOf(before, change, cause, act)],
		moves,
		events: [
			commissionEvent(
				before,
				change.amountMinor > 0n ? 'commission.reversed' : 'commission.restored',
				cause,
				{
					refundId: cause,
					amount: toJson(absolute(change)),
					isFully: isZeroMoney(owedOf(after)),
				},
				act,
			),
		],
		reversals: [
			{
				commissionId: before.commissionId,
				refundId: cause,
				amount: change,
				sentence: sentenceOf(before, share, target, change),
			},
		],
	};
}

/** round(earned × refunded base / base); the whole once the whole base went back. */
function targetOf(earned: Money, { refunded, base }: RefundedShare): Money {
	if (base === null || base.amountMinor <= 0n) return zeroMoney(earned.currency);
	if (refunded.amountMinor >= base.amountMinor) return earned;
	const target = roundQuotient(
		earned.amountMinor * refunded.amountMinor,
		base.amountMinor,
		'half_up',
	);
	return money(target, earned.currency);
}

/**
 * Reversed once nothing is left, and back again when something is. A commission in a payout keeps
 * its status until that is settled: the money is on its way, and the entry nets the next payout.
 */
function statusAfter(
	before: RecordedCommission,
	taken: RecordedCommission,
): Pick<CommissionMove, 'to' | 'reason'> | null {
	const isNothingLeft = isZeroMoney(owedOf(taken));
	if (before.status === 'reversed') return isNothingLeft ? null : legalRestorationOf(before);
	if (!isNothingLeft || isZeroMoney(taken.reversed) || before.status === 'in_batch') return null;
	return { to: 'reversed', reason: refundedReason(before) };
}

/** Left reversed, a commission would be owed and never paid, so what must not be restored stops the run. */
function legalRestorationOf(before: RecordedCommission): ReturnType<typeof restorationOf> {
	const restoration = restorationOf(before);
	if (restoration === null || isLegalRestore(before.status, restoration.to)) return restoration;
	throw new AffiliateError(`A reversed commission must not become '${restoration.to}' again`, {
		code: 'illegal_restoration',
		hint: 'Nothing was written; this is a mistake of the code.',
		details: { commissionId: before.commissionId },
	});
}

function moveOf(
	{ commissionId, status }: RecordedCommission,
	{ to, reason }: Pick<CommissionMove, 'to' | 'reason'>,
	cause: string,
	act: Act,
): CommissionMove {
	return move(commissionId, status, to, reason, cause, act);
}

function entryOf(commission: RecordedCommission, change: Money, cause: string, act: Act) {
	const expense = expenseAccount(commission.programmeId);
	const liability = standingAccount(commission);
	const isTaken = change.amountMinor > 0n;
	return transfer(
		commission,
		{
			kind: isTaken ? 'reverse' : 'restore',
			debit: isTaken ? liability : expense,
			credit: isTaken ? expense : liability,
			amount: absolute(change),
			cause,
		},
		act,
	);
}

function sentenceOf(
	commission: RecordedCommission,
	{ refunded, base }: RefundedShare,
	target: Money,
	change: Money,
): string {
	const isTaken = change.amountMinor > 0n;
	const verb = isTaken ? 'is taken back' : 'stays taken back';
	const now = isTaken ? 'by this refund' : 'is given back';
	return (
		`Refunds returned ${formatMoney(refunded)} of the base of ` +
		`${formatMoney(base ?? zeroMoney(refunded.currency))}, so ${formatMoney(target)} of ` +
		`${formatMoney(earnedOf(commission))} ${verb}; ${formatMoney(absolute(change))} ${now}.`
	);
}

function absolute(amount: Money): Money {
	return amount.amountMinor < 0n ? negateMoney(amount) : amount;
}
