import { join } from 'node:path';
import type { ICredentialDataDecryptedObject, IWebhookFunctions } from 'n8n-workflow';
import { contentHash } from '../../lib/kernel';
import { LookUpCache } from '../../lib/tracking';
import { affiliateStoreCredential, embeddedFolder, workspaceStore } from '../shared/workspaceStore';
import { ClickRuntime } from './clickRuntime';
import { FileSpool } from './fileSpool';
import type { CountingRules } from './readSettings';

/** What names a workspace in its credential; secrets may change without making it another one. */
const IDENTITY = ['kind', 'workspace', 'folder', 'host', 'port', 'database'] as const;

/** One per workspace and process. */
const runtimes = new Map<string, ClickRuntime>();

/** Finding the workspace reads the credential from n8n's database: not for every click. */
const found = new LookUpCache<ClickRuntime>(
	{ freshMilliseconds: 5_000, staleMilliseconds: 600_000, maxEntries: 1_000 },
	() => Date.now(),
);

/** The running parts for this node's workspace, made on its first click. */
export async function clickRuntime(
	context: IWebhookFunctions,
	counting: CountingRules,
): Promise<ClickRuntime> {
	const credential = context.getNode().credentials?.[affiliateStoreCredential.name]?.id ?? '';
	const key = `${context.getWorkflow().id ?? ''}:${credential}`;
	return await found.get(key, async () => await openRuntime(context, counting));
}

async function openRuntime(
	context: IWebhookFunctions,
	counting: CountingRules,
): Promise<ClickRuntime> {
	const { name } = affiliateStoreCredential;
	const data: ICredentialDataDecryptedObject =
		context.getNode().credentials?.[name] === undefined ? {} : await context.getCredentials(name);
	const store = await workspaceStore(context);
	const workspace = contentHash(IDENTITY.map((field) => data[field] ?? null)).slice(0, 16);
	const known = runtimes.get(workspace);
	if (known?.store === store) return known;
	known?.close();
	const spool = new FileSpool(join(embeddedFolder(), 'spool', workspace));
	const runtime = new ClickRuntime(store, spool, context.logger, counting);
	await runtime.ready();
	runtimes.set(workspace, runtime);
	return runtime;
}

/** Forgets everything that runs, for tests. */
export function closeClickRuntimes(): void {
	for (const runtime of runtimes.values()) runtime.close();
	runtimes.clear();
	found.clear();
}
