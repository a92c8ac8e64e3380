import { instantFromMilliseconds, toMilliseconds, zoneOffset, type Instant } from '../../kernel';

const DAY_MILLISECONDS = 86_400_000;

const LOCAL = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2}))?)?$/;

/** What the server's clock shows at a moment: "2026-11-20 01:00:00"; fractions of a second are dropped. */
export function toServerTime(at: Instant, timeZone: string): string {
	const milliseconds = toMilliseconds(at);
	const local = new Date(milliseconds + zoneOffset(milliseconds, timeZone)).toISOString();
	return local.slice(0, 19).replace('T', ' ');
}

/**
 * The moment at which the server's clock shows a time. When clocks are set back an hour comes twice and
 * the text does not tell which: the first is taken. An hour that is skipped counts on from before the jump.
 * Null for what is no time, such as the "0000-00-00" of an unset date.
 */
export function fromServerTime(text: string | null, timeZone: string): Instant | null {
	const match = LOCAL.exec(text?.trim() ?? '');
	if (match === null) return null;
	const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
		.slice(1)
		.map((part) => Number(part ?? 0));
	if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23) return null;
	const shown = Date.UTC(year, month - 1, day, hour, minute, second);
	const before = shown - zoneOffset(shown - DAY_MILLISECONDS, timeZone);
	const after = shown - zoneOffset(shown + DAY_MILLISECONDS, timeZone);
	const exact = [before, after].filter((at) => at + zoneOffset(at, timeZone) === shown);
	return instantFromMilliseconds(exact.length > 0 ? Math.min(...exact) : before);
}

/** A day of the server's calendar, some days on or back. */
export function serverDay(at: Instant, timeZone: string, days: number): string {
	const moved = instantFromMilliseconds(toMilliseconds(at) + days * DAY_MILLISECONDS);
	return toServerTime(moved, timeZone).slice(0, 10);
}
