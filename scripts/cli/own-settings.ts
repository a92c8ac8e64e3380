import type { WorkflowNode } from './workflow-types';

/** When a workflow runs and what it fetches is the user's choice as well. */
const CHOSEN_TYPES: ReadonlySet<string> = new Set([
	'n8n-nodes-base.httpRequest',
	'n8n-nodes-base.scheduleTrigger',
]);

/**
 * The nodes whose parameters a user fills in: ours, those that need an account, those of the types
 * above, and fields with plain values ("Name the people"). Fields with expressions are plumbing.
 */
function isForTheUser(node: WorkflowNode): boolean {
	const { type, credentials } = node;
	return (
		type.startsWith('n8n-nodes-affiliate-loop.') ||
		credentials !== undefined ||
		CHOSEN_TYPES.has(type) ||
		(type === 'n8n-nodes-base.set' && !JSON.stringify(node.parameters ?? {}).includes('":"='))
	);
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function areNamed(list: unknown): list is ReadonlyArray<{ readonly id: string }> {
	return Array.isArray(list) && list.every((entry) => isObject(entry) && 'id' in entry);
}

/** Entries with an id, such as the fields of a Set node: the file's, then what the user added. */
function mergedEntries(
	file: ReadonlyArray<{ readonly id: string }>,
	own: ReadonlyArray<{ readonly id: string }>,
): unknown[] {
	const known = new Set(file.map(({ id }) => id));
	return [
		...file.map((entry) =>
			merged(
				entry,
				own.find(({ id }) => id === entry.id),
			),
		),
		...own.filter(({ id }) => !known.has(id)),
	];
}

/** What the user has wins, value by value; what only the file has is added. */
function merged(file: unknown, own: unknown): unknown {
	if (areNamed(file) && areNamed(own)) return mergedEntries(file, own);
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
