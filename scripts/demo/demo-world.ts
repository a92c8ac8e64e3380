import { createRequire } from 'node:module';
import path from 'node:path';
import { EditorClient } from '../../host/editor-client.ts';
import { HostFailure } from '../../host/failure.ts';
import { ensureN8nInstalled } from '../../host/install.ts';
import { startN8n, type N8nInstance } from '../../host/instance.ts';
import { packAndInstall } from '../../host/package-install.ts';
import { startDemoShop, type DemoShop } from '../../test/simulators/demo-shop.ts';
import { startHubSpotSimulator, type HubSpotSimulator } from '../../test/simulators/hubspot.ts';
import type { ImportOptions, ImportResult } from '../cli/import-workflows';
import type { WorkflowFile } from '../cli/workflow-types';
import { DEMO } from './demo-settings.ts';

export interface WorldOptions {
	/** Folder of the repository. */
	readonly root: string;
	/** Where n8n keeps its data. */
	readonly userFolder: string;
	/** Port of n8n; a free one if left out. */
	readonly port?: number;
	readonly env?: Readonly<Record<string, string>>;
	/** Simulators of an earlier world to go on with, after n8n was ended. */
	readonly keep?: Pick<DemoWorld, 'hubspot' | 'shop'>;
	readonly log: (line: string) => void;
}

/** A real n8n with the package, its workflows and the vendors' simulators around it. */
export interface DemoWorld {
	readonly n8n: N8nInstance;
	readonly client: EditorClient;
	readonly hubspot: HubSpotSimulator;
	readonly shop: DemoShop;
	/** n8n's id of each shipped workflow, by its number: "02". */
	readonly workflowIds: Readonly<Record<string, string>>;
	readonly imported: readonly ImportResult[];
	readonly urls: { readonly clicks: string; readonly orders: string; readonly refunds: string };
	close(): Promise<void>;
}

interface Cli {
	importWorkflows(options: ImportOptions): Promise<ImportResult[]>;
	readWorkflows(folder: string): Promise<WorkflowFile[]>;
}

/** The import command of the built package, so that the demo imports as a user would. */
function cliOf(root: string): Cli {
	const require = createRequire(path.join(root, 'package.json'));
	const folder = path.join(root, 'dist/scripts/cli');
	return {
		...(require(path.join(folder, 'import-workflows.js')) as Pick<Cli, 'importWorkflows'>),
		...(require(path.join(folder, 'workflow-files.js')) as Pick<Cli, 'readWorkflows'>),
	};
}

/** What differs between the shipped workflows and the demo: addresses of the simulators. */
function overridesOf(shop: DemoShop, hubspot: HubSpotSimulator): ImportOptions['overrides'] {
	const host = new URL(shop.url).host;
	return [
		{ target: 'Create the programme.allowedHosts', value: host },
		{ target: 'Create the programme.fallbackUrl', value: `${shop.url}/` },
		{ target: 'Create a tracked link.destination', value: `${shop.url}/products/tea` },
		{ target: 'Serve tracked links.fallbackUrl', value: `${shop.url}/` },
		{ target: 'Receive paid orders.shopDomain', value: DEMO.shop },
		{ target: 'Receive refunds and cancellations.shopDomain', value: DEMO.shop },
		{ target: 'Write contact and purchase.options.baseUrl', value: hubspot.url },
		{ target: 'Update the purchase.options.baseUrl', value: hubspot.url },
	];
}

async function addCredentials(client: EditorClient): Promise<void> {
	await client.upsertCredential({
		name: 'Demo HubSpot (simulator)',
		type: 'hubspotAppToken',
		data: { appToken: DEMO.hubspotToken },
	});
	await client.upsertCredential({
		name: 'Demo Shopify webhooks',
		type: 'storeWebhookSecretApi',
		data: { secret: DEMO.webhookSecret, previousSecret: '' },
	});
}

async function importAll(
	{ root, log }: WorldOptions,
	client: EditorClient,
	vendors: Pick<DemoWorld, 'hubspot' | 'shop'>,
): Promise<ImportResult[]> {
	const cli = cliOf(root);
	const imported = await cli.importWorkflows({
		url: client.url,
		apiKey: await client.createApiKey(),
		workflows: await cli.readWorkflows(path.join(root, 'workflows')),
		overrides: overridesOf(vendors.shop, vendors.hubspot) ?? [],
	});
	for (const { name, action, published, refusal } of imported) {
		log(`  ${name}: ${action}${published ? ', published' : ''}${refusal ? `, ${refusal}` : ''}`);
	}
	return imported;
}

function numbered(imported: readonly ImportResult[]): Record<string, string> {
	return Object.fromEntries(imported.map(({ name, id }) => [name.slice(0, 2), id]));
}

/** Creates programme, plan, affiliate, link and coupon by running workflow 00, as a user would. */
async function setUpProgramme(client: EditorClient, workflowId: string): Promise<void> {
	const run = await client.runWorkflowManually(workflowId, 'Start the set-up');
	if (run.status !== 'success') {
		const reason = run.data?.resultData.error?.message ?? run.status;
		throw new HostFailure(`The set-up workflow did not succeed: ${reason}`);
	}
}

/** Installs what is missing, starts everything and leaves the programme ready for clicks. */
export async function openDemoWorld(options: WorldOptions): Promise<DemoWorld> {
	const { root, userFolder, log } = options;
	await ensureN8nInstalled({ root, log });
	await packAndInstall({ root, userFolder, log });
	const hubspot =
		options.keep?.hubspot ?? (await startHubSpotSimulator({ token: DEMO.hubspotToken }));
	const shop = options.keep?.shop ?? (await startDemoShop());
	const closeVendors = async (): Promise<void> => {
		await Promise.all([hubspot.close(), shop.close()]);
	};
	let n8n: N8nInstance | undefined;
	try {
		n8n = await startN8n({
			root,
			userFolder,
			log,
			...(options.port === undefined ? {} : { port: options.port }),
			...(options.env === undefined ? {} : { env: options.env }),
		});
		const readyMs = await n8n.waitReady();
		log(`n8n is ready after ${(readyMs / 1000).toFixed(1)} s.`);
		const client = new EditorClient({ url: n8n.url, owner: n8n.owner, userFolder });
		await addCredentials(client);
		const imported = await importAll(options, client, { hubspot, shop });
		const workflowIds = numbered(imported);
		await setUpProgramme(client, workflowIds['00'] ?? '');
		const running = n8n;
		const webhook = (name: string): string => `${running.url}/webhook/${name}`;
		return {
			n8n,
			client,
			hubspot,
			shop,
			workflowIds,
			imported,
			urls: {
				clicks: webhook(DEMO.paths.clicks),
				orders: webhook(DEMO.paths.orders),
				refunds: webhook(DEMO.paths.refunds),
			},
			close: async () => {
				await running.stop();
				await closeVendors();
			},
		};
	} catch (error) {
		await n8n?.stop();
		await closeVendors();
		throw error;
	}
}
