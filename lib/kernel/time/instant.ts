import { AffiliateError } from '../errors/affiliate-error';

/** A moment in UTC as ISO 8601 with milliseconds: "2026-11-22T18:05:00.000Z". Sorts as text. */
export type Instant = string;

export const MILLISECONDS_PER_DAY = 86_400_000;

const ISO_WITH_ZONE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;

export function instantFromMilliseconds(milliseconds: number): Instant {
	return new Date(milliseconds).toISOString();
}

/** Reads ISO 8601 with a zone. Throws `invalid_instant`; a time without zone is refused. */
export function parseInstant(text: string): Instant {
	const milliseconds = ISO_WITH_ZONE.test(text) ? Date.parse(text) : Number.NaN;
	if (Number.isNaN(milliseconds)) {
		throw new AffiliateError(`'${text}' is not a date and time with a time zone`, {
			code: 'invalid_instant',
			hint: 'Use ISO 8601 with a zone, such as 2026-11-22T18:05:00Z.',
		});
	}
	return instantFromMilliseconds(milliseconds);
}

export function toMilliseconds(instant: Instant): number {
	return Date.parse(instant);
}

/** Adds exact 24-hour days; negative goes back. */
export function addDays(instant: Instant, days: number): Instant {
	return instantFromMilliseconds(toMilliseconds(instant) + days * MILLISECONDS_PER_DAY);
}

/** Milliseconds from `from` to `to`; negative when `to` is earlier. */
export function millisecondsBetween(from: Instant, to: Instant): number {
	return toMilliseconds(to) - toMilliseconds(from);
}
