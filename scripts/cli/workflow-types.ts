/** A node's link to a credential, as workflow files and n8n write it. */
export interface CredentialLink {
	readonly id?: string | null;
	readonly name?: string;
}

/** A node of a workflow; fields nobody here reads are carried along untouched. */
export interface WorkflowNode {
	readonly id: string;
	readonly name: string;
	readonly type: string;
	readonly disabled?: boolean;
	readonly parameters?: Record<string, unknown>;
	readonly credentials?: Readonly<Record<string, CredentialLink>>;
}

/** A workflow as one of the package's files holds it. */
export interface WorkflowFile {
	readonly name: string;
	readonly description?: string;
	readonly nodes: readonly WorkflowNode[];
	readonly connections: Readonly<Record<string, unknown>>;
	readonly settings?: Readonly<Record<string, unknown>>;
	readonly nodeGroups?: readonly unknown[];
	readonly pinData?: Readonly<Record<string, unknown>> | null;
}

/** A workflow that n8n has already. `versionId` changes with its content. */
export interface RemoteWorkflow {
	readonly id: string;
	readonly name: string;
	readonly active: boolean;
	readonly isArchived?: boolean;
	readonly versionId?: string;
	/** The published version, which may be older than the newest one. */
	readonly activeVersionId?: string | null;
	readonly triggerCount?: number;
	readonly nodes: readonly WorkflowNode[];
	readonly settings?: Readonly<Record<string, unknown>> | null;
}

/** A credential of n8n, without its secrets. */
export interface RemoteCredential {
	readonly id: string;
	readonly name: string;
	readonly type: string;
}

/** The number a workflow file's name begins with ("01 Click to commission" has "01"), if any. */
export function numberOf(name: string): string | undefined {
	return /^(\d+)\b/.exec(name)?.[1];
}
