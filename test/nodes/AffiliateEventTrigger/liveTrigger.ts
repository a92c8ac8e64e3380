import {
	createRunExecutionData,
	NodeConnectionTypes,
	NodeHelpers,
	Workflow,
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type IRun,
	type ITriggerFunctions,
	type WorkflowActivateMode,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import type { AffiliateStore } from '../../../lib/ports/store';
import { AffiliateEventTrigger } from '../../../nodes/AffiliateEventTrigger/AffiliateEventTrigger.node';
import { testStore } from '../../support/runNode';
import { additionalDataFor, isExpressionEngineReady } from '../../support/runNode/additionalData';

const TRIGGER = 'n8n-nodes-affiliate-loop.affiliateEventTrigger';
const STEP = 'test.step';
const NODE_ID = 'node-1';

/** What the step after the trigger does with its items; it may throw. */
export type Step = (
	items: INodeExecutionData[],
	context: IExecuteFunctions,
) => INodeExecutionData[];

export interface LiveTrigger {
	readonly destinationId: string;
	readonly store: AffiliateStore;
	/** Items that runs began with, in order. */
	readonly given: INodeExecutionData[];
	/** Runs as n8n-core ended them. */
	readonly runs: IRun[];
	readonly logs: string[];
	/** Publishes the workflow, or, with 'init', starts n8n with it. */
	activate(mode?: WorkflowActivateMode): Promise<() => Promise<void>>;
	/** 'Fetch Test Event' in the editor; the items it gives. */
	fetchTestEvent(): Promise<INodeExecutionData[]>;
}

let count = 0;

/** The trigger in a workflow of two nodes; every event is really run by n8n-core. */
export async function liveTrigger(
	options: { readonly parameters?: INodeParameters; readonly step?: Step } = {},
): Promise<LiveTrigger> {
	await isExpressionEngineReady();
	const core = await import('n8n-core');
	count += 1;
	const workspace = `events-${count}`;
	const workflowId = `workflow-${count}`;
	const nodeType = new AffiliateEventTrigger();
	const workflow = workflowOf(workflowId, workspace, nodeType, options);
	const node = workflow.getNode('Events') as INode;
	const credentials = { affiliateStoreApi: { workspace } };
	const additionalData = await additionalDataFor(workflow, { credentials, credentialTypes: [] });
	const given: INodeExecutionData[] = [];
	const runs: IRun[] = [];
	const logs: string[] = [];
	const log = (level: string) => (message: string, meta?: object) => {
		logs.push(`${level}: ${message} ${JSON.stringify(meta ?? {})}`);
	};
	const logger = { error: log('error'), warn: log('warn'), info: log('info'), debug: log('debug') };

	async function runWorkflow(items: INodeExecutionData[]): Promise<IRun> {
		given.push(...items);
		const step = workflow.getNode('Step') as INode;
		const stack = [{ node: step, data: { main: [items] }, source: null }];
		const data = createRunExecutionData({ executionData: { nodeExecutionStack: stack } });
		const executor = new core.WorkflowExecute(additionalData, 'trigger', data);
		const run = await executor.processRunExecutionData(workflow);
		runs.push(run);
		return run;
	}

	function contextFor(mode: WorkflowExecuteMode, activation: WorkflowActivateMode) {
		const context = new core.TriggerContext(
			workflow,
			node,
			additionalData,
			mode,
			activation,
			(data, _response, done) => {
				const [items = []] = data;
				if (mode === 'manual') given.push(...items);
				else void runWorkflow(items).then((run) => done?.resolve(run));
			},
		);
		Object.defineProperty(context, 'logger', { value: logger });
		return context as unknown as ITriggerFunctions;
	}

	return {
		destinationId: `${workflowId}:${NODE_ID}`,
		store: await testStore(workspace),
		given,
		runs,
		logs,
		async activate(mode = 'activate') {
			const { closeFunction } = await nodeType.trigger.call(contextFor('trigger', mode));
			return async () => await closeFunction?.();
		},
		async fetchTestEvent() {
			const context = contextFor('manual', 'manual');
			const { manualTriggerFunction } = await nodeType.trigger.call(context);
			await manualTriggerFunction?.();
			return given;
		},
	};
}

function workflowOf(
	id: string,
	workspace: string,
	trigger: INodeType,
	{ parameters, step = (items) => items }: { parameters?: INodeParameters; step?: Step },
): Workflow {
	const types: Readonly<Record<string, INodeType>> = { [TRIGGER]: trigger, [STEP]: stepOf(step) };
	const common = { typeVersion: 1, position: [0, 0] as [number, number] };
	return new Workflow({
		id,
		name: 'Tell the CRM',
		nodes: [
			{
				...common,
				id: NODE_ID,
				name: 'Events',
				type: TRIGGER,
				parameters: parameters ?? {},
				credentials: { affiliateStoreApi: { id: workspace, name: workspace } },
			},
			{ ...common, id: 'step', name: 'Step', type: STEP, parameters: {} },
		],
		connections: {
			Events: { main: [[{ node: 'Step', type: NodeConnectionTypes.Main, index: 0 }]] },
		},
		active: true,
		nodeTypes: {
			getByName: (name) => types[name] as INodeType,
			getByNameAndVersion: (name, version) =>
				NodeHelpers.getVersionedNodeType(types[name] as INodeType, version),
			getKnownTypes: () => ({}),
		},
		settings: { executionOrder: 'v1' },
	});
}

function stepOf(step: Step): INodeType {
	return {
		description: {
			displayName: 'Step',
			name: 'step',
			group: ['transform'],
			version: 1,
			description: 'Does what the test says',
			defaults: { name: 'Step' },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			properties: [],
		},
		async execute(this: IExecuteFunctions) {
			return [step(this.getInputData(), this)];
		},
	};
}
