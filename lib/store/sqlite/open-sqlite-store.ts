import { mkdir, open, stat } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AffiliateError } from '../../kernel';
import type { Clock } from '../../ports/clock';
import type { AffiliateStore } from '../../ports/store';
import { createStore } from '../create-store';
import { readKeyFile, readOrCreateKeyFile } from '../keys/key-file';
import { masterKey } from '../keys/master-key';
import { retryContended } from '../retry-contended';
import { sqliteEngine } from './sqlite-engine';
import { fromSqliteError, isSqliteContention } from './sqlite-errors';

/** How long SQLite itself may wait, blocking the process; longer waits are asynchronous. */
const BUSY_TIMEOUT_MILLISECONDS = 5;

/**
 * Full synchronisation: money that was acknowledged survives a power cut, not only a crash. 16 MiB of pages: what
 * new clicks touch of a day's indexes fits, and writing one costs the same however many there are.
 */
const PRAGMAS = [
	'journal_mode = wal',
	'synchronous = full',
	'foreign_keys = on',
	'recursive_triggers = on',
	'temp_store = memory',
	'cache_size = -16384',
];

export interface SqliteStoreOptions {
	/** Path of the database file; its folder is made when it is missing. */
	readonly file: string;
	/** Hex, base64 or passphrase; without it a key is kept beside the file. */
	readonly key?: string;
	readonly clock: Clock;
}

/**
 * Opens the embedded store, made and migrated on first use. Several processes may share the file.
 * Throws `wrong_store_key`, `store_key_missing`, `store_unavailable`.
 */
export async function openSqliteStore(options: SqliteStoreOptions): Promise<AffiliateStore> {
	const file = path.resolve(options.file);
	await prepareFolder(path.dirname(file));
	const key = await keyFor(file, options.key);
	await touch(file);
	let database: DatabaseSync | null = null;
	try {
		const opened = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MILLISECONDS });
		database = opened;
		for (const pragma of PRAGMAS) {
			await retryContended(async () => opened.exec(`pragma ${pragma}`), isSqliteContention);
		}
		return await createStore(await sqliteEngine(opened), key, options.clock);
	} catch (error) {
		if (database?.isOpen === true) database.close();
		throw fromSqliteError(error);
	}
}

/**
 * A key file is always made before its database. So a database without one was opened with
 * another key or has lost it, and making a new one would only hide that.
 */
async function keyFor(file: string, given: string | undefined): Promise<Uint8Array> {
	if (given !== undefined) return await masterKey(given);
	const keyFile = `${file}.key`;
	if (!(await hasContent(file))) return await readOrCreateKeyFile(keyFile);
	const key = await readKeyFile(keyFile);
	if (key !== null) return key;
	throw new AffiliateError(`The store '${path.basename(file)}' has no key file beside it`, {
		code: 'store_key_missing',
		hint: `Restore '${path.basename(keyFile)}' from a backup, or give the data key in the credential.`,
		path: keyFile,
	});
}

async function hasContent(file: string): Promise<boolean> {
	try {
		return (await stat(file)).size > 0;
	} catch {
		return false;
	}
}

async function prepareFolder(folder: string): Promise<void> {
	try {
		await mkdir(folder, { recursive: true, mode: 0o700 });
	} catch {
		throw unavailable(folder);
	}
}

/** SQLite gives its side files the rights of the main file, so it is made with owner-only ones. */
async function touch(file: string): Promise<void> {
	try {
		await (await open(file, 'a', 0o600)).close();
	} catch {
		throw unavailable(file);
	}
}

function unavailable(where: string): AffiliateError {
	return new AffiliateError('The store cannot be made or opened in its folder', {
		code: 'store_unavailable',
		hint: 'Check that the folder belongs to the user that n8n runs as, or choose another one.',
		path: where,
	});
}
