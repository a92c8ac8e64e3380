import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
	NodeHelpers,
	Workflow,
	createRunExecutionData,
	type ICredentialDataDecryptedObject,
	type ICredentialType,
	type IHookFunctions,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type IRun,
	type ITriggerFunctions,
	type IWebhookData,
	type IWebhookFunctions,
	type IWorkflowExecuteAdditionalData,
	type WorkflowActivateMode,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import type { INodeType } from 'n8n-workflow';
import { StoreOrderTrigger } from '../../../nodes/StoreOrderTrigger/StoreOrderTrigger.node';
import { additionalDataFor, isExpressionEngineReady } from '../../support/runNode/additionalData';

/** n8n-core would print what a failing test run says. */
process.env.N8N_LOG_LEVEL = 'silent';

const NODE_ID = 'node-1';

/** A trigger that takes webhooks, registers them, and gives what it keeps to the workflow. */
type TriggerNode = INodeType &
	Required<Pick<INodeType, 'webhook' | 'trigger'>> & {
		readonly webhookMethods: {
			readonly default: Record<
				'checkExists' | 'create' | 'delete',
				(this: IHookFunctions) => Promise<boolean>
			>;
		};
	};

export interface LiveNodeOptions {
	/** Store Order Trigger unless told otherwise. */
	readonly nodeType?: TriggerNode;
	readonly workflowId: string;
	readonly parameters?: INodeParameters;
	readonly credentials?: Readonly<Record<string, ICredentialDataDecryptedObject>>;
	readonly credentialTypes?: readonly ICredentialType[];
	/** Where n8n says that it is reached. */
	readonly webhookBaseUrl?: string;
	readonly mode?: WorkflowExecuteMode;
	/** What a run started by the trigger ends as. */
	readonly runStatus?: () => IRun['status'];
}

/** The node between n8n-core's own contexts and a real HTTP server on loopback. */
export interface LiveNode {
	readonly url: string;
	readonly consumer: string;
	/** What webhook() asked n8n to start a run with. */
	readonly started: INodeExecutionData[][][];
	/** What trigger() emitted. */
	readonly emitted: INodeExecutionData[][][];
	readonly logs: string[];
	/** Calls a hook of the webhook, as n8n does when the workflow is published or unpublished. */
	hook(name: 'checkExists' | 'create' | 'delete', mode?: WorkflowActivateMode): Promise<boolean>;
	/** Publishes the workflow, or, with 'init', starts n8n with it. */
	activate(mode?: WorkflowActivateMode): Promise<() => Promise<void>>;
	/** Runs the workflow as n8n does after a test webhook; resolves with the trigger's items. */
	runTest(items: INodeExecutionData[][]): Promise<INodeExecutionData[]>;
	close(): Promise<void>;
}

export async function liveNode(options: LiveNodeOptions): Promise<LiveNode> {
	await isExpressionEngineReady();
	const core = await import('n8n-core');
	const nodeType = options.nodeType ?? new StoreOrderTrigger();
	const credentials = options.credentials ?? { storeWebhookSecretApi: { secret: 'secret' } };
	const workflow = workflowOf(nodeType, options, Object.keys(credentials));
	const node = workflow.getNode('Store') as INode;
	const { credentialTypes = [], webhookBaseUrl } = options;
	const additionalData = await additionalDataFor(workflow, { credentials, credentialTypes });
	if (webhookBaseUrl !== undefined) Object.assign(additionalData, { webhookBaseUrl });
	const started: INodeExecutionData[][][] = [];
	const emitted: INodeExecutionData[][][] = [];
	const logs: string[] = [];

	const log = (level: string) => (message: string, meta?: object) => {
		logs.push(`${level}: ${message} ${JSON.stringify(meta ?? {})}`);
	};
	const logger = { error: log('error'), warn: log('warn'), info: log('info'), debug: log('debug') };

	async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
		const query = Object.fromEntries(searchParams);
		Object.assign(request, { rawBody: Buffer.concat(chunks), query });
		const data = { ...additionalData, httpRequest: request, httpResponse: response };
		const webhookData = { node: node.name, webhookDescription: nodeType.description.webhooks?.[0] };
		const context = new core.WebhookContext(
			workflow,
			node,
			data as unknown as IWorkflowExecuteAdditionalData,
			options.mode ?? 'webhook',
			webhookData as unknown as IWebhookData,
			[],
			null,
		);
		Object.defineProperty(context, 'logger', { value: logger });
		const result = await nodeType.webhook.call(context as unknown as IWebhookFunctions);
		if (result.workflowData !== undefined) started.push(result.workflowData);
		if (result.noWebhookResponse !== true) response.end('n8n answered');
	}

	const server = createServer((request, response) => {
		answer(request, response).catch((error: unknown) => {
			response.statusCode = 599;
			response.end(`webhook() threw: ${String(error)}`);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
		consumer: `${options.workflowId}:${NODE_ID}`,
		started,
		emitted,
		logs,
		async hook(name, mode = 'activate') {
			const context = new core.HookContext(workflow, node, additionalData, 'trigger', mode);
			Object.defineProperty(context, 'logger', { value: logger });
			return await nodeType.webhookMethods.default[name].call(context as unknown as IHookFunctions);
		},
		async activate(mode = 'activate') {
			const context = new core.TriggerContext(
				workflow,
				node,
				additionalData,
				'trigger',
				mode,
				(data, _response, done) => {
					emitted.push(data);
					done?.resolve({ status: options.runStatus?.() ?? 'success' } as IRun);
				},
			);
			Object.defineProperty(context, 'logger', { value: logger });
			const response = await nodeType.trigger.call(context as unknown as ITriggerFunctions);
			return async () => await response?.closeFunction?.();
		},
		async runTest(items) {
			const stack = [{ node, data: { main: items }, source: null }];
			const data = createRunExecutionData({ executionData: { nodeExecutionStack: stack } });
			const run = await new core.WorkflowExecute(
				additionalData,
				'manual',
				data,
			).processRunExecutionData(workflow);
			const { error, runData } = run.data.resultData;
			if (error !== undefined) throw error as Error;
			return runData.Store?.[0]?.data?.main?.[0] ?? [];
		},
		close: async () => await closeServer(server),
	};
}

function workflowOf(
	nodeType: TriggerNode,
	{ workflowId, parameters }: LiveNodeOptions,
	credentials: readonly string[],
): Workflow {
	const node: INode = {
		id: NODE_ID,
		name: 'Store',
		type: `n8n-nodes-affiliate-loop.${nodeType.description.name}`,
		typeVersion: 2,
		position: [0, 0],
		webhookId: 'webhook-1',
		parameters: parameters ?? {},
		credentials: Object.fromEntries(credentials.map((type) => [type, { id: type, name: type }])),
	};
	return new Workflow({
		id: workflowId,
		name: 'Orders',
		nodes: [node],
		connections: {},
		active: true,
		nodeTypes: {
			getByName: () => nodeType,
			getByNameAndVersion: (_name, version) => NodeHelpers.getVersionedNodeType(nodeType, version),
			getKnownTypes: () => ({}),
		},
		settings: { executionOrder: 'v1' },
	});
}

async function closeServer(server: Server): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		server.close((error) => (error ? reject(error) : resolve()));
		server.closeAllConnections();
	});
}
