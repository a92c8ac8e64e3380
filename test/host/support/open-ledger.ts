import path from 'node:path';
import { openSqliteStore } from '../../../lib/store';
import type { AffiliateStore } from '../../../lib/ports/store';

/** The store that the n8n of this user folder works on, read by a second process. */
export async function openLedger(userFolder: string): Promise<AffiliateStore> {
	return await openSqliteStore({
		file: path.join(userFolder, '.n8n/affiliate-loop/default.sqlite'),
		clock: { now: () => new Date().toISOString() },
	});
}
