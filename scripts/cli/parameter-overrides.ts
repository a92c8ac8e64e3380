import { CliFailure } from './cli-failure';
import type { WorkflowNode } from './workflow-types';

/** One `--set`: `target` is "Node name.parameter.path", `value` what the parameter becomes. */
export interface ParameterOverride {
	readonly target: string;
	readonly value: unknown;
}

/**
 * Reads "Node name.parameter.path=value". The value is JSON where it parses as JSON (numbers, true,
 * lists), else text.
 *
 * @throws CliFailure if there is no "=" or no ".".
 */
export function parseOverride(text: string): ParameterOverride {
	const at = text.indexOf('=');
	const target = text.slice(0, at);
	if (at < 1 || !target.includes('.')) {
		throw new CliFailure(`--set "${text}" is not of the form "Node name.parameter.path=value".`, {
			exitCode: 2,
		});
	}
	const raw = text.slice(at + 1);
	try {
		return { target, value: JSON.parse(raw) as unknown };
	} catch {
		return { target, value: raw };
	}
}

function isContainer(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}

function withValue(container: unknown, path: readonly string[], value: unknown): unknown {
	const [key, ...rest] = path;
	if (key === undefined) return value;
	const present = isContainer(container) ? container[key] : undefined;
	const changed = withValue(present, rest, value);
	if (Array.isArray(container)) {
		const copy = [...(container as unknown[])];
		copy[Number(key)] = changed;
		return copy;
	}
	return { ...(isContainer(container) ? container : {}), [key]: changed };
}

/** Node names may contain dots, so the longest name that fits wins. */
function nodeOf(target: string, nodes: readonly WorkflowNode[]): WorkflowNode | undefined {
	const fitting = nodes.filter(({ name }) => target.startsWith(`${name}.`));
	return fitting.sort((a, b) => b.name.length - a.name.length)[0];
}

/**
 * Sets parameters of nodes. Overrides for nodes that are not here are skipped; `used` hears which
 * ones found their node, so that a misspelt name can be reported.
 */
export function applyOverrides(
	nodes: readonly WorkflowNode[],
	overrides: readonly ParameterOverride[],
	used: (override: ParameterOverride) => void,
): WorkflowNode[] {
	let changed = [...nodes];
	for (const override of overrides) {
		const node = nodeOf(override.target, changed);
		if (!node) continue;
		used(override);
		const path = override.target.slice(node.name.length + 1).split('.');
		changed = changed.map((each) =>
			each === node
				? {
						...each,
						parameters: withValue(each.parameters ?? {}, path, override.value) as Record<
							string,
							unknown
						>,
					}
				: each,
		);
	}
	return changed;
}
