import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IConnections, INode } from 'n8n-workflow';

export interface ShippedWorkflow {
	readonly file: string;
	readonly name: string;
	readonly description: string;
	readonly nodes: readonly INode[];
	readonly connections: IConnections;
	readonly pinData: Record<string, unknown>;
}

const folder = join(__dirname, '../../workflows');

/** Every workflow file of the package. */
export function shippedWorkflows(): ShippedWorkflow[] {
	return readdirSync(folder)
		.filter((name) => name.endsWith('.json'))
		.sort()
		.map((file) => ({
			file,
			...(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Omit<ShippedWorkflow, 'file'>),
		}));
}

export const STICKY = 'n8n-nodes-base.stickyNote';

export function isSticky(node: INode): boolean {
	return node.type === STICKY;
}
