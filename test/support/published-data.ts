import { existsSync } from 'node:fs';
import path from 'node:path';

/**
 * Path of published payloads and vectors, which are not ours to ship: below the folder that
 * AFFILIATE_LOOP_DATA names. Null where they are absent; the test that wants them is then skipped
 * and says so once.
 */
export function publishedData(...parts: readonly string[]): string | null {
	const folder = process.env['AFFILIATE_LOOP_DATA'] ?? '';
	const file = folder === '' ? null : path.join(folder, ...parts);
	if (file !== null && existsSync(file)) return file;
	console.info(`Skipped: ${parts.join('/')} is not here (AFFILIATE_LOOP_DATA).`);
	return null;
}
