import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
	NodeConnectionTypes,
	NodeHelpers,
	Workflow,
	createRunExecutionData,
	type ICredentialDataDecryptedObject,
	type ICredentialType,
	type IConnections,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type IVersionedNodeType,
	type OnError,
} from 'n8n-workflow';
import type { AffiliateStore } from '../../lib/ports/store';
import { closeWorkspaceStores, workspaceStore } from '../../nodes/shared/workspaceStore';
import { additionalDataFor, isExpressionEngineReady } from './runNode/additionalData';

/*
 * Runs one action node the way n8n does: a source hands it the items, n8n-core's own executor
 * fills in the defaults of its parameters, resolves expressions, decrypts credentials, pairs items
 * and routes what went wrong. Nothing of n8n is imitated but the database behind the credentials.
 */

const PACKAGE = 'n8n-nodes-affiliate-loop';
const SOURCE_TYPE = 'test.source';
const SOURCE_NAME = 'Source';
const SUBJECT_NAME = 'Subject';

/** n8n-core keeps its key in the user folder; a test must never reach the real one. */
const userFolder = mkdtempSync(path.join(tmpdir(), 'affiliate-loop-n8n-'));
process.env['N8N_USER_FOLDER'] = userFolder;
/** n8n prints every error of a node; the tests look at them themselves. */
process.env['N8N_LOG_LEVEL'] ??= 'silent';

afterAll(async () => {
	await closeWorkspaceStores();
	rmSync(userFolder, { recursive: true, force: true });
});

/** The n8n user folder of this test file: fresh, and removed at its end. */
export function testUserFolder(): string {
	return userFolder;
}

export interface RunNodeOptions {
	/** Only what differs from the defaults, as the editor would save it. Expressions work. */
	readonly parameters?: INodeParameters;
	/** JSON of the incoming items; one empty item when left out. */
	readonly items?: readonly object[];
	/** Decrypted data by credential type, e.g. `{ affiliateStoreApi: { … } }`. */
	readonly credentials?: Readonly<Record<string, ICredentialDataDecryptedObject>>;
	/** Workspace of the Affiliate Store that the node uses, see `testStore`. */
	readonly workspace?: string;
	/** Classes of the credential types whose `authenticate` the run needs. */
	readonly credentialTypes?: readonly ICredentialType[];
	/** What the node is set to do when an item cannot be handled; n8n's default is to stop. */
	readonly onError?: OnError;
	/** The same as `onError: 'continueRegularOutput'`. */
	readonly continueOnFail?: boolean;
}

export interface NodeRun {
	/** Items by output. With 'continueErrorOutput' the last one is the error output. */
	readonly outputs: readonly INodeExecutionData[][];
	/** JSON of the items of one output, the first unless told otherwise. */
	json<Shape = IDataObject>(output?: number): Shape[];
}

/**
 * Runs a node and returns what it put on its outputs. Rejects with the node's own error (message
 * and description as n8n would show them) when the execution stops.
 */
export async function runNode(
	nodeClass: new () => INodeType,
	options: RunNodeOptions = {},
): Promise<NodeRun> {
	await isExpressionEngineReady();
	const { WorkflowExecute } = await import('n8n-core');
	const subjectType = new nodeClass();
	const workflow = oneNodeWorkflow(subjectType, options);
	const additionalData = await additionalDataFor(workflow, {
		credentials: credentialsOf(options),
		credentialTypes: options.credentialTypes ?? [],
	});
	const startNode = workflow.getNode(SOURCE_NAME);
	if (startNode === null) throw new Error('The test workflow has no source');
	const executor = new WorkflowExecute(additionalData, 'manual', createRunExecutionData({}));
	const run = await executor.run({ workflow, startNode });

	const { error, runData } = run.data.resultData;
	if (error !== undefined) throw error as Error;
	const task = runData[SUBJECT_NAME]?.[0];
	if (task?.error !== undefined) throw task.error as Error;
	const outputs = (task?.data?.main ?? []).map((items) => items ?? []);
	return {
		outputs,
		json: <Shape>(output = 0) => (outputs[output] ?? []).map((item) => item.json as Shape),
	};
}

function oneNodeWorkflow(subjectType: INodeType, options: RunNodeOptions): Workflow {
	const { description } = subjectType;
	const typeName = `${PACKAGE}.${description.name}`;
	const subject: INode = {
		...nodeAt(SUBJECT_NAME, typeName, latestVersion(description.version)),
		parameters: options.parameters ?? {},
		credentials: Object.fromEntries(
			Object.keys(credentialsOf(options)).map((type) => [type, { id: type, name: type }]),
		),
		...onErrorOf(options),
	};
	const connections: IConnections = {
		[SOURCE_NAME]: {
			main: [[{ node: SUBJECT_NAME, type: NodeConnectionTypes.Main, index: 0 }]],
		},
	};
	return new Workflow({
		id: 'test-workflow',
		name: 'Test workflow',
		nodes: [nodeAt(SOURCE_NAME, SOURCE_TYPE, 1), subject],
		connections,
		active: false,
		nodeTypes: nodeTypesOf({
			[SOURCE_TYPE]: sourceOf(options.items ?? [{}]),
			[typeName]: subjectType,
		}),
		settings: { executionOrder: 'v1' },
	});
}

function credentialsOf({
	credentials = {},
	workspace,
}: RunNodeOptions): Readonly<Record<string, ICredentialDataDecryptedObject>> {
	return workspace === undefined ? credentials : { ...credentials, ...storeCredential(workspace) };
}

function onErrorOf({ onError, continueOnFail }: RunNodeOptions): Pick<INode, 'onError'> {
	if (onError !== undefined) return { onError };
	return continueOnFail === true ? { onError: 'continueRegularOutput' } : {};
}

function nodeAt(name: string, type: string, typeVersion: number): INode {
	return { id: name.toLowerCase(), name, type, typeVersion, position: [0, 0], parameters: {} };
}

function latestVersion(version: number | number[]): number {
	return Array.isArray(version) ? Math.max(...version) : version;
}

/** The credential that leads to a workspace of this test file's user folder. */
function storeCredential(workspace: string): Record<string, ICredentialDataDecryptedObject> {
	return { affiliateStoreApi: { workspace } };
}

/**
 * The very store that nodes run with `workspace` use: a real SQLite file in the test's user
 * folder. A name of its own for every test keeps them apart; all are closed at the file's end.
 */
export async function testStore(workspace: string): Promise<AffiliateStore> {
	const credential = storeCredential(workspace);
	return await workspaceStore({
		getNode: () => ({
			...nodeAt(SUBJECT_NAME, SOURCE_TYPE, 1),
			credentials: { affiliateStoreApi: { id: workspace, name: workspace } },
		}),
		getCredentials: async <Data extends object>(type: string) => credential[type] as Data,
	});
}

/** A node that hands out the given items. */
function sourceOf(items: readonly object[]): INodeType {
	return {
		description: {
			displayName: SOURCE_NAME,
			name: 'source',
			group: ['input'],
			version: 1,
			description: 'Hands out the items of the test',
			defaults: { name: SOURCE_NAME },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			properties: [],
		},
		execute: async () => [
			items.map((json, item) => ({
				json: structuredClone(json) as IDataObject,
				pairedItem: { item },
			})),
		],
	};
}

function nodeTypesOf(types: Readonly<Record<string, INodeType>>): INodeTypes {
	const find = (name: string): INodeType | IVersionedNodeType => {
		const type = types[name];
		if (type === undefined) throw new Error(`The test has no node type '${name}'`);
		return type;
	};
	return {
		getByName: find,
		getByNameAndVersion: (name, version) => NodeHelpers.getVersionedNodeType(find(name), version),
		getKnownTypes: () => ({}),
	};
}
