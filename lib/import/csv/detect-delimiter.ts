export type Delimiter = ',' | ';' | '\t' | '|';

const DELIMITERS: readonly Delimiter[] = [',', ';', '\t', '|'];

/** Excel's own line in front of the headings: "sep=;". */
const DECLARED = /^sep=([,;|\t])\s*$/i;

/** Post Affiliate Pro names the part of a file in a line such as "[[AFFILIATES]]". */
const SECTION = /^"?\[\[[^\]]*\]\]"?[,;|\t\s]*$/;

const LINES_LOOKED_AT = 20;

/**
 * The delimiter that a file declares, else the one that cuts its heading line into the most
 * columns; delimiters inside of quotes do not count. A comma when there is only one column.
 */
export function detectDelimiter(start: string): Delimiter {
	const lines = start.split(/\r\n|\n|\r/, LINES_LOOKED_AT);
	const declared = lines[0] === undefined ? undefined : DECLARED.exec(lines[0])?.[1];
	if (declared !== undefined) return declared as Delimiter;
	const heading = lines.find((line) => line.trim() !== '' && !SECTION.test(line)) ?? '';
	const counts = DELIMITERS.map((delimiter) => ({
		delimiter,
		count: countOutsideQuotes(heading, delimiter),
	}));
	counts.sort((a, b) => b.count - a.count);
	return counts[0]?.delimiter ?? ',';
}

/** Whether a row is Excel's declaration of the delimiter, which splits into nothing of its own. */
export function isDelimiterLine(cells: readonly string[]): boolean {
	return /^sep=$/i.test(cells[0] ?? '') || (cells.length === 1 && DECLARED.test(cells[0] ?? ''));
}

/** Name of the part that begins with this row, if it begins one. */
export function sectionName(cells: readonly string[]): string | null {
	const [first = '', ...others] = cells;
	if (others.some((cell) => cell.trim() !== '')) return null;
	return /^\s*\[\[([^\]]*)\]\]\s*$/.exec(first)?.[1]?.trim() ?? null;
}

function countOutsideQuotes(line: string, delimiter: string): number {
	let count = 0;
	let isQuoted = false;
	for (const character of line) {
		if (character === '"') isQuoted = !isQuoted;
		else if (character === delimiter && !isQuoted) count += 1;
	}
	return count;
}
