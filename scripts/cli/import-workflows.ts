import type { AxiosInstance } from 'axios';
import { setTimeout as delay } from 'node:timers/promises';

import { CliFailure } from './cli-failure';
import {
	linkCredentials,
	usualNamesOf,
	type CredentialChoice,
	type MissingCredential,
} from './credential-links';
import { keepOwnSettings } from './own-settings';
import { applyOverrides, type ParameterOverride } from './parameter-overrides';
import { ApiRefusal, PublicApi } from './public-api';
import { matchWorkflow } from './workflow-match';
import { payloadOf } from './workflow-payload';
import {
	numberOf,
	type RemoteCredential,
	type RemoteWorkflow,
	type WorkflowFile,
	type WorkflowNode,
} from './workflow-types';

/** What to import into which n8n. */
export interface ImportOptions {
	/** Address of n8n, for example `http://localhost:5678`. */
	readonly url: string;
	readonly apiKey: string;
	readonly workflows: readonly WorkflowFile[];
	/** All workflows of the package, where only some are imported. */
	readonly gallery?: readonly WorkflowFile[];
	/** Which credentials of n8n to use where it has several, or where they cannot be listed. */
	readonly credentials?: readonly CredentialChoice[];
	readonly overrides?: readonly ParameterOverride[];
	/** Whether to publish what is complete; true if left out. */
	readonly publish?: boolean;
	/** A credential type that n8n knows only if this package is installed there. */
	readonly probeCredentialType?: string | undefined;
	/** HTTP client in place of axios's default one. */
	readonly http?: AxiosInstance | undefined;
}

/** What became of one workflow. */
export interface ImportResult {
	readonly id: string;
	readonly name: string;
	readonly action: 'created' | 'updated' | 'unchanged';
	/** Whether this version is live now. */
	readonly published: boolean;
	/** Whether an earlier version stays live instead. */
	readonly earlierLive: boolean;
	/** Whether it has no trigger to publish: it is run by hand. */
	readonly runByHand: boolean;
	/** Credentials to add in n8n before it can be published. */
	readonly missing: readonly MissingCredential[];
	/** n8n's own words, where it refused to publish. */
	readonly refusal?: string;
}

interface Session {
	readonly api: PublicApi;
	readonly remote: readonly RemoteWorkflow[];
	readonly known: readonly RemoteCredential[] | undefined;
	readonly choices: readonly CredentialChoice[];
	readonly overrides: readonly ParameterOverride[];
	readonly usualNames: ReadonlyMap<string, string | undefined>;
	readonly publish: boolean;
}

/** The workflow that hears about the failures of all others. */
const ERROR_WORKFLOW = '90';
const LIVE_TIMEOUT_MS = 5_000;
const LIVE_POLL_MS = 150;

function isErrorWorkflow({ name }: { readonly name: string }): boolean {
	return numberOf(name) === ERROR_WORKFLOW;
}

/** Tries the overrides on all files before anything is sent, so that a misspelt one changes nothing. */
function plan(
	files: readonly WorkflowFile[],
	overrides: readonly ParameterOverride[],
): WorkflowFile[] {
	const unused = new Set(overrides);
	for (const { nodes } of files) {
		applyOverrides(nodes, overrides, (override) => unused.delete(override));
	}
	const [lost] = unused;
	if (!lost) {
		return [...files].sort((a, b) => Number(isErrorWorkflow(b)) - Number(isErrorWorkflow(a)));
	}
	throw new CliFailure(
		`--set "${lost.target}" names no node of these workflows: write the node's name as on the canvas, ` +
			'then a dot and the parameter.',
		{ exitCode: 2 },
	);
}

/** The user's own choice of an error workflow stays; otherwise it is ours, if it is there. */
function errorWorkflowFor(
	file: WorkflowFile,
	present: RemoteWorkflow | undefined,
	session: Session,
	ours: string | undefined,
): string | undefined {
	if (isErrorWorkflow(file)) return undefined;
	const before = present?.settings?.['errorWorkflow'];
	const stays = session.remote.some(({ id }) => id === before);
	return stays && typeof before === 'string' ? before : ours;
}

async function save(
	file: WorkflowFile,
	nodes: readonly WorkflowNode[],
	present: RemoteWorkflow | undefined,
	session: Session,
	errorWorkflow: string | undefined,
): Promise<RemoteWorkflow> {
	const name = present?.name ?? file.name;
	const body = payloadOf(file, { name, nodes, errorWorkflow, settings: present?.settings });
	const described = file.description ? { ...body, description: file.description } : body;
	if (present) return await session.api.update(present.id, described);
	const created = await session.api.create(body);
	return file.description ? await session.api.update(created.id, described) : created;
}

/** n8n counts only triggers that listen; these wait for n8n itself and are never counted. */
function hasListener({ nodes }: RemoteWorkflow): boolean {
	const listeners = nodes.filter(({ type }) => /(trigger|webhook)$/i.test(type));
	return listeners.some(({ type }) => !/\.(error|executeWorkflow|manual)Trigger$/.test(type));
}

function isRunByHand({ nodes }: RemoteWorkflow): boolean {
	const triggers = nodes.filter(({ type }) => /(trigger|webhook)$/i.test(type));
	return triggers.every(({ type }) => type.endsWith('.manualTrigger'));
}

/**
 * n8n publishes in the background; this waits, for a while, until the triggers are counted. The
 * public API does not tell when a newer version has replaced a live one: that takes under a second.
 */
async function untilLive(api: PublicApi, saved: RemoteWorkflow): Promise<void> {
	const until = Date.now() + (hasListener(saved) ? LIVE_TIMEOUT_MS : 0);
	while (Date.now() < until) {
		if (((await api.workflow(saved.id)).triggerCount ?? 1) > 0) return;
		await delay(LIVE_POLL_MS);
	}
}

async function publish(api: PublicApi, saved: RemoteWorkflow): Promise<string | undefined> {
	try {
		await api.publish(saved.id);
	} catch (error) {
		if (!(error instanceof ApiRefusal)) throw error;
		const unknown = /Unrecognized node type: (\S+)/.exec(error.message)?.[1];
		if (!unknown) return refusalOf(error.message);
		throw packageMissing(api.url, unknown);
	}
	await untilLive(api, saved);
	return undefined;
}

/** n8n's words, with the mend where n8n names none. */
function refusalOf(words: string): string {
	const text = words.replace(/\s+/g, ' ').trim();
	if (!/conflict with one of the webhooks/i.test(text)) return text;
	return (
		`${text} Another published workflow has the same path: unpublish that one, or give this one ` +
		'another path with --set "<node>.path=<path>".'
	);
}

function packageMissing(url: string, what: string): CliFailure {
	return new CliFailure(
		`The n8n at ${url} does not know ${what}: install the package n8n-nodes-affiliate-loop there ` +
			'(Settings > Community nodes), restart n8n if it asks for it, and run this again.',
	);
}

async function importOne(
	file: WorkflowFile,
	session: Session,
	ours: string | undefined,
): Promise<ImportResult> {
	const present = matchWorkflow(file, session.remote);
	const kept = keepOwnSettings(file.nodes, present?.nodes ?? []);
	const wanted = applyOverrides(kept, session.overrides, () => {});
	const { nodes, missing } = linkCredentials(wanted, {
		known: session.known,
		choices: session.choices,
		existing: present?.nodes ?? [],
		usualNames: session.usualNames,
	});
	const errorWorkflow = errorWorkflowFor(file, present, session, ours);
	const saved = await save(file, nodes, present, session, errorWorkflow);
	const changed = !present || saved.versionId !== present.versionId;
	const action = present ? (changed ? 'updated' : 'unchanged') : 'created';
	const runByHand = isRunByHand(saved);
	const result = { id: saved.id, name: saved.name, action, missing, runByHand } as const;
	if (saved.active && saved.versionId && saved.activeVersionId === saved.versionId) {
		return { ...result, published: true, earlierLive: false };
	}
	const held = { ...result, published: false, earlierLive: saved.active };
	if (!session.publish || missing.length > 0 || runByHand) return held;
	const refusal = await publish(session.api, saved);
	return refusal ? { ...held, refusal } : { ...result, published: true, earlierLive: false };
}

/**
 * Creates the workflows in a running n8n through its public API, or updates those that an earlier
 * import made, links their credentials and publishes what is complete. What the user has filled in
 * stays unless an override says otherwise. Running it again changes nothing that is already so. Workflow 90 goes first and becomes the error workflow of the others.
 *
 * @throws CliFailure if n8n cannot be reached, does not accept the key, or lacks the package.
 * @throws ApiRefusal if n8n refuses to store a workflow.
 */
export async function importWorkflows(options: ImportOptions): Promise<ImportResult[]> {
	const planned = plan(options.workflows, options.overrides ?? []);
	const api = new PublicApi(options);
	const remote = await api.workflows();
	const probe = options.probeCredentialType;
	if (probe && !(await api.knowsCredentialType(probe))) {
		throw packageMissing(api.url, 'the nodes of these workflows');
	}
	const session: Session = {
		api,
		remote,
		known: await api.credentials(),
		choices: options.credentials ?? [],
		overrides: options.overrides ?? [],
		usualNames: usualNamesOf((options.gallery ?? options.workflows).flatMap(({ nodes }) => nodes)),
		publish: options.publish ?? true,
	};
	const results: ImportResult[] = [];
	let ours = remote.find(isErrorWorkflow)?.id;
	for (const each of planned) {
		const result = await importOne(each, session, ours);
		if (isErrorWorkflow(each)) ours = result.id;
		results.push(result);
	}
	return results.sort((a, b) => a.name.localeCompare(b.name, 'en'));
}
