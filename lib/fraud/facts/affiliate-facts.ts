import type { Instant } from '../../kernel';
import type { AffiliateDay } from '../../model/affiliate-day';
import type { CheckedAffiliate } from '../../model/fraud-facts';
import type { TraitKind } from '../../model/trait';

/** An action such as a lead, as far as its regularity matters (F32). */
export interface LeadFact {
	readonly at: Instant;
	/** Keyed hash of what the lead says, without its order number. */
	readonly contentHash: string;
	/** Whether the same customer did anything later. */
	readonly hasLaterActivity: boolean;
}

/** Leads of the programme's other affiliates, to compare with (F32). */
export interface LeadBaseline {
	readonly leads: number;
	readonly withoutLaterActivity: number;
	/** Leads that say what this affiliate's most common lead says. */
	readonly sameContent: number;
}

/** An order as far as the clock and its amount matter (F19, F20, F33). */
export interface ScannedOrder {
	readonly conversionId: string;
	readonly orderedAt: Instant;
	/** Net goods value in minor units. */
	readonly netMinor: number;
	readonly customerKey: string | null;
	readonly refundedAt: Instant | null;
	readonly disputedAt: Instant | null;
	readonly failedPayments: number | null;
}

/** Two affiliates that share something only one person has (F29). */
export interface DuplicateFact {
	readonly affiliateId: string;
	readonly affiliateCode: string;
	readonly kinds: readonly TraitKind[];
}

/** A group of affiliates whose customers are the same people (F30). */
export interface RingFact {
	readonly affiliateCodes: readonly string[];
	/** Part of the members' customers who are shared, 0 to 1, rare traits counting more. */
	readonly crossShare: number;
	/** Customers of all members, and how many of them are shared. */
	readonly customers: number;
	readonly sharedCustomers: number;
	/** The strongest shared traits, as "device of 3 affiliates". */
	readonly edges: readonly string[];
}

/** How unusual the last days of an affiliate are to the trained detector (F36). */
export interface AnomalyFact {
	readonly date: string;
	readonly score: number;
	readonly threshold: number;
	/** What makes it so, strongest first: feature, value, what is usual. */
	readonly contributions: ReadonlyArray<{
		readonly feature: string;
		readonly value: number;
		readonly usual: number;
		readonly part: number;
	}>;
}

/** Everything the nightly scan knows of one affiliate in one programme. */
export interface AffiliateFacts {
	readonly affiliate: CheckedAffiliate;
	readonly programmeId: string;
	readonly now: Instant;
	/** Last day that is over, as 2026-11-22. */
	readonly lastDate: string;
	/** Up to 90 days of the affiliate, oldest first; days without anything are left out. */
	readonly days: readonly AffiliateDay[];
	/** The same days of the whole programme; `affiliateId` is empty. */
	readonly programmeDays: readonly AffiliateDay[];
	/** Orders of the last 90 days, oldest first, at most 5,000. */
	readonly orders: readonly ScannedOrder[];
	/** Touches set aside at the checkout in the last 30 days (F10). */
	readonly interceptions: number;
	readonly leads: readonly LeadFact[];
	/** Null: nobody else has leads. */
	readonly leadBaseline: LeadBaseline | null;
	/** Latest payouts, newest first. */
	readonly paidAt: readonly Instant[];
	readonly duplicates: readonly DuplicateFact[];
	readonly ring: RingFact | null;
	/** Null: no trained model, or nothing to judge. */
	readonly anomaly: AnomalyFact | null;
}
