/**
 * The value that was meant. Exports put an apostrophe before what a spreadsheet would take for a
 * formula; some add backslashes before quotes (AffiliateWP does, sometimes twice).
 */
export function unescapeCell(cell: string, hasSlashes: boolean): string {
	const text = hasSlashes ? cell.replace(/(?<!\\)\\+(['"])/g, '$1') : cell;
	const value = text.trim();
	return /^'[=+\-@\t\r]/.test(value) ? value.slice(1).trim() : value;
}
