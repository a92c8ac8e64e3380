import { createHash, type Hash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';

async function addFile(hash: Hash, root: string, file: string): Promise<void> {
	hash.update(path.relative(root, file).split(path.sep).join('/'));
	hash.update('\0');
	hash.update(await readFile(file));
	hash.update('\0');
}

async function addEntry(hash: Hash, root: string, entry: string): Promise<void> {
	const info = await stat(entry).catch(() => undefined);
	if (!info) return;
	if (!info.isDirectory()) return await addFile(hash, root, entry);
	const children = (await readdir(entry)).filter((name) => name !== 'node_modules').sort();
	for (const child of children) await addEntry(hash, root, path.join(entry, child));
}

/**
 * SHA-256 (hex) over the names and bytes of files and whole folders below `root`, in a fixed order.
 * Entries that do not exist are skipped. Modification times play no part: a fresh clone hashes alike.
 */
export async function contentHash(root: string, entries: readonly string[]): Promise<string> {
	const hash = createHash('sha256');
	for (const entry of [...entries].sort()) await addEntry(hash, root, path.join(root, entry));
	return hash.digest('hex');
}
