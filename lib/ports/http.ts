export interface HttpRequest {
	readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	/** Absolute URL without query. */
	readonly url: string;
	readonly query?: Readonly<Record<string, string>>;
	readonly headers?: Readonly<Record<string, string>>;
	/** Sent as JSON. */
	readonly body?: unknown;
	/** Sent form-encoded, instead of a body; for token endpoints. */
	readonly form?: Readonly<Record<string, string>>;
	readonly timeoutMilliseconds?: number;
}

export interface HttpResponse {
	readonly status: number;
	/** Names in lower case. */
	readonly headers: Readonly<Record<string, string>>;
	/** Parsed JSON, or text where the answer is not JSON. */
	readonly body: unknown;
}

/**
 * One HTTP exchange. Every status is an answer, not an error; only a missing answer (network,
 * time-out) throws `AffiliateError` with code `network`. Authentication is the adapter's business.
 */
export interface HttpPort {
	request(request: HttpRequest): Promise<HttpResponse>;
}

/** Waits; a port so that retry logic can be tested without real time. */
export interface Sleeper {
	sleep(milliseconds: number): Promise<void>;
}
