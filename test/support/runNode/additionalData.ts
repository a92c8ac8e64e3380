import {
	Expression,
	type IWorkflowBase,
	type IWorkflowExecuteAdditionalData,
	type Workflow,
} from 'n8n-workflow';
import { testCredentialsHelper, type TestCredentials } from './credentialsHelper';

let engine: Promise<void> | undefined;

/** n8n's in-process expression engine, started once per test file. */
export async function isExpressionEngineReady(): Promise<void> {
	engine ??= Expression.initExpressionEngine({
		engine: 'legacy',
		poolSize: 1,
		maxCodeCacheSize: 128,
		bridgeTimeout: 5_000,
		bridgeMemoryLimit: 128,
	}).then(() => Expression.setExpressionEngine('legacy'));
	await engine;
}

const NOWHERE = 'http://localhost.invalid';

/** What n8n's server would pass to an execution. */
export async function additionalDataFor(
	workflow: Workflow,
	credentials: TestCredentials,
): Promise<IWorkflowExecuteAdditionalData> {
	const { ExecutionLifecycleHooks, ExternalSecretsProxy } = await import('n8n-core');
	const executionId = 'test-execution';
	const hooks = new ExecutionLifecycleHooks('manual', executionId, workflowDataOf(workflow));
	return {
		credentialsHelper: testCredentialsHelper(credentials),
		hooks,
		executionId,
		externalSecretsProxy: new ExternalSecretsProxy(),
		currentNodeExecutionIndex: 0,
		variables: {},
		restApiUrl: NOWHERE,
		instanceBaseUrl: NOWHERE,
		formBaseUrl: NOWHERE,
		formWaitingBaseUrl: NOWHERE,
		formTestBaseUrl: NOWHERE,
		webhookBaseUrl: NOWHERE,
		webhookWaitingBaseUrl: NOWHERE,
		webhookTestBaseUrl: NOWHERE,
		mcpBaseUrl: NOWHERE,
		mcpTestBaseUrl: NOWHERE,
		executeWorkflow: async () => await unavailable('sub-workflows'),
		getRunExecutionData: async () => undefined,
		getRuntimeCredential: async () => undefined,
		startRunnerTask: async () => await unavailable('task runners'),
		logAiEvent: () => undefined,
		setExecutionStatus: () => undefined,
		sendDataToUI: () => undefined,
	};
}

async function unavailable(what: string): Promise<never> {
	throw new Error(`A test of one node has no ${what}`);
}

function workflowDataOf(workflow: Workflow): IWorkflowBase {
	return {
		id: workflow.id,
		name: workflow.name ?? '',
		active: false,
		activeVersionId: null,
		isArchived: false,
		createdAt: new Date(0),
		updatedAt: new Date(0),
		nodes: Object.values(workflow.nodes),
		connections: workflow.connectionsBySourceNode,
		settings: workflow.settings,
	};
}
