import axios, { type AxiosInstance } from 'axios';
import { randomUUID } from 'node:crypto';

import type { EditorClient } from '../../host/editor-client.ts';

interface Node {
	readonly name: string;
	readonly type: string;
	readonly typeVersion: number;
	readonly parameters: Record<string, unknown>;
	readonly webhookId?: string;
}

/** A stock workflow does what one would build by hand; its executions are not even saved. */
const SETTINGS = {
	executionOrder: 'v1',
	saveDataSuccessExecution: 'none',
	saveDataErrorExecution: 'none',
};

function webhook(path: string): Node {
	return {
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		parameters: { httpMethod: 'GET', path, responseMode: 'responseNode', options: {} },
		webhookId: randomUUID(),
	};
}

const RESPOND: Node = {
	name: 'Respond to Webhook',
	type: 'n8n-nodes-base.respondToWebhook',
	typeVersion: 1.1,
	parameters: {
		respondWith: 'redirect',
		redirectURL: 'https://shop.example.com/?colour=red',
		options: {},
	},
};

function insert(dataTableId: string): Node {
	return {
		name: 'Data table',
		type: 'n8n-nodes-base.dataTable',
		typeVersion: 1,
		parameters: {
			resource: 'row',
			operation: 'insert',
			dataTableId: { __rl: true, mode: 'id', value: dataTableId },
			columns: {
				mappingMode: 'defineBelow',
				value: { link: '={{ $json.query.l }}', agent: '={{ $json.headers["user-agent"] }}' },
				matchingColumns: [],
				schema: ['link', 'agent'].map((id) => ({
					id,
					displayName: id,
					required: false,
					defaultMatch: false,
					display: true,
					type: 'string',
					readOnly: false,
					removed: false,
				})),
			},
			options: {},
		},
	};
}

/** Makes and publishes the workflows that are measured. */
export class BenchWorkflows {
	private readonly client: EditorClient;

	private readonly http: AxiosInstance;

	private constructor(client: EditorClient, http: AxiosInstance) {
		this.client = client;
		this.http = http;
	}

	static async connect(url: string, client: EditorClient): Promise<BenchWorkflows> {
		const headers = { 'X-N8N-API-KEY': await client.createApiKey() };
		const http = axios.create({ baseURL: `${url}/api/v1`, headers, proxy: false });
		return new BenchWorkflows(client, http);
	}

	/** Our trigger alone, with a port of its own. Returns the webhook id that its longer addresses begin with. */
	async clickTrigger(packageName: string, port: number): Promise<string> {
		const webhookId = randomUUID();
		await this.publish('Bench: click trigger', [
			{
				name: 'Affiliate Click Trigger',
				type: `${packageName}.affiliateClickTrigger`,
				typeVersion: 2,
				parameters: {
					path: 'go',
					fallbackUrl: 'https://shop.example.com/',
					ownPort: true,
					port,
					listenAddress: '127.0.0.1',
					options: { trustedProxies: 1 },
				},
				webhookId,
			},
		]);
		return webhookId;
	}

	/** Webhook → Respond to Webhook: a redirect that keeps nothing. */
	async stockRedirect(): Promise<void> {
		await this.publish('Bench: stock redirect', [webhook('stock-redirect'), RESPOND]);
	}

	/** Webhook → Data Table insert → Respond to Webhook. Returns the id of the table. */
	async stockDataTable(): Promise<string> {
		const columns = ['link', 'agent'].map((name) => ({ name, type: 'string' }));
		const { data } = await this.http.post<{ id: string }>('/data-tables', {
			name: 'bench-clicks',
			columns,
		});
		await this.publish('Bench: stock data table', [
			webhook('stock-data-table'),
			insert(data.id),
			RESPOND,
		]);
		return data.id;
	}

	private async publish(name: string, nodes: readonly Node[]): Promise<void> {
		const connections = Object.fromEntries(
			nodes
				.slice(0, -1)
				.map((node, index) => [
					node.name,
					{ main: [[{ node: nodes[index + 1]?.name, type: 'main', index: 0 }]] },
				]),
		);
		const placed = nodes.map((node, index) => ({
			...node,
			id: randomUUID(),
			position: [index * 220, 0],
		}));
		const { data } = await this.http.post<{ id: string }>('/workflows', {
			name,
			nodes: placed,
			connections,
			settings: SETTINGS,
		});
		await this.client.publish(data.id);
	}
}
