const START = '<!-- ledger-operations -->';
const END = '<!-- /ledger-operations -->';

export interface DocumentedResource {
	readonly name: string;
	readonly operations: ReadonlyArray<{ readonly name: string }>;
}

function row({ name, operations }: DocumentedResource): string {
	return `| ${name} | ${operations.map((operation) => operation.name).join(', ')} |`;
}

/** The README with its table of the ledger's operations made anew from the node. */
export function withOperationsTable(
	readme: string,
	resources: readonly DocumentedResource[],
): string {
	const table = ['| Resource | Operations |', '| --- | --- |', ...resources.map(row)].join('\n');
	const start = readme.indexOf(START) + START.length;
	const end = readme.indexOf(END);
	return `${readme.slice(0, start)}\n\n${table}\n\n${readme.slice(end)}`;
}

/** The rows of the table that a README shows, without the padding a formatter adds. */
export function operationRowsOf(readme: string): string[] {
	const section = readme.slice(readme.indexOf(START), readme.indexOf(END));
	return section
		.split('\n')
		.filter((line) => /^\| (?!Resource|-)/.test(line))
		.map((line) => line.replace(/ +\|/g, ' |').replace(/ {2,}/g, ' '));
}
