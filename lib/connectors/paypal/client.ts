import { AffiliateError } from '../../kernel';
import type { HttpPort, HttpRequest, HttpResponse, Sleeper } from '../../ports/http';
import { DEFAULT_RETRY_LIMITS, requestWithRetry } from '../retry';
import { addressBelow } from '../vendor';
import { parsePayPalUrl, PAYPAL_URLS } from './base-url';
import { failureOfResponse, networkFailure, type PayPalFailure } from './failure';
import { payPalRetryRules } from './retry-rules';
import { tokenSchema } from './schema';

export interface PayPalConnection {
	/** Needs to add nothing; the client asks for its own token. */
	readonly http: HttpPort;
	readonly sleeper: Sleeper;
	/** From 0 up to 1. */
	readonly jitter: () => number;
	readonly clientId: string;
	readonly clientSecret: string;
	/** Live unless given. */
	readonly baseUrl?: string;
}

export interface PayPalCall {
	readonly method: 'GET' | 'POST';
	/** Absolute path below the base URL. */
	readonly path: string;
	readonly query?: Readonly<Record<string, string>>;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: unknown;
}

export type PayPalAnswer =
	| { readonly ok: true; readonly status: number; readonly body: unknown }
	| { readonly ok: false; readonly failure: PayPalFailure };

/**
 * One run against one PayPal account. It asks for a token when it needs one, and once more when
 * PayPal no longer takes it. Every call it makes may be repeated: reads, and payouts that PayPal
 * keys by `sender_batch_id`.
 */
export class PayPalClient {
	private readonly connection: PayPalConnection;

	private readonly baseUrl: string;

	private token: string | null = null;

	/** Throws `invalid_input` for a base URL that would give the secret away. */
	constructor(connection: PayPalConnection) {
		this.connection = connection;
		this.baseUrl = parsePayPalUrl(connection.baseUrl ?? PAYPAL_URLS.live);
	}

	async call(call: PayPalCall): Promise<PayPalAnswer> {
		try {
			return await this.authorized(call, true);
		} catch (error) {
			if (!(error instanceof AffiliateError) || error.code !== 'network') throw error;
			return { ok: false, failure: networkFailure(error.message) };
		}
	}

	private async authorized(call: PayPalCall, mayAskAgain: boolean): Promise<PayPalAnswer> {
		const token = this.token ?? (await this.askForToken());
		if (typeof token !== 'string') return { ok: false, failure: token };
		this.token = token;
		const response = await this.send({
			method: call.method,
			url: addressBelow(this.baseUrl, call.path, 'PayPal'),
			headers: {
				accept: 'application/json',
				authorization: `Bearer ${token}`,
				...call.headers,
			},
			...(call.query === undefined ? {} : { query: call.query }),
			...(call.body === undefined ? {} : { body: call.body }),
		});
		if (response.status >= 200 && response.status < 300) {
			return { ok: true, status: response.status, body: response.body };
		}
		if (response.status === 401) {
			this.token = null;
			if (mayAskAgain) return await this.authorized(call, false);
		}
		return { ok: false, failure: failureOfResponse(response) };
	}

	/** OAuth 2 client credentials: id and secret as Basic, the grant as a form. */
	private async askForToken(): Promise<string | PayPalFailure> {
		const { clientId, clientSecret } = this.connection;
		const basic = Buffer.from(`${clientId}:${clientSecret}`, 'utf8').toString('base64');
		const response = await this.send({
			method: 'POST',
			url: `${this.baseUrl}/v1/oauth2/token`,
			headers: { accept: 'application/json', authorization: `Basic ${basic}` },
			form: { grant_type: 'client_credentials' },
		});
		const parsed = tokenSchema.safeParse(response.body);
		if (response.status === 200 && parsed.success) return parsed.data.access_token;
		return failureOfResponse(response);
	}

	private async send(request: HttpRequest): Promise<HttpResponse> {
		const { http, sleeper, jitter } = this.connection;
		return await requestWithRetry(http, sleeper, request, {
			...DEFAULT_RETRY_LIMITS,
			safety: 'repeatable',
			vendor: payPalRetryRules,
			jitter,
		});
	}
}
