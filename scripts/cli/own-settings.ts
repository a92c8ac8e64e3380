import type { WorkflowNode } from './workflow-types';

/** The nodes whose parameters a user fills in: ours, and those that need an account. */
function isForTheUser({ type, credentials }: WorkflowNode): boolean {
	return type.startsWith('n8n-nodes-affiliate-loop.') || credentials !== undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What the user has wins, value by value; what only the file has is added. */
function merged(file: unknown, own: unknown): unknown {
	if (!isObject(file) || !isObject(own)) return own === undefined ? file : own;
	const keys = [...new Set([...Object.keys(file), ...Object.keys(own)])];
	return Object.fromEntries(keys.map((key) => [key, merged(file[key], own[key])]));
}

function withOwnSettings(node: WorkflowNode, own: WorkflowNode): WorkflowNode {
	const { disabled: _shipped, ...rest } = node;
	return {
		...rest,
		parameters: merged(node.parameters ?? {}, own.parameters ?? {}) as Record<string, unknown>,
		...(own.disabled === undefined ? {} : { disabled: own.disabled }),
	};
}

/**
 * Keeps what the user has filled in on the nodes of an earlier import (the shop's address, stages of
 * the CRM, the account of a mail node and that it is switched on). The plumbing between them becomes
 * the file's, so that a newer version mends it.
 */
export function keepOwnSettings(
	nodes: readonly WorkflowNode[],
	existing: readonly WorkflowNode[],
): WorkflowNode[] {
	return nodes.map((node) => {
		const own = existing.find(({ id, type }) => id === node.id && type === node.type);
		return own !== undefined && isForTheUser(node) ? withOwnSettings(node, own) : node;
	});
}
