const ESCAPES: Readonly<Record<string, string>> = {
	'\\': '\\\\',
	"'": "\\'",
	'"': '\\"',
	'\n': '\\n',
	'\r': '\\r',
	'\t': '\\t',
	'\b': '\\b',
	'\f': '\\f',
};

/** Statements may have 100,000 characters; Salesforce adds to them. Source: SOQL limits. */
const LONGEST_LIST = 40_000;

/** As many as one collections call takes, so that reading and writing go hand in hand. */
const MOST_VALUES = 200;

/** A text as SOQL writes it, so that no value can change the statement. */
export function soqlText(value: string): string {
	return `'${value.replace(/[\\'"\n\r\t\b\f]/g, (character) => ESCAPES[character] ?? '')}'`;
}

export function soqlList(values: readonly string[]): string {
	return `(${values.map(soqlText).join(',')})`;
}

/** Consecutive pieces that fit into one statement each. */
export function inSoqlChunks(values: readonly string[]): string[][] {
	const chunks: string[][] = [];
	let [current, length]: [string[], number] = [[], 0];
	for (const value of values) {
		const added = soqlText(value).length + 1;
		if (current.length >= MOST_VALUES || (current.length > 0 && length + added > LONGEST_LIST)) {
			chunks.push(current);
			[current, length] = [[], 0];
		}
		current.push(value);
		length += added;
	}
	return current.length === 0 ? chunks : [...chunks, current];
}
