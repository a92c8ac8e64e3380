import { createTable } from './create-table';
import { SEND_TABLES } from './0005-sends/send-tables';
import type { StoreMigration } from './migration-target';

/** The memory of what was sent to affiliate platforms. */
export const sends: StoreMigration = async (tx, target) => {
	for (const table of SEND_TABLES) await createTable(tx, target, table);
};
