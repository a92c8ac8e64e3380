import type { Affiliate } from '../../../lib/model/affiliate';
import type { FraudCase } from '../../../lib/model/fraud-case';
import type { CheckedAffiliate } from '../../../lib/model/fraud-facts';

/** An affiliate as fraud rules see one, with the open case about it. */
export function checkedAffiliate(
	affiliate: Affiliate,
	openCases: readonly FraudCase[],
): CheckedAffiliate {
	const { affiliateId, code, status, groupCode, partnerType, mayIntercept, sites, lookbackDays } =
		affiliate;
	const own = openCases.filter(({ affiliateIds }) => affiliateIds.includes(affiliateId));
	const openCase = own.find(({ holds }) => holds) ?? own[0];
	return {
		affiliateId,
		code,
		status,
		groupCode,
		partnerType,
		mayIntercept,
		sites,
		lookbackDays,
		createdAt: affiliate.createdAt,
		openCase:
			openCase === undefined
				? null
				: {
						caseId: openCase.caseId,
						ruleIds: openCase.findings
							.filter(({ status: found }) => found === 'hit')
							.map(({ ruleId }) => ruleId),
						holds: openCase.holds,
					},
	};
}
