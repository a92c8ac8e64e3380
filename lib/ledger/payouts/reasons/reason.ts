import type { Instant, Money } from '../../../kernel';
import type { PayoutMethod, PayoutPolicy } from '../../../model/payout-profile';
import type { PayoutCandidate } from '../../../ports/payout-store';
import type { PayoutAmounts } from '../payout-amounts';

/** Why somebody is not paid now. */
export interface PayoutReason {
	/** Stable snake_case code. */
	readonly code: string;
	/** For the people who run the programme. */
	readonly text: string;
	/** What the affiliate may read: no judgement, and what to do. */
	readonly affiliateText: string;
}

/** Everything a reason may look at. */
export interface EligibilityFacts {
	readonly candidate: PayoutCandidate;
	readonly policy: PayoutPolicy;
	readonly now: Instant;
	readonly method: PayoutMethod;
	readonly batchCurrency: string;
	/** Sum of the entries that can be claimed now. */
	readonly gross: Money;
	readonly amounts: PayoutAmounts;
}

/** One condition of eligibility (C35); null when it is met or another one already says it. */
export type ReasonRule = (facts: EligibilityFacts) => PayoutReason | null;
