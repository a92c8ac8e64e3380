/** Where a running n8n is and who signs in. `userFolder` is where a made API key is kept. */
export interface EditorClientOptions {
	readonly url: string;
	readonly owner: { readonly email: string; readonly password: string };
	readonly userFolder?: string;
}

/** A credential to have in n8n. `data` holds the fields of the credential type, in clear. */
export interface CredentialInput {
	readonly name: string;
	readonly type: string;
	readonly data: Readonly<Record<string, unknown>>;
}

/** A credential n8n has, without its secrets. */
export interface CredentialRef {
	readonly id: string;
	readonly name: string;
	readonly type: string;
}

/** A node as n8n stores it; only what callers read. */
export interface WorkflowNode {
	readonly id: string;
	readonly name: string;
	readonly type: string;
	readonly parameters: Record<string, unknown>;
	readonly credentials?: Record<string, { id: string; name: string }>;
}

/** A workflow as n8n stores it. `active` says whether a version of it is published. */
export interface StoredWorkflow {
	readonly id: string;
	readonly name: string;
	readonly active: boolean;
	readonly isArchived: boolean;
	readonly nodes: readonly WorkflowNode[];
	readonly settings: Record<string, unknown>;
}

/** The outcome of one node's run: items per output, or the error that ended it. */
export interface NodeRun {
	readonly error?: { readonly message: string };
	readonly data?: {
		readonly main: ReadonlyArray<ReadonlyArray<{ json: Record<string, unknown> }>>;
	};
}

/** An execution; `data` is there when it was asked for by id. */
export interface Execution {
	readonly id: string;
	readonly workflowId: string;
	readonly status: string;
	readonly finished: boolean;
	readonly mode: string;
	readonly startedAt: string;
	readonly stoppedAt: string | null;
	readonly data?: {
		readonly resultData: {
			readonly runData: Record<string, readonly NodeRun[]>;
			readonly error?: { readonly message: string };
			readonly lastNodeExecuted?: string;
		};
	};
}

/** Which executions to list, newest first. */
export interface ExecutionFilter {
	readonly workflowId?: string;
	readonly status?: 'error' | 'success' | 'waiting' | 'running' | 'canceled';
	readonly limit?: number;
}

/** How far n8n is with making a published version's triggers live. */
export interface PublicationStatus {
	readonly status: 'not_published' | 'in_progress' | 'published' | 'partial' | 'failed';
	readonly liveVersionId: string | null;
	readonly triggers: ReadonlyArray<{ nodeId: string; status: string; errorMessage: string | null }>;
}
