import type { WorkflowFile, WorkflowNode } from './workflow-types';

/**
 * What the public API of n8n 2.40 takes; it refuses a request with any other field ("read-only" or
 * "unrecognized key"), so that a file exported from the editor cannot be sent as it is.
 */
const NODE_FIELDS = [
	'id',
	'name',
	'webhookId',
	'disabled',
	'notesInFlow',
	'notes',
	'type',
	'typeVersion',
	'executeOnce',
	'alwaysOutputData',
	'retryOnFail',
	'maxTries',
	'waitBetweenTries',
	'continueOnFail',
	'onError',
	'position',
	'parameters',
	'credentials',
] as const;

const SETTINGS_FIELDS = [
	'saveExecutionProgress',
	'saveManualExecutions',
	'saveDataErrorExecution',
	'saveDataSuccessExecution',
	'executionTimeout',
	'errorWorkflow',
	'timezone',
	'executionOrder',
	'callerPolicy',
	'callerIds',
	'timeSavedMode',
	'timeSavedPerExecution',
	'redactionPolicy',
	'availableInMCP',
] as const;

function pick(source: object, fields: readonly string[]): Record<string, unknown> {
	const entries = Object.entries(source);
	return Object.fromEntries(
		entries.filter(([key, value]) => fields.includes(key) && value != null),
	);
}

/** The body with which n8n's public API creates or overwrites a workflow. */
export interface WorkflowPayload {
	readonly name: string;
	readonly nodes: ReadonlyArray<Record<string, unknown>>;
	readonly connections: Readonly<Record<string, unknown>>;
	readonly settings: Readonly<Record<string, unknown>>;
	readonly nodeGroups?: readonly unknown[];
	readonly pinData?: Readonly<Record<string, unknown>>;
}

/** Reduces a workflow to what n8n's public API accepts. Static data is left to n8n. */
export function payloadOf(
	file: WorkflowFile,
	changes: {
		readonly name: string;
		readonly nodes: readonly WorkflowNode[];
		readonly errorWorkflow: string | undefined;
		/** Settings the workflow has in n8n already; the file's own win over them. */
		readonly settings?: Readonly<Record<string, unknown>> | null | undefined;
	},
): WorkflowPayload {
	const { errorWorkflow } = changes;
	const settings = pick({ ...changes.settings, ...file.settings }, SETTINGS_FIELDS);
	delete settings['errorWorkflow'];
	return {
		name: changes.name,
		nodes: changes.nodes.map((node) => pick(node, NODE_FIELDS)),
		connections: file.connections,
		settings: { ...settings, ...(errorWorkflow ? { errorWorkflow } : {}) },
		...(file.nodeGroups?.length ? { nodeGroups: file.nodeGroups } : {}),
		...(file.pinData ? { pinData: file.pinData } : {}),
	};
}
