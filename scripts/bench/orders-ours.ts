import axios from 'axios';
import { createRequire } from 'node:module';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { HostFailure } from '../../host/failure.ts';
import type { Servers } from '../../test/cluster/support/servers.ts';
import type { ImportOptions, ImportResult } from '../cli/import-workflows';
import type { WorkflowFile } from '../cli/workflow-types';
import { DEMO } from '../demo/demo-settings.ts';
import { storeFile } from './bench-store.ts';
import type { OrdersFlow } from './orders-flow.ts';
import type { OrdersN8n } from './orders-n8n.ts';

const SHOP = 'https://shop.example.com';
const STORE = 'Affiliate Store';
const WORKSPACE = 'bench';
const BROWSER =
	'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36';

interface Cli {
	importWorkflows(options: ImportOptions): Promise<ImportResult[]>;
	readWorkflows(folder: string, only: readonly string[]): Promise<WorkflowFile[]>;
}

function cliOf(root: string): Cli {
	const load = createRequire(path.join(root, 'package.json'));
	const folder = path.join(root, 'dist/scripts/cli');
	return {
		...(load(path.join(folder, 'import-workflows.js')) as Pick<Cli, 'importWorkflows'>),
		...(load(path.join(folder, 'workflow-files.js')) as Pick<Cli, 'readWorkflows'>),
	};
}

/** How workflow 02 takes orders. */
export interface Pace {
	/** Executions at the same time. */
	readonly parallel: number;
	/** Orders in one execution. */
	readonly together: number;
}

/** The shipped workflows 00, 01 and 02, imported as a user would. */
export async function ourFlow(
	root: string,
	{ url, client }: OrdersN8n,
	store: { readonly userFolder: string } | Servers,
	{ parallel, together }: Pace,
): Promise<OrdersFlow> {
	const isServer = 'postgres' in store;
	await client.upsertCredential({
		name: 'Store Webhook Secret',
		type: 'storeWebhookSecretApi',
		data: { secret: DEMO.webhookSecret, previousSecret: '' },
	});
	if (isServer) {
		const dataKey = Buffer.alloc(32, 'only a bench uses this').toString('base64');
		const data = { ...store.postgres, kind: 'postgres', workspace: WORKSPACE, ssl: false, dataKey };
		await client.upsertCredential({ name: STORE, type: 'affiliateStoreApi', data });
	}
	const cli = cliOf(root);
	const imported = await cli.importWorkflows({
		url: client.url,
		apiKey: await client.createApiKey(),
		workflows: await cli.readWorkflows(path.join(root, 'workflows'), ['00', '01', '02']),
		credentials: isServer ? [{ slot: 'affiliateStoreApi', credential: STORE }] : [],
		overrides: [
			{ target: 'Create the programme.allowedHosts', value: new URL(SHOP).host },
			{ target: 'Create the programme.fallbackUrl', value: `${SHOP}/` },
			{ target: 'Create a tracked link.destination', value: `${SHOP}/products/tea` },
			{ target: 'Serve tracked links.fallbackUrl', value: `${SHOP}/` },
			{ target: 'Receive paid orders.shopDomain', value: DEMO.shop },
			{ target: 'Receive paid orders.options.parallelExecutions', value: parallel },
			{ target: 'Receive paid orders.options.eventsPerExecution', value: together },
		],
	});
	const refused = imported.find(({ published, runByHand }) => !published && !runByHand);
	if (refused !== undefined) throw new HostFailure(`Not published: ${JSON.stringify(refused)}`);
	const setUp = imported.find(({ name }) => name.startsWith('00'))?.id ?? '';
	const run = await client.runWorkflowManually(setUp, 'Start the set-up');
	if (run.status !== 'success') throw new HostFailure(`The set-up ended with ${run.status}`);
	return {
		webhook: `${url}/webhook/${DEMO.paths.orders}`,
		landings: async (count) => await clickedLandings(`${url}/webhook/${DEMO.paths.clicks}`, count),
		booked: isServer
			? async () => await bookedOnPostgres(store)
			: async () => await Promise.resolve(bookedOnSqlite(store.userFolder)),
	};
}

async function clickedLandings(url: string, count: number): Promise<string[]> {
	const landings: string[] = [];
	while (landings.length < count) {
		const some = Math.min(10, count - landings.length);
		landings.push(...(await Promise.all(Array.from({ length: some }, () => landingOf(url)))));
	}
	return landings;
}

async function landingOf(url: string): Promise<string> {
	const answer = await axios.get(`${url}?l=${DEMO.linkCode}`, {
		headers: { 'user-agent': BROWSER, accept: 'text/html' },
		maxRedirects: 0,
		proxy: false,
		validateStatus: () => true,
	});
	if (answer.status !== 302) throw new HostFailure(`A click was answered with ${answer.status}`);
	const target = new URL(String(answer.headers['location']));
	return `${target.pathname}${target.search}`;
}

/** One affiliate and no levels: one commission for each order. */
const BOOKED = 'select count(*) as commissions, count(distinct conversion_id) as orders from';

async function bookedOnPostgres(
	servers: Servers,
): Promise<{ readonly commissions: number; readonly orders: number }> {
	const [row] = await servers.query(`${BOOKED} affiliate_loop_${WORKSPACE}.commissions`);
	return { commissions: Number(row?.['commissions']), orders: Number(row?.['orders']) };
}

function bookedOnSqlite(userFolder: string): { commissions: number; orders: number } {
	const database = new DatabaseSync(storeFile(userFolder), { readOnly: true });
	try {
		const row = database.prepare(`${BOOKED} commissions`).get();
		return { commissions: Number(row?.['commissions']), orders: Number(row?.['orders']) };
	} finally {
		database.close();
	}
}
