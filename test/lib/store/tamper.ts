import type { TestWorkspace } from '../../support/stores';

/** Takes the protection of append-only tables away, as who owns the database can. */
export async function unprotect(
	workspace: TestWorkspace,
	...tables: readonly string[]
): Promise<void> {
	for (const table of tables) {
		if (workspace.address.kind === 'postgres') {
			await workspace.execute(`alter table ${table} disable trigger user`);
			continue;
		}
		for (const event of ['update', 'delete']) {
			await workspace.execute(`drop trigger ${table}_refuse_${event}`);
		}
	}
}
