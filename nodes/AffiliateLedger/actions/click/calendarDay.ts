import { instantFromMilliseconds } from '../../../../lib/kernel';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Whether a text is a day as YYYY-MM-DD that exists. */
export function isCalendarDay(text: string): boolean {
	if (!DAY.test(text)) return false;
	const midnight = Date.parse(`${text}T00:00:00.000Z`);
	return !Number.isNaN(midnight) && instantFromMilliseconds(midnight).startsWith(text);
}
