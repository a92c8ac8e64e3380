import { instantFromMilliseconds, parseInstant, type Instant } from '../../kernel';
import { problem } from './problem';

/** Order of day, month and year where a date is written with numbers and slashes or dashes. */
export const DATE_FORMATS = ['dmy', 'mdy', 'ymd'] as const;

export type DateFormat = (typeof DATE_FORMATS)[number];

const CLOCK = String.raw`(?:[T,\s]+(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:\.\d+)?)?\s*(?<half>[ap]\.?m\.?)?)?`;

const NAME = String.raw`(?<name>[a-z]{3,9})\.?`;

const ZONE = /:.*(?:Z|[+-]\d{2}:?\d{2})$/;

const YEAR_FIRST = pattern(String.raw`(?<year>\d{4})([-/.])(?<month>\d{1,2})\2(?<day>\d{1,2})`);

const YEAR_LAST = pattern(
	String.raw`(?<first>\d{1,2})(?<mark>[-/.])(?<last>\d{1,2})\k<mark>(?<year>\d{4})`,
);

const MONTH_FIRST = pattern(
	String.raw`${NAME}\s+(?<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?<year>\d{4})`,
);

const DAY_FIRST = pattern(
	String.raw`(?<day>\d{1,2})(?:st|nd|rd|th|\.)?[\s-]+${NAME},?[\s-]+(?<year>\d{4})`,
);

/** Keeps the patterns from trying long on what is no date. */
const LONGEST_DATE = 100;

const MONTHS =
	'january february march april may june july august september october november december';

/**
 * Reads a date, with or without a time; one without a zone is taken as UTC. ISO 8601,
 * "2024-01-31 13:05:00", "January 31, 2024 1:05 pm", "31.01.2024" and Unix seconds need no
 * format. Throws `ambiguous_date` for "01/02/2024" unless the format tells which is the month,
 * and `invalid_date`.
 */
export function readDate(given: string, format: DateFormat | null): Instant {
	if (given.length > LONGEST_DATE) throw notADate();
	const text = given.trim().replace(/\s*(?:UTC|GMT)$/i, 'Z');
	if (/^\d{10}$/.test(text)) return instantFromMilliseconds(Number(text) * 1_000);
	if (/^\d{13}$/.test(text)) return instantFromMilliseconds(Number(text));
	if (/^\d{4}-/.test(text) && ZONE.test(text)) return withZone(text);
	const yearFirst = YEAR_FIRST.exec(text)?.groups;
	if (yearFirst !== undefined) return instantOf(yearFirst, yearFirst.month, yearFirst.day);
	const named = (MONTH_FIRST.exec(text) ?? DAY_FIRST.exec(text))?.groups;
	if (named !== undefined) return instantOf(named, String(monthNumber(named.name)), named.day);
	const yearLast = YEAR_LAST.exec(text)?.groups;
	if (yearLast === undefined) throw notADate();
	const { first = '', last = '', mark = '' } = yearLast;
	const isMonthFirst = readsMonthFirst(Number(first), Number(last), mark, format);
	return isMonthFirst ? instantOf(yearLast, first, last) : instantOf(yearLast, last, first);
}

function pattern(date: string): RegExp {
	return new RegExp(`^${date}${CLOCK}$`, 'i');
}

function withZone(text: string): Instant {
	const [date = '', ...clock] = text.split(/[T\s]+/);
	// A day that does not exist would roll over to the next month.
	const { year, month, day } = YEAR_FIRST.exec(date)?.groups ?? {};
	instantOf({ year }, month, day);
	try {
		return parseInstant(`${date}T${clock.join('')}`);
	} catch {
		throw notADate();
	}
}

function readsMonthFirst(
	first: number,
	second: number,
	mark: string,
	format: DateFormat | null,
): boolean {
	if (format === 'mdy') return true;
	if (format === 'dmy' || mark === '.') return false;
	if (first > 12 || second > 12 || first === second) return first <= 12;
	throw problem(
		'ambiguous_date',
		'could have the day or the month first',
		"Choose the 'Date Format' of the file.",
	);
}

function monthNumber(name = ''): number {
	const wanted = name.toLowerCase();
	return (
		MONTHS.split(' ').findIndex((month) => month === wanted || month.slice(0, 3) === wanted) + 1 ||
		(wanted === 'sept' ? 9 : 0)
	);
}

type DateParts = Readonly<Record<string, string | undefined>>;

function instantOf(parts: DateParts, monthText = '', dayText = ''): Instant {
	const [year, month, day] = [Number(parts.year), Number(monthText), Number(dayText)];
	const hour = hourOf(Number(parts.hour ?? 0), parts.half);
	const [minute, second] = [Number(parts.minute ?? 0), Number(parts.second ?? 0)];
	const milliseconds = Date.UTC(year, month - 1, day, hour, minute, second);
	const date = new Date(milliseconds);
	const isReal =
		date.getUTCFullYear() === year &&
		date.getUTCMonth() === month - 1 &&
		date.getUTCDate() === day &&
		hour < 24 &&
		minute < 60 &&
		second < 60;
	if (!isReal) throw notADate();
	return instantFromMilliseconds(milliseconds);
}

/** Hours of a clock of twelve: 12 am is 0, 12 pm is 12. */
function hourOf(hour: number, half: string | undefined): number {
	if (half === undefined) return hour;
	if (hour < 1 || hour > 12) throw notADate();
	return (hour % 12) + (/^p/i.test(half) ? 12 : 0);
}

function notADate() {
	return problem(
		'invalid_date',
		'is not a date',
		"Write dates such as 2024-01-31 or 2024-01-31 13:05:00, or choose the 'Date Format'.",
	);
}
