import type { Click } from '../model/click';
import type { Observation } from './define-fraud-rule';
import type { CreditFacts } from './facts';
import { observeCredits } from './observe-credits';

/**
 * Looks at the click behind every credit. A credit without a click has nothing to look at and is
 * clear; a click that is named but not in the ledger leaves it unknown.
 */
export function observeCreditedClicks(
	credits: readonly CreditFacts[],
	/** What a click shows, or null when it is as it should be. */
	findingOf: (click: Click) => { readonly evidence: Record<string, string>; reason: string } | null,
	clearReason: string,
): Observation {
	return observeCredits(credits, ({ credit, click }) => {
		const evidence = { affiliate: credit.affiliateCode };
		if (click.status === 'not_named') {
			return { status: 'clear', evidence, reason: 'The credit does not rest on a click' };
		}
		if (click.status === 'missing') {
			return { status: 'unknown', evidence, reason: 'The credited click is not in the ledger' };
		}
		const finding = findingOf(click.value);
		if (finding === null) return { status: 'clear', evidence, reason: clearReason };
		return {
			status: 'hit',
			evidence: { ...evidence, click: click.value.clickId, ...finding.evidence },
			reason: finding.reason,
		};
	});
}
