import { instantFromMilliseconds, parseInstant } from '../../../kernel';
import type { DATE_FORMS } from '../../../model/field-mapping';
import { readingOf, type Reading } from '../value-at';

type DateForm = (typeof DATE_FORMS)[number];

const DAY = /^\d{4}-\d\d-\d\d$/;
const ZONE = /(?:Z|[+-]\d\d:?\d\d)$/i;
const PARTS = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/;

/** A date as ISO 8601 in UTC, or its day. A time without a zone is UTC. */
export function toDate(value: string, from: DateForm, to: 'moment' | 'date'): Reading {
	const instant = instantOf(value.trim(), from);
	if (instant === null) return { ok: false, why: `it is not a date (${WORDS[from]})` };
	return readingOf(to === 'date' ? instant.slice(0, 10) : instant);
}

const WORDS: Readonly<Record<DateForm, string>> = {
	iso: 'such as 2026-11-22 or 2026-11-22T18:05:00Z',
	day_month_year: 'such as 22.11.2026',
	month_day_year: 'such as 11/22/2026',
	unix_seconds: 'seconds since 1970',
	unix_milliseconds: 'milliseconds since 1970',
};

function instantOf(text: string, from: DateForm): string | null {
	try {
		switch (from) {
			case 'iso':
				if (DAY.test(text)) return parseInstant(`${text}T00:00:00Z`);
				return parseInstant(ZONE.test(text) ? text : `${text.replace(' ', 'T')}Z`);
			case 'unix_seconds':
				return /^\d{1,12}$/.test(text) ? instantFromMilliseconds(Number(text) * 1_000) : null;
			case 'unix_milliseconds':
				return /^\d{1,15}$/.test(text) ? instantFromMilliseconds(Number(text)) : null;
			case 'day_month_year':
			case 'month_day_year':
				return ofParts(text, from);
		}
	} catch {
		return null;
	}
}

function ofParts(text: string, from: DateForm): string | null {
	const [, first = '', second = '', year = ''] = PARTS.exec(text) ?? [];
	if (year === '') return null;
	const [day, month] = from === 'day_month_year' ? [first, second] : [second, first];
	const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
	const instant = parseInstant(`${iso}T00:00:00Z`);
	return instant.startsWith(iso) ? instant : null;
}
