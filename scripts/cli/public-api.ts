import axios, { type AxiosInstance, type AxiosRequestConfig, type AxiosResponse } from 'axios';

import { CliFailure } from './cli-failure';
import type { RemoteCredential, RemoteWorkflow } from './workflow-types';

/** n8n said no to one request. `status` is the HTTP status, `message` n8n's own words. */
export class ApiRefusal extends Error {
	readonly status: number;

	constructor(status: number, message: string) {
		super(message);
		this.name = 'ApiRefusal';
		this.status = status;
	}
}

/** Where n8n is and how to reach it. `http` replaces the HTTP client, for proxies and tests. */
export interface PublicApiOptions {
	readonly url: string;
	readonly apiKey: string;
	readonly http?: AxiosInstance | undefined;
}

interface Page<T> {
	readonly data: readonly T[];
	readonly nextCursor?: string | null;
}

const TIMEOUT_MS = 30_000;
const PAGE = 100;
const UNREACHABLE = new Set(['ECONNABORTED', 'ETIMEDOUT', 'ERR_NETWORK']);

function wordsOf(body: unknown): string | undefined {
	const message = (body as { message?: unknown } | null | undefined)?.message;
	return typeof message === 'string' ? message : undefined;
}

/** Where a redirect leads, without path and query. */
function targetOf({ headers, config }: AxiosResponse<unknown>): string {
	const location = String(headers['location'] ?? '');
	const isAddress = URL.canParse(location, config.url);
	return isAddress ? new URL(location, config.url).origin : 'another address';
}

/** Accepts the address of n8n itself as well as that of its API. */
function baseOf(url: string): string {
	let parsed: URL;
	try {
		parsed = new URL(url);
	} catch (cause) {
		const example = 'http://localhost:5678';
		throw new CliFailure(`"${url}" is not an address: give one such as ${example}.`, {
			exitCode: 2,
			cause,
		});
	}
	return `${parsed.origin}${parsed.pathname}`.replace(/\/+$/, '').replace(/\/api(\/v1)?$/, '');
}

/**
 * n8n's public API (`/api/v1`), as far as importing needs it.
 *
 * Every method throws CliFailure where the address, the key or its scopes are wrong, and ApiRefusal
 * where n8n refuses this one request.
 */
export class PublicApi {
	readonly url: string;
	private readonly apiKey: string;
	private readonly http: AxiosInstance;

	constructor(options: PublicApiOptions) {
		this.url = baseOf(options.url);
		this.apiKey = options.apiKey;
		this.http = options.http ?? axios.create({ timeout: TIMEOUT_MS });
	}

	/** Every workflow that is not archived. */
	async workflows(): Promise<RemoteWorkflow[]> {
		const all = await this.pages<RemoteWorkflow>('/workflows', { excludePinnedData: true });
		return all.filter(({ isArchived }) => isArchived !== true);
	}

	/** Every credential, or undefined where this key may not list them (only owners and admins may). */
	async credentials(): Promise<RemoteCredential[] | undefined> {
		const first = await this.send({ method: 'GET', url: '/credentials', params: { limit: PAGE } });
		if ([403, 404, 405].includes(first.status)) return undefined;
		this.checked(first);
		return await this.pages<RemoteCredential>('/credentials', {});
	}

	/** Whether n8n knows a credential type, which tells whether the package that brings it is there. */
	async knowsCredentialType(type: string): Promise<boolean> {
		const answer = await this.send({ method: 'GET', url: `/credentials/schema/${type}` });
		if (answer.status === 404) return false;
		this.checked(answer);
		return true;
	}

	/** Makes a workflow; it is not published. */
	async create(body: object): Promise<RemoteWorkflow> {
		return await this.request({ method: 'POST', url: '/workflows', data: body });
	}

	/** Overwrites a workflow. What is published stays as it was until `publish`. */
	async update(id: string, body: object): Promise<RemoteWorkflow> {
		const params = { publishIfActive: false };
		return await this.request({ method: 'PUT', url: `/workflows/${id}`, data: body, params });
	}

	/** One workflow. */
	async workflow(id: string): Promise<RemoteWorkflow> {
		return await this.request({ method: 'GET', url: `/workflows/${id}` });
	}

	/** Publishes the newest version. n8n answers before the triggers are live. */
	async publish(id: string): Promise<RemoteWorkflow> {
		return await this.request({ method: 'POST', url: `/workflows/${id}/publish`, data: {} });
	}

	private async pages<T>(url: string, params: Record<string, unknown>): Promise<T[]> {
		const found: T[] = [];
		let cursor: string | null | undefined;
		do {
			const paging = { limit: PAGE, ...(cursor ? { cursor } : {}) };
			const query = { ...params, ...paging };
			const page: Page<T> = await this.request({ method: 'GET', url, params: query });
			if (!Array.isArray(page.data)) throw this.notTheApi(200);
			found.push(...page.data);
			cursor = page.nextCursor;
		} while (cursor);
		return found;
	}

	private async request<T>(config: AxiosRequestConfig): Promise<T> {
		const answer = await this.send(config);
		this.checked(answer);
		return answer.data as T;
	}

	private async send(config: AxiosRequestConfig): Promise<AxiosResponse<unknown>> {
		try {
			return await this.http.request({
				...config,
				url: `${this.url}/api/v1${config.url ?? ''}`,
				headers: { 'X-N8N-API-KEY': this.apiKey, accept: 'application/json' },
				// The key would go along to wherever the answer points.
				maxRedirects: 0,
				validateStatus: () => true,
			});
		} catch (cause) {
			const { code, message } = cause as { code?: string; message: string };
			const slow = code !== undefined && UNREACHABLE.has(code);
			const why = slow ? 'no answer in time' : (code ?? message);
			throw new CliFailure(
				`No n8n answers at ${this.url} (${why}): check the address and that n8n is running.`,
				{ cause },
			);
		}
	}

	private checked(answer: AxiosResponse<unknown>): void {
		const { status } = answer;
		const words = wordsOf(answer.data);
		if (status === 401) {
			throw new CliFailure(
				`The n8n at ${this.url} does not accept this API key: create one there under Settings > ` +
					'n8n API and pass it with --api-key.',
			);
		}
		if (status === 403) {
			throw new CliFailure(
				`The API key may not do this (n8n says "${words ?? 'Forbidden'}"): give it the scopes ` +
					'workflow:list, workflow:create, workflow:update, workflow:read, workflow:activate and ' +
					'credential:list.',
			);
		}
		if (status >= 300 && status < 400) {
			throw new CliFailure(
				`What answers at ${this.url} sends on to ${targetOf(answer)}: pass that address with --url.`,
			);
		}
		const isApi = typeof answer.data === 'object' && answer.data !== null;
		if (!isApi || (status === 404 && words === undefined)) {
			throw this.notTheApi(status);
		}
		if (status >= 300) throw new ApiRefusal(status, words ?? `HTTP ${status}`);
	}

	private notTheApi(status: number): CliFailure {
		return new CliFailure(
			`What answers at ${this.url} is not n8n's public API (HTTP ${status}): check the address, ` +
				'and that the public API is not switched off there.',
		);
	}
}
