import { MILLISECONDS_PER_DAY, millisecondsBetween, toMilliseconds, type Instant } from '../kernel';

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

const UNITS: ReadonlyArray<readonly [name: string, milliseconds: number]> = [
	['day', MILLISECONDS_PER_DAY],
	['hour', 3_600_000],
	['minute', 60_000],
];

/** "14 Nov 2026", in UTC and the same on every machine. */
export function describeDate(at: Instant): string {
	const date = new Date(toMilliseconds(at));
	return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/** "3 days", "1 hour", "less than a minute": whole units, rounded down. */
export function describeInterval(from: Instant, to: Instant): string {
	const milliseconds = Math.abs(millisecondsBetween(from, to));
	for (const [name, size] of UNITS) {
		const count = Math.floor(milliseconds / size);
		if (count > 0) return `${count} ${name}${count === 1 ? '' : 's'}`;
	}
	return 'less than a minute';
}
