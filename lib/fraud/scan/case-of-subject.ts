import { addDays, deterministicId, type Instant } from '../../kernel';
import type { FraudCase } from '../../model/fraud-case';
import type { FraudPolicy } from '../../model/fraud-policy';
import type { Finding, FraudAction } from '../../model/verdict';
import type { DecidedVerdict } from '../decide-verdict';
import { isoWeek } from './iso-week';

/** Whom or what a case is about, other than an order. */
export type CaseOccasion =
	| { readonly subject: 'affiliate' | 'signup'; readonly affiliateId: string }
	| { readonly subject: 'coupon'; readonly affiliateId: string; readonly couponCode: string };

const HOLDING_ACTIONS: ReadonlySet<FraudAction> = new Set(['hold', 'decline', 'drop']);

/**
 * The case that a verdict on an affiliate, a coupon or a sign-up opens; null for `approve`. Its id is
 * made from subject, programme, the rules that hit with effect and the ISO week: the same finding
 * opens no second case within the week, decided or not; another one does. It holds only what a rule
 * asks to hold: flags that add up have a person look and stop no money.
 */
export function caseOfSubject(
	decided: DecidedVerdict,
	occasion: CaseOccasion,
	{
		programmeId,
		policy,
		now,
	}: {
		readonly programmeId: string;
		readonly policy: FraudPolicy;
		readonly now: Instant;
	},
): FraudCase | null {
	if (decided.verdict === 'approve') return null;
	const { subject, affiliateId } = occasion;
	const couponCode = occasion.subject === 'coupon' ? occasion.couponCode : null;
	const hits = decided.findings.filter(isEffectiveHit);
	const rules = [...new Set(hits.map(({ ruleId }) => ruleId))].sort().join(',');
	return {
		caseId: deterministicId(
			'cas',
			subject,
			programmeId,
			couponCode === null ? affiliateId : `${affiliateId}\n${couponCode}`,
			rules,
			isoWeek(now),
		),
		subject,
		programmeId,
		affiliateIds: [affiliateId],
		conversionId: null,
		storeKey: null,
		orderId: null,
		couponCode,
		status: 'open',
		verdict: decided.verdict,
		score: decided.score,
		findings: decided.findings.filter(({ status }) => status !== 'clear'),
		reason: decided.reason,
		affiliateReason: affiliateReason(hits),
		holds: hits.some(({ action }) => HOLDING_ACTIONS.has(action)),
		openedAt: now,
		expiresAt: addDays(now, policy.review.days),
		onExpiry: policy.review.onExpiry,
		decidedAt: null,
		decidedBy: null,
		note: null,
	};
}

function isEffectiveHit({ status, isMonitored }: Finding): boolean {
	return status === 'hit' && !isMonitored;
}

function affiliateReason(hits: readonly Finding[]): string {
	const texts = [...new Set(hits.map((hit) => hit.affiliateReason))];
	return texts.length === 0 ? 'Some data could not be checked yet.' : texts.join(' ');
}
