import type { z } from 'zod/v4';
import { backoffMilliseconds, DEFAULT_RETRY_LIMITS } from '../retry';
import {
	VendorClient,
	type VendorAnswer,
	type VendorCall,
	type VendorConnection,
	type VendorFailure,
} from '../vendor';
import { unavailableError } from './describe-failure';
import { failureOf, isFinal } from './failure';
import { withPace } from './paced-port';
import { pipedriveRetryRules } from './retry-rules';
import { readAnswer } from './schema';

/** Path below the address of the account; with OAuth that is the `api_domain` of the token. */
const ROOT = '/api/v2';

/** Entries of a page at most. Source: parameter `limit` of the API reference. */
export const PAGE_SIZE = 500;

interface Page<Entry> {
	readonly data: readonly Entry[];
	readonly additional_data?: { readonly next_cursor: string | null } | null | undefined;
}

/** One run against one account. The base URL is e.g. https://api.pipedrive.com, without a path. */
export class PipedriveClient {
	private readonly connection: VendorConnection;

	private readonly vendor: VendorClient;

	private stoppedBy: VendorFailure | null = null;

	/** Throws `invalid_input` for a base URL that would give the token away. */
	constructor(connection: VendorConnection) {
		this.connection = { ...connection, http: withPace(connection.http, connection.sleeper) };
		this.vendor = this.open();
	}

	/**
	 * Reads, and writes that may be sent twice. The path is relative to the root. Who may not read
	 * may not read anything; a write that is not allowed may be so for one record only.
	 */
	async call(call: Omit<VendorCall, 'safety'>): Promise<VendorAnswer> {
		return await this.send(
			this.vendor,
			{ ...call, safety: 'repeatable' },
			(failure) => isFinal(failure) || (call.method === 'GET' && failure.status === 403),
		);
	}

	/**
	 * Makes something that Pipedrive would make a second time. An answer that got lost does not stop
	 * the run; whether the record is there must then be looked up.
	 */
	async create(path: string, body: unknown): Promise<VendorAnswer> {
		const call: VendorCall = { method: 'POST', path, body, safety: 'once' };
		return await this.send(
			this.open(),
			call,
			(failure) => isFinal(failure) && failure.status > 0 && failure.status < 500,
		);
	}

	/** All entries of a list. Throws `vendor_unavailable`. */
	async readAll<Entry>(path: string, schema: z.ZodType<Page<Entry>>): Promise<Entry[]> {
		const entries: Entry[] = [];
		for (let cursor: string | null = ''; cursor !== null;) {
			const query = { limit: String(PAGE_SIZE), ...(cursor === '' ? {} : { cursor }) };
			const answer: VendorAnswer = await this.call({ method: 'GET', path, query });
			if (!answer.ok) throw unavailableError(answer.failure);
			const page: Page<Entry> = readAnswer(schema, answer.response.body);
			entries.push(...page.data);
			cursor = page.additional_data?.next_cursor ?? null;
		}
		return entries;
	}

	/** Waits before something is tried again; false when that was often enough. */
	async pause(attempt: number): Promise<boolean> {
		if (attempt >= DEFAULT_RETRY_LIMITS.maxAttempts) return false;
		const wait = backoffMilliseconds(attempt, this.connection.jitter(), DEFAULT_RETRY_LIMITS);
		await this.connection.sleeper.sleep(wait);
		return true;
	}

	/** Sends nothing more; everything is answered by this failure. */
	stop(failure: VendorFailure): void {
		this.stoppedBy ??= failure;
	}

	private async send(
		vendor: VendorClient,
		call: VendorCall,
		stops: (failure: VendorFailure) => boolean,
	): Promise<VendorAnswer> {
		if (this.stoppedBy !== null) return { ok: false, failure: this.stoppedBy };
		const answer = await vendor.call({ ...call, path: `${ROOT}${call.path}` });
		if (!answer.ok && stops(answer.failure)) this.stop(answer.failure);
		return answer;
	}

	private open(): VendorClient {
		return new VendorClient(this.connection, {
			name: 'Pipedrive',
			headers: {},
			retryRules: pipedriveRetryRules,
			failureOf,
		});
	}
}
