import { addDays, localDate, type Instant } from '../../../kernel';
import type { AffiliateDay } from '../../../model/affiliate-day';
import type { AnomalyModel } from '../../../model/anomaly-model';
import type { SharedTrait } from '../../../ports/fraud-store';
import type { RingFact } from '../../facts/affiliate-facts';
import { detectorProgramme, type DetectorProgramme } from '../anomaly/detector-rows';
import { readDetector, type Detector } from '../anomaly/read-detector';
import { findRings } from '../rings/find-rings';
import type { CouponBaseline } from './coupon-baseline';
import type { LeadTotals } from './lead-totals';

/** What a scan reads of a programme once, before it looks at single affiliates and coupons. */
export interface ScanContextInput {
	readonly programmeId: string;
	readonly now: Instant;
	/** Sums over all affiliates by day, up to 90 days. */
	readonly programmeDays: readonly AffiliateDay[];
	readonly leads: LeadTotals;
	readonly coupons: CouponBaseline;
	readonly sharedTraits: readonly SharedTrait[];
	readonly customersPerAffiliate: ReadonlyMap<string, number>;
	/** Public codes by affiliate id. */
	readonly codes: ReadonlyMap<string, string>;
	/** Null: none was trained. */
	readonly model: AnomalyModel | null;
}

export interface ScanContext {
	readonly programmeId: string;
	readonly now: Instant;
	readonly lastDate: string;
	readonly programmeDays: readonly AffiliateDay[];
	readonly leads: LeadTotals;
	readonly coupons: CouponBaseline;
	readonly codes: ReadonlyMap<string, string>;
	readonly rings: ReadonlyMap<string, RingFact>;
	readonly detector: Detector | null;
	readonly detectorProgramme: DetectorProgramme;
}

/** Finds the rings and reads the detector. Throws `invalid_input` for a broken model. */
export function scanContext(input: ScanContextInput): ScanContext {
	const { programmeId, now, programmeDays, leads, coupons, codes, model } = input;
	const rings = findRings(input.sharedTraits, input.customersPerAffiliate, { codes });
	return {
		programmeId,
		now,
		lastDate: lastDateOf(now),
		programmeDays,
		leads,
		coupons,
		codes,
		rings: new Map(
			rings.flatMap(({ affiliateIds, fact }) => affiliateIds.map((id) => [id, fact] as const)),
		),
		detector: model === null ? null : readDetector(model),
		detectorProgramme: detectorProgramme(programmeDays),
	};
}

/** The last UTC day that is over: a scan never judges half a day. */
export function lastDateOf(now: Instant): string {
	return localDate(addDays(now, -1));
}
