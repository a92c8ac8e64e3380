import type { FraudCase } from '../../model/fraud-case';
import type { FraudPolicy } from '../../model/fraud-policy';
import { evaluateSubject } from '../evaluate-subject';
import { affiliateFactsOf, type AffiliateRows } from './assemble/affiliate-facts-of';
import { couponFactsOf, type CouponRows } from './assemble/coupon-facts-of';
import type { ScanContext } from './assemble/scan-context';
import { caseOfSubject } from './case-of-subject';

export interface ScanOptions {
	readonly policy: FraudPolicy;
	/** Rules that count no more because people found most of their hits wrong (F38). */
	readonly mutedRuleIds: ReadonlySet<string>;
}

/** Looks at one affiliate; null when there is no ground for a case. Throws as `evaluateOrder`. */
export function scanAffiliate(
	context: ScanContext,
	rows: AffiliateRows,
	{ policy, mutedRuleIds }: ScanOptions,
): FraudCase | null {
	const { affiliateId, code } = rows.affiliate;
	const decided = evaluateSubject('affiliate', affiliateFactsOf(context, rows), policy, {
		isAllowed: isAllowed(policy, affiliateId, code),
		mutedRuleIds,
	});
	const { programmeId, now } = context;
	const occasion = { subject: 'affiliate' as const, affiliateId };
	return caseOfSubject(decided, occasion, { programmeId, policy, now });
}

/** Looks at one coupon; null when there is no ground for a case. Throws as `evaluateOrder`. */
export function scanCoupon(
	context: ScanContext,
	rows: CouponRows,
	{ policy, mutedRuleIds }: ScanOptions,
): FraudCase | null {
	const facts = couponFactsOf(context, rows);
	const { affiliateId, affiliateCode, couponCode } = facts;
	const decided = evaluateSubject('coupon', facts, policy, {
		isAllowed: isAllowed(policy, affiliateId, affiliateCode),
		mutedRuleIds,
	});
	const { programmeId, now } = context;
	const occasion = { subject: 'coupon' as const, affiliateId, couponCode };
	return caseOfSubject(decided, occasion, { programmeId, policy, now });
}

function isAllowed({ allow }: FraudPolicy, affiliateId: string, code: string): boolean {
	const names = [affiliateId, code].map(comparable);
	return allow.affiliates.some((entry) => names.includes(comparable(entry)));
}

function comparable(text: string): string {
	return text.trim().toLowerCase();
}
