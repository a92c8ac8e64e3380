import { formatMoney } from '../../kernel';
import type { PlanRate } from '../../model/plan';
import type { TieredRate } from '../../model/plan/rate';
import type { TraceStep } from '../../model/trace';
import { linearRate, type ResolvedRate } from './linear-rate';
import { marginalRate } from './marginal-rate';
import { levelMoney, tierAt, tierBounds, tierLevels, type Standing } from './tier-levels';
import { describeWindow } from './tier-window';

/**
 * What a rate comes to for one affiliate on one order (C9). "threshold": the highest tier reached,
 * this order included, gives the rate of the whole order; "marginal": each tier rates what lies in
 * it. Below the lowest tier nothing is paid.
 */
export function resolveRate(rate: PlanRate, standing: Standing): ResolvedRate {
	if (rate.type !== 'tiered') return { rate: linearRate(rate, standing.event), trace: [] };
	const isCut =
		rate.mode === 'marginal' && rate.metric === 'revenue' && standing.creditedBase.amountMinor > 0n;
	return isCut ? marginalRate(rate, standing) : thresholdRate(rate, standing);
}

function thresholdRate(rate: TieredRate, standing: Standing): ResolvedRate {
	const { currency } = standing.creditedBase;
	const { after } = tierLevels(rate, standing);
	const bounds = tierBounds(rate, currency);
	const reached = bounds[tierAt(bounds, after)];
	const level = `${describeLevel(rate, after, currency)} ${describeWindow(rate)}`;
	if (reached === undefined) {
		return { rate: null, trace: [step(`${level} is below the lowest tier.`)] };
	}
	const included = rate.metric === 'commission' ? 'before this order' : 'this order included';
	return {
		rate: linearRate(reached.tier.rate, standing.event),
		trace: [step(`${level}, ${included}, reaches the tier from ${reached.tier.from}.`)],
	};
}

function describeLevel(rate: TieredRate, level: bigint, currency: string): string {
	if (rate.metric === 'sales') return `${level} order${level === 1n ? '' : 's'}`;
	const amount = formatMoney(levelMoney(level, currency));
	return rate.metric === 'commission' ? `${amount} of commission` : amount;
}

function step(text: string): TraceStep {
	return { rule: 'tier', text };
}
