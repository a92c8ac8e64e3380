import { DEFAULT_FRAUD_POLICY, evaluateOrder } from '../../lib/fraud';
import type { FraudPolicy } from '../../lib/model/fraud-policy';
import type { AffiliateStore } from '../../lib/ports/store';
import { SHOP_NAME } from '../simulators/fraud/fraudulent-affiliates';
import type { SimulatedAffiliate } from '../simulators/fraud/affiliates';
import { FLAGGED_ORDERS, FLAGGED_SHARE } from './measure';
import { PROGRAMME } from './simulated-shop';

/** The default with the two rules against paid search switched on. */
export const BRAND_POLICY: FraudPolicy = {
	...DEFAULT_FRAUD_POLICY,
	rules: { F23: { mode: 'on' }, F24: { mode: 'on', parameters: { brandTerms: [SHOP_NAME] } } },
};

export interface BrandResult {
	readonly affiliate: SimulatedAffiliate;
	readonly credited: number;
	/** Stopped by the policy with the rules, and by the one without them. */
	readonly stopped: number;
	readonly stoppedBefore: number;
	readonly isFlagged: boolean;
}

/** Tries the policy on what was recorded, as a backtest does: a replay of the checks, nothing is written. */
export async function replayUnderBrandPolicy(
	store: AffiliateStore,
	affiliates: readonly SimulatedAffiliate[],
): Promise<BrandResult[]> {
	const tallies = new Map(affiliates.map(({ code }) => [`aff_${code}`, [0, 0, 0]]));
	const hash = store.keyedHash.bind(store);
	const { programmeId } = PROGRAMME;
	for await (const { check, facts } of store.fraud.replayChecks({ programmeId })) {
		const options = { mutedRuleIds: new Set<string>(), policyVersion: null, hash };
		const { verdict } = evaluateOrder(facts, BRAND_POLICY, options);
		for (const affiliateId of check.verdict.affiliateIds) {
			const [credited = 0, stopped = 0, before = 0] = tallies.get(affiliateId) ?? [];
			tallies.set(affiliateId, [
				credited + 1,
				stopped + (verdict === 'approve' ? 0 : 1),
				before + (check.verdict.verdict === 'approve' ? 0 : 1),
			]);
		}
	}
	return affiliates.map((affiliate) => {
		const [credited = 0, stopped = 0, stoppedBefore = 0] =
			tallies.get(`aff_${affiliate.code}`) ?? [];
		const isFlagged = stopped >= FLAGGED_ORDERS && stopped >= FLAGGED_SHARE * credited;
		return { affiliate, credited, stopped, stoppedBefore, isFlagged };
	});
}
