import type { Click } from '../model/click';
import type { CreditFacts } from '../model/fraud-facts';
import type { Observation } from './define-fraud-rule';
import { observeCredits } from './observe-credits';

/** What a click shows: a hit unless it says otherwise. */
export interface ClickFinding {
	readonly status?: 'hit' | 'unknown';
	readonly evidence: Readonly<Record<string, string>>;
	readonly reason: string;
	readonly weight?: number;
}

/**
 * Looks at the click behind every credit. A credit without a click has nothing to look at and is
 * clear; a click that is named but not in the ledger leaves it unknown.
 */
export function observeCreditedClicks(
	credits: readonly CreditFacts[],
	/** Null when the click is as it should be. */
	findingOf: (click: Click, credit: CreditFacts) => ClickFinding | null,
	clearReason: string,
): Observation {
	return observeCredits(credits, (facts) => {
		const evidence = { affiliate: facts.credit.affiliateCode };
		if (facts.click.status === 'not_named') {
			return { status: 'clear', evidence, reason: 'The credit does not rest on a click' };
		}
		if (facts.click.status === 'missing') {
			return { status: 'unknown', evidence, reason: 'The credited click is not in the ledger' };
		}
		const click = facts.click.value;
		const finding = findingOf(click, facts);
		if (finding === null) return { status: 'clear', evidence, reason: clearReason };
		return {
			status: 'hit',
			...finding,
			evidence: { ...evidence, click: click.clickId, ...finding.evidence },
		};
	});
}
