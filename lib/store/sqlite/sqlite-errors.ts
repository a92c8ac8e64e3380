import { AffiliateError } from '../../kernel';

const BUSY = 5;
const LOCKED = 6;
const READ_ONLY = 8;
const CORRUPT = 11;
const FULL = 13;
const CANNOT_OPEN = 14;
const CONSTRAINT = 19;
const NOT_A_DATABASE = 26;

/** Primary result code of SQLite; null for any other error. */
function resultCode(error: unknown): number | null {
	const { code, errcode } = error as { code?: unknown; errcode?: unknown };
	return code === 'ERR_SQLITE_ERROR' && typeof errcode === 'number' ? errcode & 0xff : null;
}

/** Another connection holds the lock that this one needs. */
export function isSqliteContention(error: unknown): boolean {
	const code = resultCode(error);
	return code === BUSY || code === LOCKED;
}

/** A clear error in place of the driver's; anything that is not the driver's stays as it is. */
export function fromSqliteError(error: unknown): unknown {
	const code = resultCode(error);
	if (code === null) return error;
	switch (code) {
		case FULL:
			return new AffiliateError('The disk of the store is full', {
				code: 'store_full',
				hint: 'Free some space; nothing of the refused change was written.',
			});
		case READ_ONLY:
		case CANNOT_OPEN:
			return new AffiliateError('The store file cannot be opened for writing', {
				code: 'store_unavailable',
				hint: 'Check that its folder exists and belongs to the user that n8n runs as.',
			});
		case CORRUPT:
		case NOT_A_DATABASE:
			return new AffiliateError('The store file is damaged or not a database', {
				code: 'store_damaged',
				hint: 'Restore it, together with its key file, from a backup.',
			});
		case CONSTRAINT:
			return new AffiliateError(`The store refused a change: ${(error as Error).message}`, {
				code: 'store_refused',
			});
		default:
			return new AffiliateError('The store could not run a query', {
				code: 'store_failed',
				hint: 'Look at the database and its disk; the change was not made.',
				details: { sqliteCode: code },
			});
	}
}
