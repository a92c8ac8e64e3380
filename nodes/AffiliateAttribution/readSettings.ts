import { MAXIMUM_LOOKBACK_DAYS } from '../../lib/attribution';
import { AffiliateError } from '../../lib/kernel';
import { DEFAULT_ATTRIBUTION_SETTINGS, type AttributionSettings } from '../../lib/model/programme';

/** Numbers among the node's options; absent ones are the programme's to say. */
export interface NumberOptions {
	readonly lookbackDays?: number;
	readonly halfLifeDays?: number;
	readonly firstPercent?: number;
	readonly lastPercent?: number;
	readonly interceptionSeconds?: number;
}

/** Null: as the programme and the affiliate say. Throws `invalid_input`. */
export function readLookbackDays({ lookbackDays }: NumberOptions): number | null {
	if (lookbackDays === undefined) return null;
	if (isWhole(lookbackDays, MAXIMUM_LOOKBACK_DAYS)) return lookbackDays;
	throw invalid(
		"'Look-Back Days' is not a whole number of days in range",
		'lookbackDays',
		`Use a whole number from 0 to ${MAXIMUM_LOOKBACK_DAYS}.`,
	);
}

/** What goes before the programme's settings. Throws `invalid_input`. */
export function readSettings(options: NumberOptions): Partial<AttributionSettings> {
	const { halfLifeDays, interceptionSeconds } = options;
	if (halfLifeDays !== undefined && !(halfLifeDays > 0 && halfLifeDays <= 365)) {
		const hint = 'Use a number of days above 0 and up to 365.';
		throw invalid("'Half-Life Days' is out of range", 'halfLifeDays', hint);
	}
	if (interceptionSeconds !== undefined && !isWhole(interceptionSeconds, 3_600)) {
		const hint = 'Use a whole number of seconds from 0 (off) to 3600.';
		throw invalid("'Checkout Seconds' is out of range", 'interceptionSeconds', hint);
	}
	return {
		...readPercents(options),
		...(halfLifeDays === undefined ? {} : { halfLifeDays }),
		...(interceptionSeconds === undefined ? {} : { interceptionSeconds }),
	};
}

/** The two belong together: one of them beside the programme's other could come to more than 100. */
function readPercents({ firstPercent, lastPercent }: NumberOptions): Partial<AttributionSettings> {
	if (firstPercent === undefined && lastPercent === undefined) return {};
	const first = firstPercent ?? DEFAULT_ATTRIBUTION_SETTINGS.firstPercent;
	const last = lastPercent ?? DEFAULT_ATTRIBUTION_SETTINGS.lastPercent;
	if (isWhole(first, 100) && isWhole(last, 100) && first + last <= 100) {
		return { firstPercent: first, lastPercent: last };
	}
	throw invalid(
		`'First Touch Percent' ${first} and 'Last Touch Percent' ${last} do not go together`,
		firstPercent === undefined ? 'lastPercent' : 'firstPercent',
		'Use whole percents from 0 that come to at most 100 together.',
	);
}

function isWhole(value: number, most: number): boolean {
	return Number.isInteger(value) && value >= 0 && value <= most;
}

function invalid(message: string, option: string, hint: string): AffiliateError {
	return new AffiliateError(message, { code: 'invalid_input', path: `options.${option}`, hint });
}
