import { AffiliateError, compareMoney, formatMoney, sumMoney, type Money } from '../../kernel';
import type { Payout, PayoutBatch } from '../../model/payout';
import type { PayoutMethod, PayoutPolicy } from '../../model/payout-profile';
import type { BatchState, PayoutCandidate } from '../../ports/payout-store';
import type { Act } from '../entries';
import { assessCandidate } from './assess-candidate';
import { claim, type Claim } from './claim';
import type { PayoutDecision } from './decision';
import { batchIdOf } from './ids';
import type { PayoutReason } from './reasons';
import { requirePolicy } from './require-policy';
import { draftWrite } from './draft-write';

export interface BatchRequest {
	/** Names the run, e.g. "2026-11". Used once per currency and method. */
	readonly batchKey: string;
	readonly currency: string;
	readonly method: PayoutMethod;
	/** Null when none was saved yet. */
	readonly policy: PayoutPolicy | null;
}

export interface NotPaid {
	readonly affiliateId: string;
	readonly affiliateCode: string;
	readonly balance: Money;
	readonly reasons: readonly PayoutReason[];
}

export interface DraftResult {
	/** `existing`: the key was used before; that batch is given back and nothing is claimed. */
	readonly outcome: 'drafted' | 'existing' | 'nothing_to_pay';
	readonly batch: PayoutBatch | null;
	readonly payouts: readonly Payout[];
	readonly notPaid: readonly NotPaid[];
	readonly message: string;
}

/**
 * Claims everything open of everybody who is eligible into one batch (C36). The same key again
 * gives the same batch, so that a repeated run pays nobody twice. Throws `no_payout_policy`, and
 * `invalid_input` for SEPA in another currency than the euro.
 */
export function draftBatch(
	state: {
		readonly candidates: readonly PayoutCandidate[];
		readonly existing: BatchState | null;
	},
	request: BatchRequest,
	act: Act,
): PayoutDecision<DraftResult> {
	if (state.existing !== null) return existingBatch(state.existing);
	const policy = requirePolicy(request.policy);
	requireEuroForSepa(request);
	const assessed = [...state.candidates]
		.sort((a, b) => (a.affiliate.affiliateId < b.affiliate.affiliateId ? -1 : 1))
		.map((candidate) => ({
			candidate,
			assessment: assessCandidate(candidate, policy, {
				now: act.at,
				method: request.method,
				batchCurrency: request.currency,
			}),
		}));
	const notPaid = assessed
		.filter(({ assessment }) => !assessment.isEligible)
		.map(({ candidate: { affiliate, balance }, assessment }): NotPaid => ({
			affiliateId: affiliate.affiliateId,
			affiliateCode: affiliate.code,
			balance,
			reasons: assessment.reasons,
		}));
	const batchId = batchIdOf(request.batchKey, request.currency, request.method);
	const claims = assessed
		.filter(({ assessment }) => assessment.isEligible)
		.map(({ candidate, assessment }) => claim(batchId, candidate, assessment, act));
	if (claims.length === 0) return nothingToPay(notPaid);
	const batch = batchOf(batchId, request, policy, claims, act);
	return {
		write: draftWrite(batch, claims, act),
		result: {
			outcome: 'drafted',
			batch,
			payouts: claims.map(({ payout }) => payout),
			notPaid,
			message: draftedMessage(batch, notPaid.length),
		},
	};
}

function batchOf(
	batchId: string,
	{ batchKey, currency, method }: BatchRequest,
	policy: PayoutPolicy,
	claims: readonly Claim[],
	act: Act,
): PayoutBatch {
	const total = sumMoney(
		claims.map(({ payout }) => payout.payable),
		currency,
	);
	return {
		batchId,
		batchKey,
		currency,
		method,
		status: 'draft',
		total,
		payoutCount: claims.length,
		approvalsNeeded: approvalsNeeded(total, policy),
		approvals: [],
		policy,
		createdAt: act.at,
		createdBy: act.actor,
	};
}

/** Two people for a total above the limit of its currency; the lowest one, were there several (C36). */
function approvalsNeeded(total: Money, { secondApprovalAbove }: PayoutPolicy): 1 | 2 {
	const isAbove = secondApprovalAbove.some(
		(limit) => limit.currency === total.currency && compareMoney(total, limit) > 0,
	);
	return isAbove ? 2 : 1;
}

function existingBatch({ batch, payouts }: BatchState): PayoutDecision<DraftResult> {
	const hint =
		batch.status === 'cancelled' ? ' It was cancelled; choose another key for a new one.' : '';
	return {
		write: {},
		result: {
			outcome: 'existing',
			batch,
			payouts: payouts.map(({ payout }) => payout),
			notPaid: [],
			message: `The batch ${batch.batchKey} is already there (${batch.status}); nothing was claimed.${hint}`,
		},
	};
}

function nothingToPay(notPaid: readonly NotPaid[]): PayoutDecision<DraftResult> {
	return {
		write: {},
		result: {
			outcome: 'nothing_to_pay',
			batch: null,
			payouts: [],
			notPaid,
			message: `Nobody can be paid now${notPaid.length === 0 ? '' : `; ${notPaid.length} are not eligible`}.`,
		},
	};
}

function draftedMessage(batch: PayoutBatch, notPaidCount: number): string {
	const payouts = batch.payoutCount === 1 ? '1 payout' : `${batch.payoutCount} payouts`;
	const approvals = batch.approvalsNeeded === 1 ? 'one approval' : 'approvals of two people';
	const others = notPaidCount === 0 ? '' : ` ${notPaidCount} affiliates are not paid this time.`;
	return `Drafted: ${payouts}, ${formatMoney(batch.total)}; needs ${approvals}.${others}`;
}

function requireEuroForSepa({ method, currency }: BatchRequest): void {
	if (method !== 'sepa' || currency === 'EUR') return;
	throw new AffiliateError(`SEPA transfers pay euros, not ${currency}`, {
		code: 'invalid_input',
		path: 'currency',
		hint: 'Pay other currencies by Wise, PayPal or by hand.',
	});
}
