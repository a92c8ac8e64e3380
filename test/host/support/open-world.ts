import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDemoWorld, type DemoWorld } from '../../../scripts/demo/demo-world.ts';
import type { Vendors } from '../../../scripts/demo/vendors.ts';

export const ROOT = path.join(__dirname, '../../..');

/** A new, empty user folder; `remove` deletes it. */
export function newUserFolder(): { folder: string; remove(): Promise<void> } {
	const folder = mkdtempSync(path.join(tmpdir(), 'affiliate-loop-host-'));
	return {
		folder,
		remove: async () => await rm(folder, { recursive: true, force: true, maxRetries: 5 }),
	};
}

/** The demo's world on a user folder; its progress goes to stderr, beside jest's report. */
export async function openWorld(
	userFolder: string,
	options: { keep?: Vendors; port?: number } = {},
): Promise<DemoWorld> {
	return await openDemoWorld({
		root: ROOT,
		userFolder,
		log: (line) => process.stderr.write(`${line}\n`),
		...options,
	});
}
