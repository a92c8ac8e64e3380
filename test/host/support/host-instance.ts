import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { EditorClient } from '../../../host/editor-client.ts';
import { ensureN8nInstalled } from '../../../host/install.ts';
import { startN8n, type N8nInstance } from '../../../host/instance.ts';
import { packAndInstall } from '../../../host/package-install.ts';

/** A real n8n with this package in it, in a folder of its own. */
export interface TestHost {
	readonly n8n: N8nInstance;
	readonly client: EditorClient;
	readonly userFolder: string;
	/** Starts n8n again on the same data, for example after `n8n.kill9()`. */
	restart(): Promise<TestHost>;
	/** Stops n8n and removes its folder. */
	dispose(): Promise<void>;
}

/** What differs from the usual test host. */
export interface TestHostOptions {
	readonly root?: string;
	readonly env?: Readonly<Record<string, string>>;
	readonly log?: (line: string) => void;
}

async function boot(userFolder: string, options: TestHostOptions): Promise<TestHost> {
	const n8n = await startN8n({ ...options, userFolder });
	await n8n.waitReady();
	return {
		n8n,
		userFolder,
		client: new EditorClient({ url: n8n.url, owner: n8n.owner, userFolder }),
		restart: async () => {
			await n8n.stop();
			return await boot(userFolder, options);
		},
		dispose: async () => {
			await n8n.stop();
			await rm(userFolder, { recursive: true, force: true, maxRetries: 3 });
		},
	};
}

/**
 * Boots a real n8n with this package on an empty database and a free port; the first time on a
 * machine it installs n8n, which takes minutes.
 */
export async function startTestHost(options: TestHostOptions = {}): Promise<TestHost> {
	const { root = process.cwd(), log = () => {} } = options;
	await ensureN8nInstalled({ root, log });
	const userFolder = await mkdtemp(path.join(tmpdir(), 'affiliate-loop-host-'));
	await packAndInstall({ root, userFolder, log });
	return await boot(userFolder, options);
}
