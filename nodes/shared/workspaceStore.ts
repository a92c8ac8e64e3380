import { homedir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	INode,
	INodeCredentialDescription,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { AffiliateError, contentHash } from '../../lib/kernel';
import type { AffiliateStore } from '../../lib/ports/store';
import { openStore, schemaOf, type StoreLocation } from '../../lib/store';
import { toNodeError } from './nodeErrors';
import { isQueueMode } from './queueMode';

const CREDENTIAL = 'affiliateStoreApi';
const DEFAULT_WORKSPACE = 'default';
const DEFAULT_POSTGRES_PORT = 5432;

/** What execute, webhook, trigger and load-options functions share. */
export interface StoreContext {
	getNode(): INode;
	getCredentials<T extends object = ICredentialDataDecryptedObject>(type: string): Promise<T>;
}

/** For the `credentials` of every node that uses the store; optional, so that it works at once. */
export const affiliateStoreCredential: INodeCredentialDescription = {
	name: CREDENTIAL,
	required: false,
};

/** One open store per configuration and process; the executions of all workflows share it. */
const openStores = new Map<string, Promise<AffiliateStore>>();

let closesOnExit = false;

/**
 * The store of the node's credential, or the embedded default without one. Callers share it and
 * never close it. Throws a node error that says how to mend the credential.
 */
export async function workspaceStore(context: StoreContext): Promise<AffiliateStore> {
	const node = context.getNode();
	try {
		return await sharedStore(await storeCredential(context));
	} catch (error) {
		throw toNodeError(node, error, 0);
	}
}

/** What the credential holds; empty without one. */
export async function storeCredential(
	context: StoreContext,
): Promise<ICredentialDataDecryptedObject> {
	// Asking n8n for a credential that the node does not have is an error.
	if (context.getNode().credentials?.[CREDENTIAL] === undefined) return {};
	return await context.getCredentials<ICredentialDataDecryptedObject>(CREDENTIAL);
}

/** Credential test: opens the workspace, which makes and upgrades it as the first use would. */
export async function testAffiliateStore(
	credential: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
): Promise<INodeCredentialTestResult> {
	try {
		const store = await sharedStore(credential.data ?? {});
		await store.ledger.netPerCurrency();
		return { status: 'OK', message: 'The workspace is open' };
	} catch (error) {
		return { status: 'Error', message: explained(error) };
	}
}

/** Closes every open store, for the end of a process and for tests. */
export async function closeWorkspaceStores(): Promise<void> {
	const stores = [...openStores.values()];
	openStores.clear();
	await Promise.allSettled(stores.map(async (store) => await (await store).close()));
}

/** Callers that come at the same time share one opening; a failed one is not kept. */
async function sharedStore(data: ICredentialDataDecryptedObject): Promise<AffiliateStore> {
	const key = contentHash([data, embeddedFolder()]);
	const known = openStores.get(key);
	if (known !== undefined) return await known;
	const opening = openLocation(data);
	openStores.set(key, opening);
	opening.catch(() => openStores.delete(key));
	if (!closesOnExit) {
		closesOnExit = true;
		process.once('beforeExit', () => void closeWorkspaceStores());
	}
	return await opening;
}

async function openLocation(data: ICredentialDataDecryptedObject): Promise<AffiliateStore> {
	return await openStore(locationOf(data));
}

/**
 * Where the workspace of a credential's data is; without any, the embedded default. Throws
 * `invalid_store_key`, `invalid_workspace`, `store_unavailable`.
 */
export function locationOf(data: ICredentialDataDecryptedObject): StoreLocation {
	const workspace = textOf(data.workspace) ?? DEFAULT_WORKSPACE;
	schemaOf(workspace);
	const key = textOf(data.dataKey);
	if (textOf(data.kind) !== 'postgres') {
		return {
			kind: 'sqlite',
			file: path.join(textOf(data.folder) ?? defaultFolder(), `${workspace}.sqlite`),
			...(key === undefined ? {} : { key }),
		};
	}
	if (key === undefined) throw missingKey();
	return {
		kind: 'postgres',
		connection: {
			host: textOf(data.host) ?? 'localhost',
			port: Number(data.port ?? DEFAULT_POSTGRES_PORT),
			database: textOf(data.database) ?? 'postgres',
			user: textOf(data.user) ?? 'postgres',
			password: typeof data.password === 'string' ? data.password : '',
			ssl: data.ssl === true,
		},
		workspace,
		key,
	};
}

/**
 * Where the embedded store is unless a folder is named. In queue mode every process of n8n may have a
 * data folder of its own: clicks would be kept in one store and orders looked for in another.
 */
function defaultFolder(): string {
	if (!isQueueMode()) return embeddedFolder();
	throw new AffiliateError('The embedded store is not shared by the processes of queue mode', {
		code: 'store_unavailable',
		path: 'kind',
		hint: "Give every node that takes it an Affiliate Store API credential of the kind 'PostgreSQL', or name a folder there that all processes of n8n share.",
	});
}

/**
 * The folder of n8n's own data, so that one backup holds both. The environment is read here and
 * in isQueueMode, nowhere else in the package's nodes; n8n has no other way to tell a node.
 */
export function embeddedFolder(): string {
	const home = process.env.N8N_USER_FOLDER ?? homedir();
	return path.resolve(home, '.n8n', 'affiliate-loop');
}

function textOf(value: unknown): string | undefined {
	const text = typeof value === 'string' ? value.trim() : '';
	return text === '' ? undefined : text;
}

function missingKey(): AffiliateError {
	return new AffiliateError('A store on PostgreSQL needs a data key', {
		code: 'invalid_store_key',
		path: 'dataKey',
		hint: "Fill in 'Data Key' of the Affiliate Store API credential and keep a copy of it.",
	});
}

function explained(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	const hint = error instanceof AffiliateError ? error.hint : undefined;
	return hint === undefined ? error.message : `${error.message}. ${hint}`;
}
