import { openPostgresStore, openSqliteStore } from '../../../../lib/store';
import type { AffiliateStore } from '../../../../lib/ports/store';
import { fixedClock, TEST_KEY, type StoreAddress } from '../../../support/stores';

/** Opens the workspace whose address the parent gave as the first argument. */
export async function openFromParent(): Promise<AffiliateStore> {
	const address = JSON.parse(process.argv[2] ?? '{}') as StoreAddress;
	if (address.kind === 'sqlite') {
		return await openSqliteStore({ file: address.file, clock: fixedClock });
	}
	const { connectionString, workspace, maxConnections } = address;
	return await openPostgresStore({
		connection: { connectionString },
		workspace,
		maxConnections,
		key: TEST_KEY,
		clock: fixedClock,
	});
}

/** Tells the parent that everything is loaded, and waits for its word. */
export async function waitForParent(): Promise<void> {
	process.stdout.write('ready\n');
	await new Promise((resolve) => process.stdin.once('data', resolve));
	process.stdin.pause();
}
