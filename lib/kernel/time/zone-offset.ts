/** Making a formatter costs far more than using it. */
const FORMATTERS = new Map<string, Intl.DateTimeFormat>();

/**
 * Milliseconds that the clocks of a zone are ahead of UTC at a moment (negative: behind).
 * Throws a `RangeError` for a name that the runtime does not know.
 */
export function zoneOffset(milliseconds: number, timeZone: string): number {
	if (timeZone === 'UTC') return 0;
	const wholeSeconds = Math.floor(milliseconds / 1000) * 1000;
	const parts = new Map<string, number>();
	for (const { type, value } of formatterOf(timeZone).formatToParts(wholeSeconds)) {
		parts.set(type, Number(value));
	}
	const of = (type: string): number => parts.get(type) ?? 0;
	const local = Date.UTC(
		of('year'),
		of('month') - 1,
		of('day'),
		of('hour'),
		of('minute'),
		of('second'),
	);
	return local - wholeSeconds;
}

function formatterOf(timeZone: string): Intl.DateTimeFormat {
	const known = FORMATTERS.get(timeZone);
	if (known !== undefined) return known;
	const formatter = new Intl.DateTimeFormat('en-US', {
		timeZone,
		calendar: 'gregory',
		numberingSystem: 'latn',
		hourCycle: 'h23',
		year: 'numeric',
		month: '2-digit',
		day: '2-digit',
		hour: '2-digit',
		minute: '2-digit',
		second: '2-digit',
	});
	FORMATTERS.set(timeZone, formatter);
	return formatter;
}
