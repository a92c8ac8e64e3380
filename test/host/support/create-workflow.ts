import axios from 'axios';
import type { DemoWorld } from '../../../scripts/demo/demo-world.ts';

export interface NodeInput {
	readonly name: string;
	readonly type: string;
	readonly typeVersion?: number;
	readonly parameters?: Readonly<Record<string, unknown>>;
	readonly webhookId?: string;
}

type Host = Pick<DemoWorld, 'client' | 'n8n'>;

/** Makes an unpublished workflow of unconnected nodes through n8n's public API; gives its id. */
export async function createWorkflow(
	world: Host,
	name: string,
	nodes: readonly NodeInput[],
): Promise<string> {
	return await create(world, name, nodes, {});
}

/** The same with each node connected to the next. */
export async function createChain(
	world: Host,
	name: string,
	nodes: readonly NodeInput[],
): Promise<string> {
	const links = nodes.slice(1).map(({ name: next }, index) => {
		const target = { node: next, type: 'main', index: 0 };
		return [nodes[index]?.name ?? '', { main: [[target]] }] as const;
	});
	return await create(world, name, nodes, Object.fromEntries(links));
}

async function create(
	world: Host,
	name: string,
	nodes: readonly NodeInput[],
	connections: object,
): Promise<string> {
	const body = {
		name,
		settings: {},
		connections,
		nodes: nodes.map((node, index) => ({
			id: `control-${index}`,
			parameters: {},
			position: [index * 300, 0],
			typeVersion: 1,
			...node,
		})),
	};
	const headers = { 'X-N8N-API-KEY': await world.client.createApiKey() };
	const url = `${world.n8n.url}/api/v1/workflows`;
	const answer = await axios.post<{ id: string }>(url, body, { headers, proxy: false });
	return answer.data.id;
}
