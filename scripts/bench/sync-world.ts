import axios, { type AxiosInstance } from 'axios';
import { createRequire } from 'node:module';
import path from 'node:path';

import type { StoredWorkflow } from '../../host/editor-types.ts';
import { HostFailure } from '../../host/failure.ts';
import type { AffiliateStore } from '../../lib/ports/store.ts';
import { openDemoWorld, type DemoWorld } from '../demo/demo-world.ts';
import { storeFile } from './bench-store.ts';
import {
	closeBenchVendors,
	redirectsOf,
	startBenchVendors,
	type BenchVendors,
} from './sync-vendors.ts';

/** What is on its way or was set aside, over all queues. */
export interface Backlog {
	readonly open: number;
	readonly dead: number;
}

/** The demo's world with limits lifted, and what the benchmark does to it. */
export interface SyncWorld extends DemoWorld, BenchVendors {
	/** Orders in workflow 02 and CRM writes in workflow 20 at the same time. */
	setParallel(parallel: number): Promise<void>;
	backlog(): Promise<Backlog>;
	/** That of the workflows, opened beside n8n. */
	readonly store: AffiliateStore;
	/** Makes a workflow, unpublished, and gives its id. */
	create(workflow: object): Promise<string>;
}

/** Everything else is taken down, so that nothing but these is measured, unless others are named. */
const MEASURED = new Set(['01', '02', '20', '90']);

const PACKAGE = 'n8n-nodes-affiliate-loop';

/** Which parameter of which node of which workflow says how much runs at once. */
const PARALLEL = [
	{ workflow: '02', node: 'Receive paid orders', parameter: 'parallelExecutions' },
	{ workflow: '20', node: 'Receive ledger events', parameter: 'parallelRuns' },
] as const;

async function takeDownOthers(
	{ client, workflowIds }: DemoWorld,
	{ deliveries }: AffiliateStore,
	kept: ReadonlySet<string>,
): Promise<void> {
	const active = new Set(
		(await client.listWorkflows()).filter((each) => each.active).map(({ id }) => id),
	);
	for (const [number, id] of Object.entries(workflowIds)) {
		if (!kept.has(number) && active.has(id)) await client.deactivate(id);
	}
	// Events would wait for ever for those that were told before.
	for (const { destinationId } of await deliveries.destinations()) {
		if (!destinationId.includes(workflowIds['20'] ?? '')) await deliveries.retire(destinationId);
	}
}

interface WholeWorkflow extends StoredWorkflow {
	readonly connections: object;
}

async function setParallel(world: DemoWorld, http: AxiosInstance, parallel: number): Promise<void> {
	for (const { workflow, node, parameter } of PARALLEL) {
		const id = world.workflowIds[workflow] ?? '';
		const { data } = await http.get<WholeWorkflow>(`/workflows/${id}`);
		const nodes = data.nodes.map((each) => {
			if (each.name !== node) return each;
			const options = { ...(each.parameters['options'] as object), [parameter]: parallel };
			return { ...each, parameters: { ...each.parameters, options } };
		});
		await world.client.deactivate(id);
		const settings = { executionOrder: data.settings['executionOrder'] ?? 'v1' };
		await http.put(`/workflows/${id}`, {
			name: data.name,
			nodes,
			connections: data.connections,
			settings,
		});
		await world.client.publish(id);
	}
}

interface StoreModule {
	openSqliteStore(options: { file: string; clock: { now(): string } }): Promise<AffiliateStore>;
}

async function openStore(userFolder: string): Promise<AffiliateStore> {
	const folder = path.join(userFolder, '.n8n', 'nodes', 'node_modules', PACKAGE);
	const load = createRequire(path.join(folder, 'package.json'));
	const { openSqliteStore } = load('./dist/lib/store/index.js') as StoreModule;
	const clock = { now: () => new Date().toISOString() };
	return await openSqliteStore({ file: storeFile(userFolder), clock });
}

async function backlogOf({ inbox, ledger, deliveries }: AffiliateStore): Promise<Backlog> {
	const inboxes = (await inbox.queues()).map(({ counts }) => counts);
	const queues = (await deliveries.destinations()).map(({ counts }) => counts);
	const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
	const unsent = (await ledger.pendingEvents(1)).length;
	return {
		open:
			unsent +
			sum(inboxes.map(({ waiting, claimed }) => waiting + claimed)) +
			sum(queues.map(({ waiting, running }) => waiting + running)),
		dead: sum([...inboxes, ...queues].map(({ dead }) => dead)),
	};
}

/** Starts n8n with the package and everything around it, on an empty user folder. */
export async function openSyncWorld(
	root: string,
	userFolder: string,
	log: (line: string) => void,
	kept: ReadonlySet<string> = MEASURED,
): Promise<SyncWorld> {
	const vendors = await startBenchVendors(userFolder);
	try {
		const preload = path.join(import.meta.dirname, 'sync-redirect.cjs');
		const env = {
			NODE_OPTIONS: `--require ${JSON.stringify(preload)}`,
			AFFILIATE_BENCH_REDIRECTS: JSON.stringify(redirectsOf(vendors)),
		};
		const world = await openDemoWorld({ root, userFolder, env, keep: vendors, log });
		const headers = { 'X-N8N-API-KEY': await world.client.createApiKey() };
		const http = axios.create({ baseURL: `${world.n8n.url}/api/v1`, headers, proxy: false });
		http.interceptors.response.use(undefined, (error: unknown) => {
			if (!axios.isAxiosError(error)) throw error;
			const said = JSON.stringify(error.response?.data ?? error.message);
			throw new HostFailure(`n8n refused ${error.config?.url ?? ''}: ${said}`);
		});
		const store = await openStore(userFolder);
		await takeDownOthers(world, store, kept);
		return {
			...world,
			...vendors,
			setParallel: async (parallel) => await setParallel(world, http, parallel),
			backlog: async () => await backlogOf(store),
			store,
			create: async (workflow) => (await http.post<{ id: string }>('/workflows', workflow)).data.id,
			close: async () => {
				await store.close();
				await world.n8n.stop();
				await closeBenchVendors(vendors);
			},
		};
	} catch (error) {
		await closeBenchVendors(vendors);
		throw error;
	}
}
