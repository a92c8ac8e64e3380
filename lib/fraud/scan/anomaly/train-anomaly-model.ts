import type { Instant } from '../../../kernel';
import type { AffiliateDay } from '../../../model/affiliate-day';
import type { AnomalyModel } from '../../../model/anomaly-model';
import { fitIsolationForest, isolationScores, median, modelThreshold } from '../../../statistics';
import { ANOMALY_FEATURES } from './anomaly-features';
import { detectorProgramme, detectorRows, type DetectorRow } from './detector-rows';
import { oddRows } from './odd-rows';

/** Affiliate-days below which a detector would learn chance. */
export const LEAST_TRAINING_DAYS = 200;

/**
 * How far above the median score a day is unusual at least. A quiet programme has nothing unusual,
 * and its oddest hundredth is not to be flagged only because there has to be one: in simulated honest
 * programmes no day comes as far.
 */
const LEAST_DISTANCE = 0.1;

export interface TrainingOptions {
	readonly programmeId: string;
	readonly version: number;
	readonly trainedAt: Instant;
	/** The same seed and days give the same model. */
	readonly seed: string;
	/** Part of the days that may be unusual, above 0 and below 1; such as 0.01. */
	readonly contamination: number;
}

/** Too little to learn from, and why. */
export interface ThinTraining {
	readonly isThin: true;
	readonly reason: string;
}

/**
 * Learns what days of affiliates look like in a programme, from all its affiliates, in any order.
 * Days with fewer than 20 clicks and 5 orders are left out. Throws `invalid_input` for another
 * contamination.
 */
export function trainAnomalyModel(
	days: readonly AffiliateDay[],
	programmeDays: readonly AffiliateDay[],
	{ programmeId, version, trainedAt, seed, contamination }: TrainingOptions,
): AnomalyModel | ThinTraining {
	const rows = trainingRows(days, programmeDays).map(({ values }) => values);
	if (rows.length < LEAST_TRAINING_DAYS) {
		const reason =
			`There are ${rows.length} days of affiliates with enough traffic; ` +
			`the detector needs ${LEAST_TRAINING_DAYS}`;
		return { isThin: true, reason };
	}
	const forest = fitIsolationForest([...rows, ...oddRows(rows, seed)], { seed });
	const scores = isolationScores(forest, rows);
	const threshold = modelThreshold(scores, contamination);
	return {
		programmeId,
		version,
		trainedAt,
		seed,
		features: [...ANOMALY_FEATURES],
		reference: ANOMALY_FEATURES.map((_, index) => median(rows.map((row) => row[index] ?? 0))),
		days: rows.length,
		threshold: Math.max(median(scores) + LEAST_DISTANCE, threshold),
		forest: { ...forest },
	};
}

/** Sorted: the forest draws rows by their place. */
function trainingRows(
	days: readonly AffiliateDay[],
	programmeDays: readonly AffiliateDay[],
): DetectorRow[] {
	const byAffiliate = new Map<string, AffiliateDay[]>();
	for (const day of days) {
		const own = byAffiliate.get(day.affiliateId);
		if (own === undefined) byAffiliate.set(day.affiliateId, [day]);
		else own.push(day);
	}
	const programme = detectorProgramme(programmeDays);
	return [...byAffiliate]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.flatMap(([, own]) => detectorRows(own, programme));
}
