import { createRequire } from 'node:module';
import path from 'node:path';
import type { ImportOptions, ImportResult } from '../../../scripts/cli/import-workflows';
import type { WorkflowFile, WorkflowNode } from '../../../scripts/cli/workflow-types';
import { DEMO } from '../../../scripts/demo/demo-settings.ts';
import type { Cluster } from './cluster.ts';
import type { PostgresAddress } from './servers.ts';

/** A raw key, because stretching a passphrase would cost every process a tenth of a second. */
export const DATA_KEY = Buffer.alloc(32, 'only tests use this').toString('base64');

export const WORKSPACE = 'cluster';

/** What the receiver of events checks signatures with. */
export const HOOK_SECRET = 'cluster-hook-secret-0123456789';

const SHOP = 'https://shop.example.com';

const STORE = 'Affiliate Store';
const PACKAGE = 'n8n-nodes-affiliate-loop.';

/** Nodes of the package that keep nothing. */
const WITHOUT_STORE = new Set([`${PACKAGE}affiliateCatchHook`]);

const NUMBERS = ['00', '01', '02', '28'] as const;
type Number = (typeof NUMBERS)[number];

export type WorkflowIds = Readonly<Record<Number, string>>;

interface Cli {
	importWorkflows(options: ImportOptions): Promise<ImportResult[]>;
	readWorkflows(folder: string, only: readonly string[]): Promise<WorkflowFile[]>;
}

/** The import command of the installed package, so that the test imports as a user would. */
function cliOf(cluster: Cluster): Cli {
	const require = createRequire(path.join(cluster.packageFolder, 'package.json'));
	return {
		...(require('./dist/scripts/cli/import-workflows.js') as Pick<Cli, 'importWorkflows'>),
		...(require('./dist/scripts/cli/workflow-files.js') as Pick<Cli, 'readWorkflows'>),
	};
}

/** Puts the store's credential on every node that keeps something, as queue mode needs it. */
function onPostgres(node: WorkflowNode): WorkflowNode {
	if (!node.type.startsWith(PACKAGE) || WITHOUT_STORE.has(node.type)) return node;
	const store = { affiliateStoreApi: { id: null, name: STORE } };
	return { ...node, credentials: { ...node.credentials, ...store } };
}

async function addCredentials(cluster: Cluster, hookUrl: string): Promise<void> {
	const { editor, servers } = cluster;
	await editor.upsertCredential({
		name: STORE,
		type: 'affiliateStoreApi',
		data: storeCredentialOf(servers.postgres),
	});
	await editor.upsertCredential({
		name: 'Store Webhook Secret',
		type: 'storeWebhookSecretApi',
		data: { secret: DEMO.webhookSecret, previousSecret: '' },
	});
	await editor.upsertCredential({
		name: 'Catch Hook',
		type: 'catchHookApi',
		data: { service: 'other', url: hookUrl, signingSecret: HOOK_SECRET, makeApiKey: '' },
	});
}

function storeCredentialOf(postgres: PostgresAddress): Record<string, unknown> {
	return { ...postgres, kind: 'postgres', workspace: WORKSPACE, ssl: false, dataKey: DATA_KEY };
}

/** Imports and publishes a click, an order and an event workflow, and runs the set-up on a worker. */
export async function setUpProgramme(cluster: Cluster, hookUrl: string): Promise<WorkflowIds> {
	await addCredentials(cluster, hookUrl);
	const cli = cliOf(cluster);
	const files = await cli.readWorkflows(path.join(cluster.packageFolder, 'workflows'), NUMBERS);
	const imported = await cli.importWorkflows({
		url: cluster.editor.url,
		apiKey: await cluster.editor.createApiKey(),
		workflows: files.map((file) => ({ ...file, nodes: file.nodes.map(onPostgres) })),
		overrides: [
			{ target: 'Create the programme.allowedHosts', value: new URL(SHOP).host },
			{ target: 'Create the programme.fallbackUrl', value: `${SHOP}/` },
			{ target: 'Create a tracked link.destination', value: `${SHOP}/products/tea` },
			{ target: 'Serve tracked links.fallbackUrl', value: `${SHOP}/` },
			{ target: 'Receive paid orders.shopDomain', value: DEMO.shop },
		],
	});
	const refused = imported.find(({ published, runByHand }) => !published && !runByHand);
	if (refused !== undefined) throw new Error(`Not published: ${JSON.stringify(refused)}`);
	const ids = Object.fromEntries(imported.map(({ name, id }) => [name.slice(0, 2), id]));
	const run = await cluster.editor.runWorkflowManually(ids['00'] ?? '', 'Start the set-up');
	if (run.status !== 'success') {
		throw new Error(`The set-up failed: ${run.data?.resultData.error?.message ?? run.status}`);
	}
	return ids as WorkflowIds;
}
