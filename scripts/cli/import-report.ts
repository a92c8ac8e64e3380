import type { MissingCredential } from './credential-links';
import type { ImportResult } from './import-workflows';

function stateOf(result: ImportResult): string {
	if (result.published) return 'published';
	const live = result.earlierLive ? ', the earlier version stays live' : '';
	if (result.missing.length > 0) return `waits for credentials${live}`;
	if (result.runByHand) return 'run it by hand';
	return `${result.refusal ? 'n8n refused' : 'not published'}${live}`;
}

function table(rows: ReadonlyArray<readonly string[]>): string[] {
	const widths = (rows[0] ?? []).map((_, column) =>
		Math.max(...rows.map((row) => (row[column] ?? '').length)),
	);
	return rows.map((row) =>
		row
			.map((cell, column) => cell.padEnd(widths[column] ?? 0))
			.join('  ')
			.trimEnd(),
	);
}

function reasons(result: ImportResult): string[] {
	if (result.refusal) return [`${result.name}: n8n did not publish it: ${result.refusal}`];
	const byCredential = new Map<string, MissingCredential[]>();
	for (const entry of result.missing) {
		const key = `${entry.type} ${entry.name}`;
		byCredential.set(key, [...(byCredential.get(key) ?? []), entry]);
	}
	return [...byCredential.values()].map((entries) => {
		const [{ type, name, candidates }] = entries as [MissingCredential];
		const nodes = entries.map(({ node }) => `"${node}"`).join(', ');
		const who = entries.length === 1 ? `node ${nodes} needs` : `nodes ${nodes} need`;
		const mend =
			candidates > 1
				? `n8n has ${candidates} of that type, choose one with --credential "${name}=<name>"`
				: `add it in n8n under Credentials and run this again, or choose it in the node`;
		return `${result.name}: ${who} the credential ${name} (${type}): ${mend}.`;
	});
}

/** The lines that tell what became of the workflows: a table, then what is left to do. */
export function importReport(results: readonly ImportResult[]): string[] {
	const head = ['Workflow', 'Import', 'State', 'Id'];
	const rows = results.map((each) => [each.name, each.action, stateOf(each), each.id]);
	const todo = results.flatMap(reasons);
	return [...table([head, ...rows]), ...(todo.length > 0 ? ['', 'Left to do:', ...todo] : [])];
}
