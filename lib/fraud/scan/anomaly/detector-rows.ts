import type { AffiliateDay } from '../../../model/affiliate-day';
import { median } from '../../../statistics';
import { allInOne, withoutDay } from '../assemble/programme-days';
import { anomalyFeatures } from './anomaly-features';

/** Smaller days say nothing, neither in training nor later. */
const LEAST_CLICKS = 20;
const LEAST_ORDERS = 5;

export interface DetectorRow {
	readonly affiliateId: string;
	readonly date: string;
	readonly values: readonly number[];
}

/** The programme beside which days are read. */
export interface DetectorProgramme {
	readonly byDate: ReadonlyMap<string, AffiliateDay>;
	readonly allDays: AffiliateDay;
	readonly usualClicks: number;
}

export function detectorProgramme(programmeDays: readonly AffiliateDay[]): DetectorProgramme {
	return {
		byDate: new Map(programmeDays.map((day) => [day.date, day])),
		allDays: allInOne(programmeDays),
		usualClicks: usualClicksOf(programmeDays),
	};
}

/**
 * Rows of the wanted days of one affiliate, of those that are large enough and known of the
 * programme, oldest first. All its days say what is usual of it.
 */
export function detectorRows(
	days: readonly AffiliateDay[],
	{ byDate, allDays, usualClicks: programmeUsualClicks }: DetectorProgramme,
	isWanted: (date: string) => boolean = () => true,
): DetectorRow[] {
	const usualClicks = usualClicksOf(days);
	return days
		.filter(({ date }) => isWanted(date))
		.sort((a, b) => (a.date < b.date ? -1 : 1))
		.flatMap((day) => {
			const programmeDay = byDate.get(day.date);
			const isSmall = day.clicks < LEAST_CLICKS && day.orders < LEAST_ORDERS;
			if (programmeDay === undefined || isSmall) return [];
			const values = anomalyFeatures(day, {
				rest: withoutDay(programmeDay, day),
				programme: allDays,
				restUsualClicks: Math.max(0, programmeUsualClicks - usualClicks),
				usualClicks,
			});
			return [{ affiliateId: day.affiliateId, date: day.date, values }];
		});
}

function usualClicksOf(days: readonly AffiliateDay[]): number {
	return days.length === 0 ? 0 : median(days.map(({ clicks }) => clicks));
}
