import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { AffiliateStore } from '../../lib/ports/store';
import { openSqliteStore } from '../../lib/store';
import { fixedClock } from '../support/stores';

const MEMORY = '/dev/shm';

/**
 * The same SQLite store on a disk in memory, where there is one: what is gone after the test need not
 * wait for a disk at every commit. `sqliteEngine` keeps its files where the disk is real.
 */
export async function withQuickStore<Result>(
	use: (store: AffiliateStore) => Promise<Result>,
): Promise<Result> {
	const parent = existsSync(MEMORY) ? MEMORY : tmpdir();
	const folder = mkdtempSync(path.join(parent, 'affiliate-simulation-'));
	const store = await openSqliteStore({
		file: path.join(folder, 'workspace.sqlite'),
		clock: fixedClock,
	});
	try {
		return await use(store);
	} finally {
		await store.close();
		rmSync(folder, { recursive: true, force: true });
	}
}
