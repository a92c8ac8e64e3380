import { join } from 'node:path';
import type { ICredentialDataDecryptedObject, IWebhookFunctions, Logger } from 'n8n-workflow';
import {
	ClickRuntime,
	FileSpool,
	StoreFirstKeeper,
	type CountingRules,
	type KeepingEvents,
} from '../../lib/edge';
import { contentHash, reasonOf } from '../../lib/kernel';
import { LookUpCache } from '../../lib/tracking';
import { referenceListsOf } from '../shared/referenceLists';
import {
	affiliateStoreCredential,
	embeddedFolder,
	storeCredential,
	workspaceStore,
} from '../shared/workspaceStore';

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
	const workspace = workspaceName(await storeCredential(context));
	const store = await workspaceStore(context);
	const known = runtimes.get(workspace);
	if (known?.store === store) return known;
	void known?.close();
	const spool = new FileSpool(join(embeddedFolder(), 'spool', workspace));
	const keeper = new StoreFirstKeeper(store.clicks, spool, counting, logged(context.logger));
	const runtime = new ClickRuntime(store, referenceListsOf(store.fraud), keeper);
	await runtime.ready();
	runtimes.set(workspace, runtime);
	return runtime;
}

/** Names the files that clicks of a workspace wait in. */
export function workspaceName(data: ICredentialDataDecryptedObject): string {
	return contentHash(IDENTITY.map((field) => data[field] ?? null)).slice(0, 16);
}

/** What became of clicks, in n8n's log. */
export function logged(logger: Pick<Logger, 'info' | 'warn'>): KeepingEvents {
	return {
		onCarried: (count) =>
			logger.info(`Affiliate Click Trigger: ${count} spooled click(s) are now stored`),
		onTrouble: (message, error) =>
			logger.warn(`Affiliate Click Trigger: ${message}`, { reason: reasonOf(error) }),
	};
}

/** Forgets everything that runs, for tests. */
export function closeClickRuntimes(): void {
	for (const runtime of runtimes.values()) void runtime.close();
	runtimes.clear();
	found.clear();
}
