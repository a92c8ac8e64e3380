/** Tables of the README that are made from the code stand between two comments. */
const startOf = (name: string): string => `<!-- ${name} -->`;
const endOf = (name: string): string => `<!-- /${name} -->`;

/** The README with the lines of one table made anew. */
export function withMarkedTable(readme: string, name: string, lines: readonly string[]): string {
	const start = readme.indexOf(startOf(name)) + startOf(name).length;
	const end = readme.indexOf(endOf(name));
	return `${readme.slice(0, start)}\n\n${lines.join('\n')}\n\n${readme.slice(end)}`;
}

/** The lines of a table that are rows, without the padding a formatter adds. */
export function markedRows(readme: string, name: string, isRow: RegExp): string[] {
	const section = readme.slice(readme.indexOf(startOf(name)), readme.indexOf(endOf(name)));
	return section
		.split('\n')
		.filter((line) => isRow.test(line))
		.map((line) => line.replace(/ +\|/g, ' |').replace(/ {2,}/g, ' '));
}
