import type { AffiliateDay } from '../../../model/affiliate-day';
import { explainIsolation, isolationScores } from '../../../statistics';
import type { AnomalyFact } from '../../facts/affiliate-facts';
import { daysBefore } from '../../rules/scan/measure/calendar-date';
import { ANOMALY_FEATURES } from './anomaly-features';
import { detectorRows, type DetectorProgramme } from './detector-rows';
import type { Detector } from './read-detector';

/** Days a scan judges: one that failed for a night or two misses nothing. */
const JUDGED_DAYS = 3;

/**
 * The most unusual of an affiliate's last three days, with what makes it so, strongest first; null
 * when none of them is large enough. All its days are needed: they say what is usual of it.
 */
export function judgeDays(
	{ forest, reference, threshold }: Detector,
	days: readonly AffiliateDay[],
	programme: DetectorProgramme,
	lastDate: string,
): AnomalyFact | null {
	const firstDate = daysBefore(lastDate, JUDGED_DAYS - 1);
	const rows = detectorRows(days, programme, (date) => date >= firstDate && date <= lastDate);
	const scores = isolationScores(
		forest,
		rows.map(({ values }) => values),
	);
	const [top] = rows
		.map((row, index) => ({ ...row, score: scores[index] ?? 0 }))
		.sort((a, b) => b.score - a.score || (a.date < b.date ? -1 : 1));
	if (top === undefined) return null;
	const { contributions } = explainIsolation(forest, top.values, reference);
	return {
		date: top.date,
		score: top.score,
		threshold,
		contributions: ANOMALY_FEATURES.map((feature, index) => ({
			feature,
			value: top.values[index] ?? 0,
			usual: reference[index] ?? 0,
			part: contributions[index] ?? 0,
		})).sort((a, b) => b.part - a.part || (a.feature < b.feature ? -1 : 1)),
	};
}
