import type { Order } from '../model/order';
import { assessClick } from './assess-click';
import { assessJourneys } from './assess-journey';
import { isEligible } from './assessment';
import type { AttributionFacts, AttributionPolicy } from './facts';
import type { OrderSignals } from './find-signals';

/**
 * Whether a recorded click can be credited. Where one can, codes and referring sites have no say, so
 * that nothing they name needs to be looked up.
 */
export function hasEligibleClick(
	signals: OrderSignals,
	order: Order,
	facts: AttributionFacts,
	policy: AttributionPolicy,
): boolean {
	return [
		...signals.clicks.map((signal) => assessClick(signal, order, facts, policy)),
		...assessJourneys(signals.clicks, order, facts, policy),
	]
		.filter(isEligible)
		.some(({ touch }) => policy.programmeId === null || touch.programmeId === policy.programmeId);
}
