import { EditorClient } from '../../host/editor-client.ts';
import { HostFailure } from '../../host/failure.ts';
import { ensureN8nInstalled } from '../../host/install.ts';
import { startN8n, type N8nInstance } from '../../host/instance.ts';
import { packAndInstall } from '../../host/package-install.ts';
import { DEMO } from './demo-settings.ts';
import { readMemory, remember } from './demo-memory.ts';
import { addMoreCredentials } from './more-vendors.ts';
import { importAll, importHash } from './import-all.ts';
import { closeVendors, startVendors, type Vendors } from './vendors.ts';

export interface WorldOptions {
	/** Folder of the repository. */
	readonly root: string;
	/** Where n8n keeps its data. */
	readonly userFolder: string;
	/** Port of n8n; a free one if left out. */
	readonly port?: number;
	readonly env?: Readonly<Record<string, string>>;
	/** Simulators of an earlier world to go on with, after n8n was ended. */
	readonly keep?: Vendors;
	readonly log: (line: string) => void;
}

/** A real n8n with the package, its workflows and the vendors' simulators around it. */
export interface DemoWorld extends Vendors {
	readonly n8n: N8nInstance;
	readonly client: EditorClient;
	/** n8n's id of each shipped workflow, by its number: "02". */
	readonly workflowIds: Readonly<Record<string, string>>;
	readonly urls: Readonly<Record<keyof typeof DEMO.paths, string>>;
	close(): Promise<void>;
}

async function addCredentials(client: EditorClient, { mailbox, others }: Vendors): Promise<void> {
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
	await client.upsertCredential({
		name: 'Demo Stripe webhooks',
		type: 'storeWebhookSecretApi',
		data: { secret: DEMO.stripeSecret, previousSecret: '' },
	});
	await client.upsertCredential({
		name: 'Demo mailbox (simulator)',
		type: 'smtp',
		data: {
			...DEMO.mail,
			host: mailbox.host,
			port: mailbox.port,
			secure: false,
			disableStartTls: true,
		},
	});
	await addMoreCredentials(client, others);
	await client.upsertCredential({
		name: 'Demo import form',
		type: 'httpBasicAuth',
		data: { ...DEMO.importForm },
	});
	await client.upsertCredential({
		name: 'Demo fraud review form',
		type: 'httpBasicAuth',
		data: { ...DEMO.fraudForm },
	});
}

/** Creates programme, plan, affiliate, link and coupon by running workflow 00, as a user would. */
async function setUpProgramme(client: EditorClient, workflowId: string): Promise<void> {
	const run = await client.runWorkflowManually(workflowId, 'Start the set-up');
	if (run.status !== 'success') {
		const reason = run.data?.resultData.error?.message ?? run.status;
		throw new HostFailure(`The set-up workflow did not succeed: ${reason}`);
	}
}

/** Workflows and programme as this version ships them; nothing is touched that is so already. */
async function prepare(
	options: WorldOptions,
	client: EditorClient,
	vendors: Vendors,
): Promise<Readonly<Record<string, string>>> {
	const { userFolder, log } = options;
	const hash = await importHash(options.root, vendors);
	const memory = readMemory(userFolder);
	const present = new Set((await client.listWorkflows()).map(({ id }) => id));
	const known = memory.workflowIds ?? {};
	if (memory.importHash === hash && Object.values(known).every((id) => present.has(id))) {
		log('Workflows and programme are there from the last start.');
		return known;
	}
	await addCredentials(client, vendors);
	const imported = await importAll(options, client, vendors);
	const workflowIds = Object.fromEntries(imported.map(({ name, id }) => [name.slice(0, 2), id]));
	await setUpProgramme(client, workflowIds['00'] ?? '');
	remember(userFolder, { importHash: hash, workflowIds });
	return workflowIds;
}

/** Installs what is missing, starts everything and leaves the programme ready for clicks. */
export async function openDemoWorld(options: WorldOptions): Promise<DemoWorld> {
	const { root, userFolder, log } = options;
	await ensureN8nInstalled({ root, log });
	await packAndInstall({ root, userFolder, log });
	const vendors = options.keep ?? (await startVendors(userFolder));
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
		const workflowIds = await prepare(options, client, vendors);
		return worldOf(n8n, client, vendors, workflowIds);
	} catch (error) {
		await n8n?.stop();
		await closeVendors(vendors);
		throw error;
	}
}

function worldOf(
	n8n: N8nInstance,
	client: EditorClient,
	vendors: Vendors,
	workflowIds: Readonly<Record<string, string>>,
): DemoWorld {
	const webhook = (name: string): string => `${n8n.url}/webhook/${name}`;
	return {
		n8n,
		client,
		...vendors,
		workflowIds,
		urls: {
			clicks: webhook(DEMO.paths.clicks),
			orders: webhook(DEMO.paths.orders),
			refunds: webhook(DEMO.paths.refunds),
			stripe: webhook(DEMO.paths.stripe),
		},
		close: async () => {
			await n8n.stop();
			await closeVendors(vendors);
		},
	};
}
