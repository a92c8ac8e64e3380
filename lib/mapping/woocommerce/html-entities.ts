const NAMED: Readonly<Record<string, string>> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
	nbsp: '\u00a0',
	times: '\u00d7',
	ndash: '\u2013',
	mdash: '\u2014',
	hellip: '\u2026',
};

/** WordPress stores titles and codes with HTML entities; this undoes the usual ones, once. */
export function decodeHtmlEntities(text: string): string {
	return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,8});/gi, (entity, name: string) => {
		if (!name.startsWith('#')) return NAMED[name.toLowerCase()] ?? entity;
		const isHex = name[1]?.toLowerCase() === 'x';
		const point = Number.parseInt(name.slice(isHex ? 2 : 1), isHex ? 16 : 10);
		return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : entity;
	});
}
