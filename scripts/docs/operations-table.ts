import { markedRows, withMarkedTable } from './marked-table.ts';

const NAME = 'ledger-operations';

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
	const head = ['| Resource | Operations |', '| --- | --- |'];
	return withMarkedTable(readme, NAME, [...head, ...resources.map(row)]);
}

/** The rows of the table that a README shows, without the padding a formatter adds. */
export function operationRowsOf(readme: string): string[] {
	return markedRows(readme, NAME, /^\| (?!Resource|-)/);
}
