import axios, { type AxiosInstance, type AxiosResponse } from 'axios';
import { setTimeout as delay } from 'node:timers/promises';

import type {
	CredentialInput,
	CredentialRef,
	EditorClientOptions,
	Execution,
	ExecutionFilter,
	PublicationStatus,
	StoredWorkflow,
} from './editor-types.ts';
import { HostFailure } from './failure.ts';
import { keepApiKey, keptApiKey } from './instance-secrets.ts';

const API_KEY_LABEL = 'affiliate-loop';
const UNFINISHED = new Set(['new', 'running', 'unknown']);
const RUN_TIMEOUT_MS = 60_000;
const POLL_MS = 100;
const PAGE = 250;

interface Page<T> {
	readonly data: readonly T[];
	readonly nextCursor: string | null;
}

function messageOf(answer: AxiosResponse<unknown>): string {
	const body = answer.data as { message?: unknown } | undefined;
	return typeof body?.message === 'string' ? body.message : `HTTP ${answer.status}`;
}

/**
 * Talks to a running n8n as its owner: through the editor's own interface where n8n offers nothing
 * else (signing in, API keys, manual runs), through the public API for the rest.
 *
 * Every method throws HostFailure with n8n's own words when n8n refuses.
 */
export class EditorClient {
	readonly url: string;
	private readonly options: EditorClientOptions;
	private readonly http: AxiosInstance;
	private cookie = '';
	private key = '';

	constructor(options: EditorClientOptions) {
		this.options = options;
		this.url = options.url.replace(/\/+$/, '');
		this.http = axios.create({
			baseURL: this.url,
			timeout: 30_000,
			proxy: false,
			validateStatus: () => true,
		});
	}

	/** Signs in with the owner's password; called by the other methods when it is needed. */
	async signIn(): Promise<void> {
		const { email, password } = this.options.owner;
		const body = { emailOrLdapLoginId: email, password };
		const answer = await this.http.post('/rest/login', body);
		if (answer.status !== 200)
			throw new HostFailure(`n8n refused to sign in: ${messageOf(answer)}`);
		const cookies = answer.headers['set-cookie'] ?? [];
		this.cookie = cookies.map((cookie) => cookie.split(';')[0]).join('; ');
	}

	/** An API key with every scope the owner may grant: the kept one while it works, else a new one. */
	async createApiKey(): Promise<string> {
		if (this.key !== '') return this.key;
		const { userFolder } = this.options;
		const kept = userFolder ? await keptApiKey(userFolder) : undefined;
		if (kept && (await this.isAccepted(kept))) return (this.key = kept);
		const scopes = await this.editor<string[]>('GET', '/rest/api-keys/scopes');
		const existing = await this.editor<unknown>('GET', '/rest/api-keys');
		for (const { id, label } of listOf<{ id: string; label: string }>(existing)) {
			if (label === API_KEY_LABEL) await this.editor('DELETE', `/rest/api-keys/${id}`);
		}
		const body = { label: API_KEY_LABEL, scopes, expiresAt: null };
		const made = await this.editor<{ rawApiKey: string }>('POST', '/rest/api-keys', body);
		if (userFolder) await keepApiKey(userFolder, made.rawApiKey);
		return (this.key = made.rawApiKey);
	}

	/** Makes the credential, or overwrites the data of the one with the same name and type. */
	async upsertCredential(input: CredentialInput): Promise<CredentialRef> {
		const present = (await this.listCredentials()).find(
			({ name, type }) => name === input.name && type === input.type,
		);
		const { name, type, data } = input;
		const { id } = present
			? await this.editor<CredentialRef>('PATCH', `/rest/credentials/${present.id}`, input)
			: await this.editor<CredentialRef>('POST', '/rest/credentials', { name, type, data });
		return { id, name, type };
	}

	/** All credentials of this n8n, without secrets. */
	async listCredentials(): Promise<CredentialRef[]> {
		return await this.pages<CredentialRef>('/credentials', { limit: PAGE });
	}

	/** All workflows that are not archived. */
	async listWorkflows(): Promise<StoredWorkflow[]> {
		const all = await this.pages<StoredWorkflow>('/workflows', { limit: PAGE });
		return all.filter(({ isArchived }) => !isArchived);
	}

	/**
	 * Publishes the newest version and waits until its triggers are live: n8n answers the request
	 * before that, and reports a trigger that failed to start only in this status.
	 */
	async publish(workflowId: string, timeoutMs: number = RUN_TIMEOUT_MS): Promise<void> {
		await this.api('POST', `/workflows/${workflowId}/publish`, {});
		await this.settled(workflowId, timeoutMs);
	}

	/** Waits until a publication that is under way has ended, well or badly. */
	async settled(workflowId: string, timeoutMs: number = RUN_TIMEOUT_MS): Promise<void> {
		const until = Date.now() + timeoutMs;
		const url = `/rest/workflows/${workflowId}/publication-status`;
		for (;;) {
			const { status, triggers } = await this.editor<PublicationStatus>('GET', url);
			if (status === 'published' || status === 'not_published') return;
			const failed = triggers.find(({ errorMessage }) => errorMessage)?.errorMessage;
			if (status !== 'in_progress' || Date.now() > until) {
				throw new HostFailure(`Workflow ${workflowId} did not go live: ${failed ?? status}`);
			}
			await delay(POLL_MS);
		}
	}

	/** Takes the workflow's triggers down and waits for it; the workflow stays. */
	async deactivate(workflowId: string): Promise<void> {
		await this.api('POST', `/workflows/${workflowId}/unpublish`);
		await this.settled(workflowId);
	}

	/** Unpublishes a workflow and deletes it together with its executions. */
	async deleteWorkflow(workflowId: string): Promise<void> {
		await this.deactivate(workflowId);
		await this.api('DELETE', `/workflows/${workflowId}`);
	}

	/**
	 * Runs a workflow as its editor's button does and waits for the end.
	 *
	 * @param triggerNodeName the trigger to start from; one that waits for a webhook call is refused.
	 */
	async runWorkflowManually(
		workflowId: string,
		triggerNodeName: string,
		timeoutMs: number = RUN_TIMEOUT_MS,
	): Promise<Execution> {
		const body = { triggerToStartFrom: { name: triggerNodeName } };
		const path = `/rest/workflows/${workflowId}/run`;
		const run = await this.editor<{ executionId?: string }>('POST', path, body);
		if (run.executionId === undefined) {
			throw new HostFailure(
				`"${triggerNodeName}" waits for a webhook call: publish the workflow and call its address.`,
			);
		}
		return await this.finished(run.executionId, timeoutMs);
	}

	/** Waits until an execution has ended, or waits itself, and returns it with its data. */
	async finished(executionId: string, timeoutMs: number = RUN_TIMEOUT_MS): Promise<Execution> {
		const until = Date.now() + timeoutMs;
		for (;;) {
			const found = await this.execution(executionId);
			if (!UNFINISHED.has(found.status)) return found;
			if (Date.now() > until) {
				throw new HostFailure(`Execution ${executionId} still runs after ${timeoutMs / 1000} s.`);
			}
			await delay(POLL_MS);
		}
	}

	/** Executions without their data, newest first, at most `limit` (100). */
	async executions(filter: ExecutionFilter = {}): Promise<Execution[]> {
		const params = { limit: 100, ...filter };
		return [...(await this.api<Page<Execution>>('GET', '/executions', undefined, params)).data];
	}

	/** One execution with the data of every node. */
	async execution(executionId: string): Promise<Execution> {
		const params = { includeData: true };
		return await this.api('GET', `/executions/${executionId}`, undefined, params);
	}

	private async isAccepted(apiKey: string): Promise<boolean> {
		const headers = { 'X-N8N-API-KEY': apiKey };
		const answer = await this.http.get('/api/v1/workflows', { headers, params: { limit: 1 } });
		return answer.status === 200;
	}

	private async pages<T>(path: string, params: Record<string, unknown>): Promise<T[]> {
		const found: T[] = [];
		let cursor: string | null = null;
		do {
			const page: Page<T> = await this.api('GET', path, undefined, {
				...params,
				...(cursor ? { cursor } : {}),
			});
			found.push(...page.data);
			cursor = page.nextCursor;
		} while (cursor);
		return found;
	}

	private async api<T>(method: string, path: string, data?: unknown, params?: object): Promise<T> {
		const headers = { 'X-N8N-API-KEY': await this.createApiKey() };
		const url = `/api/v1${path}`;
		const answer = await this.http.request({ method, url, data, params, headers });
		if (answer.status < 300) return answer.data as T;
		throw new HostFailure(`n8n refused ${method} ${url}: ${messageOf(answer)}`);
	}

	private async editor<T>(method: string, url: string, data?: unknown): Promise<T> {
		if (this.cookie === '') await this.signIn();
		const send = async () =>
			await this.http.request({ method, url, data, headers: { cookie: this.cookie } });
		let answer = await send();
		if (answer.status === 401) {
			await this.signIn();
			answer = await send();
		}
		if (answer.status < 300) return (answer.data as { data: T }).data;
		throw new HostFailure(`n8n refused ${method} ${url}: ${messageOf(answer)}`);
	}
}

/** n8n answers some lists plainly and some with a count beside them. */
function listOf<T>(answer: unknown): readonly T[] {
	if (Array.isArray(answer)) return answer as T[];
	const items = (answer as { items?: unknown } | null)?.items;
	return Array.isArray(items) ? (items as T[]) : [];
}
