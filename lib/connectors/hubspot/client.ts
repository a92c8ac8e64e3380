import { AffiliateError } from '../../kernel';
import type { HttpPort, HttpRequest, Sleeper } from '../../ports/http';
import { DEFAULT_RETRY_LIMITS, requestWithRetry, type RetrySafety } from '../retry';
import { addressBelow, isRecordOrNoContent } from '../vendor';
import { DEFAULT_API_VERSION } from './api-paths';
import { HUBSPOT_BASE_URL, parseBaseUrl } from './base-url';
import {
	failureOfResponse,
	networkFailure,
	unreadableFailure,
	type HubSpotFailure,
} from './failure';
import { hubSpotRetryRules } from './retry-rules';

export interface HubSpotConnection {
	/** Adds the bearer token itself. */
	readonly http: HttpPort;
	readonly sleeper: Sleeper;
	/** From 0 up to 1. */
	readonly jitter: () => number;
	readonly baseUrl?: string;
	readonly apiVersion?: string;
}

export interface HubSpotCall {
	readonly method: HttpRequest['method'];
	/** Absolute path below the base URL. */
	readonly path: string;
	readonly query?: Readonly<Record<string, string>>;
	readonly body?: unknown;
	readonly safety: RetrySafety;
}

export type HubSpotAnswer =
	| { readonly ok: true; readonly status: number; readonly body: unknown }
	| { readonly ok: false; readonly failure: HubSpotFailure };

/**
 * One run against one account. After an answer that dooms all further requests (credential
 * refused, quota used up, HubSpot out of reach) it stops calling and gives the same answer.
 */
export class HubSpotClient {
	readonly apiVersion: string;

	private readonly connection: HubSpotConnection;

	private readonly baseUrl: string;

	private stoppedBy: HubSpotFailure | null = null;

	/** Throws `invalid_input` for a base URL that would give the token away. */
	constructor(connection: HubSpotConnection) {
		this.connection = connection;
		this.apiVersion = connection.apiVersion ?? DEFAULT_API_VERSION;
		this.baseUrl = parseBaseUrl(connection.baseUrl ?? HUBSPOT_BASE_URL);
	}

	async call(call: HubSpotCall): Promise<HubSpotAnswer> {
		if (this.stoppedBy !== null) return { ok: false, failure: this.stoppedBy };
		const answer = await this.send(call);
		if (!answer.ok && ([401, 402].includes(answer.failure.status) || answer.failure.retryable)) {
			this.stoppedBy = answer.failure;
		}
		return answer;
	}

	private async send(call: HubSpotCall): Promise<HubSpotAnswer> {
		const { http, sleeper, jitter } = this.connection;
		try {
			const response = await requestWithRetry(
				http,
				sleeper,
				{
					method: call.method,
					url: addressBelow(this.baseUrl, call.path, 'HubSpot'),
					headers: { accept: 'application/json' },
					...(call.query ? { query: call.query } : {}),
					...(call.body === undefined ? {} : { body: call.body }),
				},
				{ ...DEFAULT_RETRY_LIMITS, safety: call.safety, vendor: hubSpotRetryRules, jitter },
			);
			if (response.status >= 200 && response.status < 300) {
				if (!isRecordOrNoContent(response)) {
					return { ok: false, failure: unreadableFailure(response.status) };
				}
				return { ok: true, status: response.status, body: response.body };
			}
			return { ok: false, failure: failureOfResponse(response) };
		} catch (error) {
			if (!(error instanceof AffiliateError) || error.code !== 'network') throw error;
			return { ok: false, failure: networkFailure(error.message) };
		}
	}
}
