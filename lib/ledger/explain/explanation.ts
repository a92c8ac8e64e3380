import type { Instant, Money } from '../../kernel';

/** Who reads it: an affiliate sees nothing of the merchant's business, nor of other affiliates. */
export type Audience = 'merchant' | 'affiliate';

export interface TimelineEntry {
	readonly at: Instant;
	readonly title: string;
	readonly text: string;
	/** What it changed of what the affiliate gets; negative takes off. */
	readonly amount?: Money;
}

/** Sentences by what they are about; an empty list has nothing to say. */
export interface ExplainedSections {
	/** Which contacts with the customer brought the credit, and how sure that is. */
	readonly credit: readonly string[];
	readonly rule: readonly string[];
	readonly base: readonly string[];
	readonly rounding: readonly string[];
	readonly hold: readonly string[];
	readonly adjustments: readonly string[];
	readonly refunds: readonly string[];
	readonly disputes: readonly string[];
	readonly payouts: readonly string[];
}

/** A commission in plain words, from the first click to the payout (C23). */
export interface Explanation {
	readonly commissionId: string;
	readonly audience: Audience;
	readonly summary: string;
	/** Oldest first. */
	readonly timeline: readonly TimelineEntry[];
	readonly sections: ExplainedSections;
	/** Still to be paid; negative: kept back from the next payout. */
	readonly whatIsOwed: Money;
	readonly nextStep: string;
}
