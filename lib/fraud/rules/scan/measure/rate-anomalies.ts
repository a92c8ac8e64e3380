import type { AffiliateDay } from '../../../../model/affiliate-day';
import { median, robustZ } from '../../../../statistics';
import type { AffiliateFacts } from '../../../facts/affiliate-facts';
import { datesBetween, weekdayOf } from './calendar-date';
import { RATE_METRICS, type ComparedDay, type RateMetric } from './rate-metrics';
import { restOfDay, totalsOfDay } from './window-totals';

/** From so many equal weekdays on, only they are compared: a partner may have its own week. */
const WEEKDAYS_KNOWN_FROM = 8;

/** What an extraordinary metric shows as at most; without scatter the real one is infinite. */
const LARGEST_Z = 99;

export interface RateAnomaly {
	readonly metric: RateMetric['name'];
	readonly z: number;
	/** The metric in words, "840 clicks, 110 expected". */
	readonly text: string;
}

export interface RateJudgement {
	/** Metrics that could be judged. */
	readonly judged: readonly RateMetric['name'][];
	readonly anomalies: readonly RateAnomaly[];
}

/**
 * Compares the last day with the affiliate's days before, each first divided by what the rest of the
 * programme did on that day, so that a sales day is a day like any other. A metric is unusual when
 * its robust z passes the limit, the change is of some size, and chance is ruled out (F36).
 */
export function rateAnomalies(
	facts: AffiliateFacts,
	limits: { readonly minimumDays: number; readonly maximumZ: number },
): RateJudgement {
	const days = comparedDays(facts);
	const last = days.at(-1);
	if (last === undefined || days.length <= limits.minimumDays) return { judged: [], anomalies: [] };

	const results = RATE_METRICS.flatMap((metric) => {
		const value = metric.relative(last);
		if (value === null) return [];
		const history = days.slice(0, -1).flatMap((day) => {
			const relative = metric.relative(day);
			return relative === null ? [] : [{ relative, weekday: weekdayOf(day.date) }];
		});
		if (history.length < limits.minimumDays) return [];
		const sameDays = history.filter(({ weekday }) => weekday === weekdayOf(last.date));
		const compared = sameDays.length >= WEEKDAYS_KNOWN_FROM ? sameDays : history;
		const sample = compared.map(({ relative }) => relative);
		return [{ metric, value, sample }];
	});
	return {
		judged: results.map(({ metric }) => metric.name),
		anomalies: results.flatMap(({ metric, value, sample }) => {
			const z = robustZ(value, sample);
			const usual = median(sample);
			if (Math.abs(z) <= limits.maximumZ || !metric.isMaterial(last, value, usual)) return [];
			const shown = Math.max(-LARGEST_Z, Math.min(LARGEST_Z, z));
			return [{ metric: metric.name, z: shown, text: metric.text(last, usual) }];
		}),
	};
}

/** Every date from the affiliate's first day to the last one; a day without anything is a zero. */
function comparedDays({ days, programmeDays, lastDate }: AffiliateFacts): ComparedDay[] {
	const byDate = (list: readonly AffiliateDay[]) => new Map(list.map((day) => [day.date, day]));
	const own = byDate(days);
	const programme = byDate(programmeDays);
	const first = [...own.keys()].sort()[0];
	if (first === undefined) return [];
	return datesBetween(first, lastDate).flatMap((date) => {
		const programmeDay = programme.get(date);
		const ownDay = own.get(date) ?? null;
		if (programmeDay === undefined) return [];
		const nothing = restOfDay(programmeDay, programmeDay);
		return [
			{
				date,
				own: ownDay === null ? nothing : totalsOfDay(ownDay),
				rest: restOfDay(programmeDay, ownDay),
			},
		];
	});
}
