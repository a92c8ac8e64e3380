import type { Commission, CommissionLine } from '../model/commission';
import type { PricedCredit } from './pricing-terms';
import { tierAt, tierBounds, tierLevels } from './rates/tier-levels';
import { tierWindow } from './rates/tier-window';

type RetroactiveTier = Commission['retroactive'][number];

/**
 * Which affiliates this order takes to a higher tier that counts for their earlier orders of the
 * window as well (C10). For the metric "commission" it is what the order earned that does.
 */
export function retroactiveTiers(
	priced: readonly PricedCredit[],
	lines: readonly CommissionLine[],
): RetroactiveTier[] {
	return priced.flatMap((entry) =>
		entry.earning.applied.flatMap(({ candidate }): RetroactiveTier[] => {
			const { rate, ruleId } = candidate;
			if (entry.line === null || rate.type !== 'tiered') return [];
			if (rate.mode !== 'threshold' || !rate.isRetroactive) return [];
			const { standing } = entry;
			const levels = tierLevels(rate, standing);
			const earned = rate.metric === 'commission' ? earnedBy(standing.affiliateId, lines) : 0n;
			const bounds = tierBounds(rate, standing.creditedBase.currency);
			if (tierAt(bounds, levels.after + earned) <= tierAt(bounds, levels.before)) return [];
			const { from, to } = tierWindow(rate, standing.orderedAt);
			return [{ affiliateId: standing.affiliateId, ruleId, from, to }];
		}),
	);
}

function earnedBy(affiliateId: string, lines: readonly CommissionLine[]): bigint {
	return lines
		.filter((line) => line.affiliateId === affiliateId && line.level === 0)
		.reduce((sum, { amount }) => sum + amount.amountMinor, 0n);
}
