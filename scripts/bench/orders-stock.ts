import axios, { type AxiosInstance } from 'axios';
import { randomUUID } from 'node:crypto';

import { HostFailure } from '../../host/failure.ts';
import { DEMO } from '../demo/demo-settings.ts';
import type { OrdersFlow } from './orders-flow.ts';
import type { OrdersN8n } from './orders-n8n.ts';

interface Node {
	readonly name: string;
	readonly type: string;
	readonly typeVersion: number;
	readonly parameters: Record<string, unknown>;
	readonly webhookId?: string;
}

const PATH = 'stock-orders';
const AFFILIATE = 'anna';
const ROWS_PER_CALL = 100;

const COLUMNS = {
	clicks: ['click_id', 'affiliate', 'clicked_at'],
	affiliates: ['code', 'email', 'percent'],
	commissions: ['order_id', 'affiliate', 'base', 'commission', 'status', 'reason'],
} as const;

type Table = keyof typeof COLUMNS;
type Ids = Readonly<Record<Table, string>>;

const ORDER = `$('Webhook').first().json.body`;

/** What somebody would write who knows what to look for: own purchase, age of the click, discount, tax. */
const DECIDE = `
const order = $('Webhook').first().json.body;
const click = $('Find the click').first().json;
const affiliate = $('Find the affiliate').first().json;
const cents = (text) => Math.round(Number(text) * 100);
const lines = order.line_items.reduce((sum, line) => sum + cents(line.price) * line.quantity, 0);
const base = lines - cents(order.total_discounts);
const seconds = (Date.parse(order.processed_at) - Date.parse(click.clicked_at)) / 1000;
let status = 'pending';
let reason = '';
if (order.email.toLowerCase() === String(affiliate.email).toLowerCase()) [status, reason] = ['held', 'own purchase'];
else if (seconds < 10) [status, reason] = ['held', 'too fast'];
else if (seconds > 30 * 86400) [status, reason] = ['declined', 'click too old'];
const commission = Math.round(base * Number(affiliate.percent) / 100);
return [{ json: { order_id: String(order.id), affiliate: affiliate.code, base: String(base / 100),
	commission: String(commission / 100), status, reason } }];
`;

function dataTable(
	name: string,
	id: string,
	operation: string,
	parameters: Record<string, unknown>,
): Node {
	return {
		name,
		type: 'n8n-nodes-base.dataTable',
		typeVersion: 1,
		parameters: {
			resource: 'row',
			operation,
			dataTableId: { __rl: true, mode: 'id', value: id },
			...parameters,
		},
	};
}

function where(keyName: string, keyValue: string): Record<string, unknown> {
	const conditions = [{ keyName, condition: 'eq', keyValue }];
	return { matchType: 'allConditions', filters: { conditions } };
}

function insertion(columns: readonly string[]): Record<string, unknown> {
	return {
		columns: {
			mappingMode: 'defineBelow',
			value: Object.fromEntries(columns.map((name) => [name, `={{ $json.${name} }}`])),
			matchingColumns: [],
			schema: columns.map((id) => ({
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
	};
}

/** Webhook, signature, duplicate, click, affiliate, decision, commission; the answer comes last. */
function nodesOf(ids: Ids): Node[] {
	const signature = {
		leftValue: '={{ $json.hmac }}',
		rightValue: `={{ $json.headers['x-shopify-hmac-sha256'] }}`,
		operator: { type: 'string', operation: 'equals' },
	};
	return [
		{
			name: 'Webhook',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			parameters: {
				httpMethod: 'POST',
				path: PATH,
				responseMode: 'lastNode',
				responseData: 'noData',
				options: { rawBody: true },
			},
			webhookId: randomUUID(),
		},
		{
			name: 'Sign',
			type: 'n8n-nodes-base.crypto',
			typeVersion: 1,
			parameters: {
				action: 'hmac',
				binaryData: true,
				binaryPropertyName: 'data',
				type: 'SHA256',
				dataPropertyName: 'hmac',
				secret: DEMO.webhookSecret,
				encoding: 'base64',
			},
		},
		{
			name: 'Is it genuine',
			type: 'n8n-nodes-base.filter',
			typeVersion: 2.2,
			parameters: {
				conditions: {
					options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
					conditions: [{ id: randomUUID(), ...signature }],
					combinator: 'and',
				},
				options: {},
			},
		},
		dataTable(
			'Is it new',
			ids.commissions,
			'rowNotExists',
			where('order_id', `={{ String(${ORDER}.id) }}`),
		),
		dataTable('Find the click', ids.clicks, 'get', {
			...where('click_id', `={{ ${ORDER}.landing_site.match(/aff_click=([^&]+)/)[1] }}`),
			returnAll: true,
		}),
		dataTable('Find the affiliate', ids.affiliates, 'get', {
			...where('code', '={{ $json.affiliate }}'),
			returnAll: true,
		}),
		{
			name: 'Check for fraud and calculate',
			type: 'n8n-nodes-base.code',
			typeVersion: 2,
			parameters: { jsCode: DECIDE },
		},
		dataTable('Book the commission', ids.commissions, 'insert', insertion(COLUMNS.commissions)),
	];
}

/** The same flow put together from n8n's own nodes, as one would build it by hand. */
export async function stockFlow({ url, client }: OrdersN8n): Promise<OrdersFlow> {
	const headers = { 'X-N8N-API-KEY': await client.createApiKey() };
	const http = axios.create({ baseURL: `${url}/api/v1`, headers, proxy: false });
	http.interceptors.response.use(undefined, (error: unknown) => {
		if (!axios.isAxiosError(error)) throw error;
		throw new HostFailure(
			`n8n refused ${error.config?.url ?? ''}: ${JSON.stringify(error.response?.data ?? error.message)}`,
		);
	});
	const ids = {
		clicks: await makeTable(http, 'clicks'),
		affiliates: await makeTable(http, 'affiliates'),
		commissions: await makeTable(http, 'commissions'),
	};
	await addRows(http, ids.affiliates, [
		{ code: AFFILIATE, email: 'anna@partner.example', percent: '10' },
	]);
	const nodes = nodesOf(ids).map((node, index) => ({
		...node,
		id: randomUUID(),
		position: [index * 220, 0],
	}));
	const connections = Object.fromEntries(
		nodes
			.slice(0, -1)
			.map((node, index) => [
				node.name,
				{ main: [[{ node: nodes[index + 1]?.name, type: 'main', index: 0 }]] },
			]),
	);
	const { data } = await http.post<{ id: string }>('/workflows', {
		name: 'Stock: orders to commissions',
		nodes,
		connections,
		settings: { executionOrder: 'v1' },
	});
	await client.publish(data.id);
	return {
		webhook: `${url}/webhook/${PATH}`,
		landings: async (count) => await landingsOf(http, ids.clicks, count),
		booked: async () => await bookedIn(http, ids.commissions),
	};
}

async function makeTable(http: AxiosInstance, name: Table): Promise<string> {
	const columns = COLUMNS[name].map((column) => ({ name: column, type: 'string' }));
	const { data } = await http.post<{ id: string }>('/data-tables', {
		name: `stock-${name}`,
		columns,
	});
	return data.id;
}

async function addRows(http: AxiosInstance, id: string, rows: readonly object[]): Promise<void> {
	for (let start = 0; start < rows.length; start += ROWS_PER_CALL) {
		await http.post(`/data-tables/${id}/rows`, { data: rows.slice(start, start + ROWS_PER_CALL) });
	}
}

async function landingsOf(http: AxiosInstance, id: string, count: number): Promise<string[]> {
	const clickIds = Array.from({ length: count }, () => `clk_${randomUUID()}`);
	const clickedAt = new Date().toISOString();
	await addRows(
		http,
		id,
		clickIds.map((clickId) => ({
			click_id: clickId,
			affiliate: AFFILIATE,
			clicked_at: clickedAt,
		})),
	);
	return clickIds.map((clickId) => `/products/tea?aff_click=${clickId}`);
}

async function bookedIn(
	http: AxiosInstance,
	id: string,
): Promise<{ readonly commissions: number; readonly orders: number }> {
	const seen: string[] = [];
	let cursor: string | null = null;
	do {
		const params: Record<string, unknown> = { limit: 250, ...(cursor === null ? {} : { cursor }) };
		const { data } = await http.get<{
			readonly data: ReadonlyArray<{ readonly order_id: string }>;
			readonly nextCursor: string | null;
		}>(`/data-tables/${id}/rows`, { params });
		seen.push(...data.data.map((row) => row.order_id));
		cursor = data.nextCursor;
	} while (cursor !== null);
	return { commissions: seen.length, orders: new Set(seen).size };
}
