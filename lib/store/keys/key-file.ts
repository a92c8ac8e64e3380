import { randomBytes } from 'node:crypto';
import { link, open, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { AffiliateError } from '../../kernel';
import { rawKey } from './master-key';

const OWNER_ONLY = 0o600;

/** The key beside an embedded store; null when there is none. Throws `invalid_store_key`. */
export async function readKeyFile(file: string): Promise<Uint8Array | null> {
	let text: string;
	try {
		text = await readFile(file, 'utf8');
	} catch (error) {
		if (codeOf(error) === 'ENOENT') return null;
		throw unreadable(file);
	}
	const key = rawKey(text.trim());
	if (key === null) throw unreadable(file);
	return key;
}

/**
 * The key beside an embedded store, made on first use with owner-only rights. Of several
 * processes one makes it and all get that one: the finished file appears under its name at once.
 */
export async function readOrCreateKeyFile(file: string): Promise<Uint8Array> {
	const existing = await readKeyFile(file);
	if (existing !== null) return existing;
	const staging = `${file}.${randomBytes(6).toString('hex')}`;
	try {
		await writeDurably(staging, `${randomBytes(32).toString('base64')}\n`);
		await linkOnce(staging, file);
	} finally {
		await rm(staging, { force: true });
	}
	await syncFolder(path.dirname(file));
	const key = await readKeyFile(file);
	if (key === null) throw unreadable(file);
	return key;
}

async function writeDurably(file: string, text: string): Promise<void> {
	const handle = await open(file, 'wx', OWNER_ONLY);
	try {
		await handle.writeFile(text);
		await handle.sync();
	} finally {
		await handle.close();
	}
}

/** A hard link either takes the name with the whole content or fails because it is taken. */
async function linkOnce(from: string, to: string): Promise<void> {
	try {
		await link(from, to);
	} catch (error) {
		if (codeOf(error) === 'EEXIST') return;
		if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(codeOf(error))) {
			throw error;
		}
		await copyOnce(from, to);
	}
}

/** For file systems without hard links; only the first process writes. */
async function copyOnce(from: string, to: string): Promise<void> {
	try {
		await writeDurably(to, await readFile(from, 'utf8'));
	} catch (error) {
		if (codeOf(error) !== 'EEXIST') throw error;
	}
}

/** Makes the new name survive a power cut; not every system lets a folder be opened. */
async function syncFolder(folder: string): Promise<void> {
	try {
		const handle = await open(folder, 'r');
		try {
			await handle.sync();
		} finally {
			await handle.close();
		}
	} catch {
		return;
	}
}

function codeOf(error: unknown): string {
	return String((error as { code?: unknown }).code ?? '');
}

function unreadable(file: string): AffiliateError {
	return new AffiliateError(`The key file '${path.basename(file)}' cannot be read as a key`, {
		code: 'invalid_store_key',
		hint: 'Restore it from a backup, or give the key in an Affiliate Store API credential.',
		path: file,
	});
}
