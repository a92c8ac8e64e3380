import { AffiliateError } from '../../kernel';
import type { HttpPort, HttpRequest, HttpResponse, Sleeper } from '../../ports/http';
import {
	DEFAULT_RETRY_LIMITS,
	requestWithRetry,
	type RetrySafety,
	type VendorRetryRules,
} from '../retry';
import { addressBelow } from './address-below';
import { parseBaseUrl } from './base-url';
import { networkFailure, unreadableFailure, type VendorFailure } from './failure';

export interface VendorConnection {
	/** Adds the credential itself. */
	readonly http: HttpPort;
	readonly sleeper: Sleeper;
	/** From 0 up to 1. */
	readonly jitter: () => number;
	readonly baseUrl: string;
}

/** What differs from vendor to vendor. */
export interface VendorDialect {
	/** As people know it, such as "Salesforce". */
	readonly name: string;
	/** Sent with every request, such as a dated API revision. */
	readonly headers: Readonly<Record<string, string>>;
	readonly retryRules: VendorRetryRules;
	/** Longest single wait inside of a run, in milliseconds; more is left to the next run. */
	readonly longestWaitMilliseconds?: number;
	/** For calls that do not say themselves what they expect. */
	readonly expects?: VendorCall['expects'];
	/** Null for an answer that is good; vendors that answer 200 with an error look into the body. */
	failureOf(response: HttpResponse): VendorFailure | null;
}

export interface VendorCall {
	readonly method: HttpRequest['method'];
	/** Absolute path below the base URL. */
	readonly path: string;
	readonly query?: Readonly<Record<string, string>>;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: unknown;
	/** Sent form-encoded instead of a body. */
	readonly form?: Readonly<Record<string, string>>;
	readonly safety: RetrySafety;
	/** Whether an answer with a good status is one; what has no HTML in it, and something to read, when left out. */
	readonly expects?: (response: HttpResponse) => boolean;
}

export type VendorAnswer =
	| { readonly ok: true; readonly response: HttpResponse }
	| { readonly ok: false; readonly failure: VendorFailure };

/** Credential refused; account suspended for want of payment, or over its plan. */
const DOOMED: ReadonlySet<number> = new Set([401, 402]);

/**
 * One run against one account of a vendor. After an answer that dooms all further requests
 * (credential refused, account suspended, quota used up, vendor out of reach) it stops calling and answers alike.
 */
export class VendorClient {
	private readonly baseUrl: string;

	private stoppedBy: VendorFailure | null = null;

	/** Throws `invalid_input` for a base URL that would give the secret away. */
	constructor(
		private readonly connection: VendorConnection,
		private readonly dialect: VendorDialect,
	) {
		this.baseUrl = parseBaseUrl(connection.baseUrl, dialect.name);
	}

	async call(call: VendorCall): Promise<VendorAnswer> {
		if (this.stoppedBy !== null) return { ok: false, failure: this.stoppedBy };
		const answer = await this.send(call);
		if (!answer.ok && (DOOMED.has(answer.failure.status) || answer.failure.retryable)) {
			this.stoppedBy = answer.failure;
		}
		return answer;
	}

	private async send(call: VendorCall): Promise<VendorAnswer> {
		const { http, sleeper, jitter } = this.connection;
		const { headers, retryRules, longestWaitMilliseconds } = this.dialect;
		try {
			const response = await requestWithRetry(
				http,
				sleeper,
				{
					method: call.method,
					url: addressBelow(this.baseUrl, call.path, this.dialect.name),
					headers: { accept: 'application/json', ...headers, ...call.headers },
					...(call.query === undefined ? {} : { query: call.query }),
					...(call.body === undefined ? {} : { body: call.body }),
					...(call.form === undefined ? {} : { form: call.form }),
				},
				{
					...DEFAULT_RETRY_LIMITS,
					...(longestWaitMilliseconds === undefined ? {} : { longestWaitMilliseconds }),
					safety: call.safety,
					vendor: retryRules,
					jitter,
				},
			);
			const failure = this.dialect.failureOf(response);
			if (failure !== null) return { ok: false, failure };
			const { expects = this.dialect.expects } = call;
			if (isAnswer(response, call.method, expects)) return { ok: true, response };
			return { ok: false, failure: unreadableFailure(response.status) };
		} catch (error) {
			if (!(error instanceof AffiliateError) || error.code !== 'network') throw error;
			return { ok: false, failure: networkFailure(error.message) };
		}
	}
}

/** A good status alone says nothing: a proxy in between answers with it, too. */
function isAnswer(
	response: HttpResponse,
	method: VendorCall['method'],
	expects: VendorCall['expects'],
): boolean {
	const { status, body } = response;
	if (status < 200 || status >= 300) return true;
	if (expects !== undefined) return expects(response);
	if (isPage(body)) return false;
	const isNothing = body === '' || body === null || body === undefined;
	return method !== 'GET' || status === 204 || !isNothing;
}

function isPage(body: unknown): boolean {
	return typeof body === 'string' && body.trimStart().startsWith('<');
}
