import type { RecordedCommission } from '../model/commission';
import type { CaseMove, CaseStatus, FraudCase } from '../model/fraud-case';
import type { Conversion, LedgerWrite, OrderState } from '../ports/ledger-store';
import { closeRefunded } from './close-refunded';
import { event, type Act } from './entries';
import { hasOpenDispute, holdDisputed } from './hold-disputed';
import { releaseOwnBinding } from './release-own-binding';
import { releaseReviewed } from './release-reviewed';
import { reverseCommission } from './reverse-commission';
import { isFinal, isUnderReview } from './status-reasons';
import { eachCommission, mergeWrites, type Step } from './steps';

/** How a case ends; `superseded` is of a check that found no ground any more, never of a person. */
export type CaseOutcome = Exclude<CaseStatus, 'open'>;

export interface CaseDecision {
	/** Of an order; as it was read before. */
	readonly fraudCase: FraudCase;
	readonly outcome: CaseOutcome;
	/** For the audit; null: nothing to add. */
	readonly note: string | null;
}

export interface CaseDecisionResult {
	/**
	 * `completed`: it was decided so already, and commissions that still waited for it follow.
	 * `unchanged`: decided so, and nothing waits. `refused`: `message` says why.
	 */
	readonly outcome: CaseOutcome | 'completed' | 'unchanged' | 'refused';
	readonly caseId: string;
	readonly commissions: readonly RecordedCommission[];
	readonly message: string;
}

/**
 * Ends the fraud case of an order and does with its commissions what follows, in one write.
 * Confirmed: whatever the order earned is declined, or reversed once it was approved, which nets the
 * next payout (C28); what refunds took never comes back, and the binding that came with the order
 * ends (C13). Cleared or superseded: what the review held waits for the end of its hold like any
 * other. Expired: as the case says for that; what a person approved meanwhile stays. What a dispute
 * or a person holds is not let go. The same decision again does only what is left to do.
 */
export function decideFraudCase(
	state: OrderState,
	decision: CaseDecision,
	act: Act,
): { write: LedgerWrite; result: CaseDecisionResult } {
	const { fraudCase, outcome } = decision;
	const refusal = refusalOf(state, decision);
	if (refusal !== null) return nothing(state, fraudCase, 'refused', refusal);
	const isOpen = fraudCase.status === 'open';
	const step = followed(state, decision, act);
	if (!isOpen && (step.write.moves ?? []).length === 0) {
		return nothing(state, fraudCase, 'unchanged', `The case is already ${outcome}.`);
	}
	const { conversion } = state;
	const write = mergeWrites(
		{
			caseMoves: isOpen ? [moveOf(decision, act)] : [],
			events: conversion === null || !isOpen ? [] : [decidedEvent(conversion, decision, act)],
		},
		step.write,
	);
	return {
		write,
		result: {
			outcome: isOpen ? outcome : 'completed',
			caseId: fraudCase.caseId,
			commissions: step.commissions,
			message: messageOf(state.commissions, step.commissions),
		},
	};
}

function refusalOf({ conversion }: OrderState, { fraudCase, outcome }: CaseDecision) {
	const { subject, status, storeKey, orderId } = fraudCase;
	if (subject !== 'order') return `The case is about ${withArticle(subject)}, not about an order.`;
	if (conversion !== null && (conversion.storeKey !== storeKey || conversion.orderId !== orderId)) {
		return 'The case is about another order.';
	}
	if (status === 'superseded' && outcome !== 'superseded') {
		return 'A later check found no ground any more; there is nothing to decide.';
	}
	return status === 'open' || status === outcome ? null : `The case is already ${status}.`;
}

function withArticle(subject: FraudCase['subject']): string {
	return subject === 'affiliate' ? 'an affiliate' : `a ${subject}`;
}

/** What a decision makes of the commissions; nothing where it was done before. */
function followed(state: OrderState, { fraudCase, outcome, note }: CaseDecision, act: Act): Step {
	const isWaiting = (entry: RecordedCommission): boolean =>
		isHeldForCase(entry, state.conversion, fraudCase);
	if (outcome === 'confirmed') {
		const reason = `fraud confirmed: ${note ?? fraudCase.reason}`;
		const step = taken(state, (entry) => !isFinal(entry), reason, act);
		return { ...step, write: mergeWrites(step.write, releaseOwnBinding(state, act)) };
	}
	if (outcome === 'expired' && fraudCase.onExpiry === 'decline') {
		return taken(state, isWaiting, 'nobody decided about the review in time', act);
	}
	const reason = releaseReason(outcome, note);
	const cause = `case:${fraudCase.caseId}:${outcome}@${act.at}`;
	return released(state, isWaiting, { reason, cause }, act);
}

function releaseReason(outcome: Exclude<CaseOutcome, 'confirmed'>, note: string | null): string {
	if (outcome === 'expired') return 'nobody decided about the review in time';
	if (outcome === 'superseded') return 'a later check found no ground any more';
	return `the review found no fraud${note === null ? '' : `: ${note}`}`;
}

function taken(
	state: OrderState,
	isTaken: (commission: RecordedCommission) => boolean,
	reason: string,
	act: Act,
): Step {
	return eachCommission(state.commissions, (commission) => {
		if (!isTaken(commission)) return null;
		if (commission.status === 'reversed') return closeRefunded(commission, reason, act);
		const { write, result } = reverseCommission(state, commission.commissionId, reason, act);
		return { commission: result.commission, write };
	});
}

/** What the review held; it goes on waiting where a dispute of the order is open (C29). */
function released(
	{ commissions, disputes }: OrderState,
	isWaiting: (commission: RecordedCommission) => boolean,
	because: { readonly reason: string; readonly cause: string },
	act: Act,
): Step {
	const isDisputed = hasOpenDispute(disputes);
	return eachCommission(commissions, (commission) => {
		if (!isWaiting(commission)) return null;
		const free = releaseReviewed(commission, because, act);
		if (!isDisputed || free.commission.status !== 'pending') return free;
		const held = holdDisputed([free.commission], `${because.cause}:disputed`, act);
		return {
			commission: held.commissions[0] ?? free.commission,
			write: mergeWrites(free.write, held.write),
		};
	});
}

/** Held for the review: as the ledger says it now, or as it was written before it said so. */
function isHeldForCase(
	commission: RecordedCommission,
	conversion: Conversion | null,
	{ reason }: FraudCase,
): boolean {
	const { status, statusReason } = commission;
	if (status !== 'held') return false;
	if (isUnderReview(commission)) return true;
	const verdict = conversion?.verdict ?? null;
	return verdict?.verdict === 'review' && [verdict.reason, reason].includes(statusReason);
}

function moveOf({ fraudCase, outcome, note }: CaseDecision, act: Act): CaseMove {
	const { caseId, status } = fraudCase;
	return { caseId, from: status, to: outcome, actor: act.actor, note, at: act.at };
}

function decidedEvent(
	{ conversionId }: Conversion,
	{ fraudCase: { caseId }, outcome }: CaseDecision,
	act: Act,
) {
	return event(
		conversionId,
		`fraud_case.${outcome}`,
		`${caseId}@${act.at}`,
		{ conversionId, caseId, outcome },
		act,
	);
}

function messageOf(
	before: readonly RecordedCommission[],
	after: readonly RecordedCommission[],
): string {
	const changes = after.flatMap(({ status, line }, index) =>
		status === before[index]?.status ? [] : `${line.affiliateCode} is ${status} now`,
	);
	return changes.length === 0
		? 'No commission of the order had to change.'
		: `The commission of ${changes.join(', of ')}.`;
}

function nothing(
	{ commissions }: OrderState,
	{ caseId }: FraudCase,
	outcome: 'unchanged' | 'refused',
	message: string,
): { write: LedgerWrite; result: CaseDecisionResult } {
	return { write: {}, result: { outcome, caseId, commissions, message } };
}
