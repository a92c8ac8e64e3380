import { addDays, type Instant } from '../../kernel';
import { sql } from 'kysely';
import { midnightOf } from './whole-days';

/**
 * The UTC day of a click, as the indexes of visitors and addresses begin: what is written lies side by side
 * then, however many clicks there are, while hashes alone would be spread over the whole index.
 */
export const DAY_OF_CLICK = sql<string>`substr(occurred_at, 1, 10)`;

/** The UTC days from one moment to another, both included. */
export function daysFrom(first: Instant, last: Instant): string[] {
	const days: string[] = [];
	for (let at = midnightOf(first); at <= last; at = addDays(at, 1)) days.push(at.slice(0, 10));
	return days;
}
