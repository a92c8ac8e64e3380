import type { RateFile } from './rate-file';

/** Without `<` inside, so that elements which never end cost no more than their length. */
const CUBE = /<Cube\b([^<>]*)>/g;
const ATTRIBUTE = /\b(time|currency|rate)\s*=\s*["']([^"']*)["']/g;

/**
 * The reference rates of the European Central Bank: `<Cube time="…">` with one empty
 * `<Cube currency="USD" rate="1.0843"/>` per currency, all from the euro. The file is a flat list of
 * attributes, so they are read as such. Of a file with many days the newest counts. Null when the
 * text is no such file.
 */
export function readEcbXml(text: string): RateFile | null {
	let day: string | null = null;
	const rates: Array<{ currency: string; rate: string }> = [];
	for (const [, attributes = ''] of text.matchAll(CUBE)) {
		const values = new Map(
			[...attributes.matchAll(ATTRIBUTE)].map(([, name = '', value = '']) => [name, value]),
		);
		const time = values.get('time');
		if (time !== undefined) {
			if (day !== null) break;
			day = time;
		}
		const currency = values.get('currency');
		const rate = values.get('rate');
		if (currency !== undefined && rate !== undefined) rates.push({ currency, rate });
	}
	return day === null || rates.length === 0 ? null : { base: 'EUR', day, rates };
}
