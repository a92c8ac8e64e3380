import {
	millisecondsBetween,
	MILLISECONDS_PER_DAY,
	negateMoney,
	sumMoney,
	type Instant,
	type Money,
} from '../../kernel';
import type { PayoutCandidate } from '../../ports/payout-store';
import { negativeResidues, type NegativeResidue } from './negative-residues';

export const AGE_BUCKETS = ['0-30', '31-60', '61-90', 'over 90'] as const;

export type AgeBucket = (typeof AGE_BUCKETS)[number];

export interface AgedBalance {
	readonly affiliateId: string;
	readonly affiliateCode: string;
	/** Below zero. */
	readonly balance: Money;
	readonly oldestSince: Instant;
	/** Whole days since then. */
	readonly days: number;
	/** Below or at zero; they sum to the balance. */
	readonly buckets: Readonly<Record<AgeBucket, Money>>;
}

/**
 * Who has owed how much for how long (C28), the oldest first. Open commissions are set against the
 * oldest debt first, as they would be when paid.
 */
export function ageOfNegativeBalances(
	candidates: readonly PayoutCandidate[],
	now: Instant,
): AgedBalance[] {
	return candidates
		.flatMap((candidate) => aged(candidate, now) ?? [])
		.sort((a, b) => b.days - a.days || (a.affiliateCode < b.affiliateCode ? -1 : 1));
}

function aged(candidate: PayoutCandidate, now: Instant): AgedBalance | null {
	const residues = negativeResidues(candidate);
	const oldest = residues[0];
	if (oldest === undefined) return null;
	const { affiliate, balance } = candidate;
	const inBucket = (bucket: AgeBucket): Money =>
		sumMoney(
			residues
				.filter((residue) => bucketOf(residue, now) === bucket)
				.map(({ owed }) => negateMoney(owed)),
			balance.currency,
		);
	return {
		affiliateId: affiliate.affiliateId,
		affiliateCode: affiliate.code,
		balance,
		oldestSince: oldest.entry.since,
		days: daysSince(oldest, now),
		buckets: {
			'0-30': inBucket('0-30'),
			'31-60': inBucket('31-60'),
			'61-90': inBucket('61-90'),
			'over 90': inBucket('over 90'),
		},
	};
}

function bucketOf(residue: NegativeResidue, now: Instant): AgeBucket {
	const days = daysSince(residue, now);
	if (days <= 30) return '0-30';
	if (days <= 60) return '31-60';
	return days <= 90 ? '61-90' : 'over 90';
}

function daysSince({ entry: { since } }: NegativeResidue, now: Instant): number {
	return Math.floor(Math.max(0, millisecondsBetween(since, now)) / MILLISECONDS_PER_DAY);
}
