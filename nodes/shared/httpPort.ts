import type {
	IAdditionalCredentialOptions,
	IExecuteFunctions,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { AffiliateError } from '../../lib/kernel';
import type { HttpPort, HttpRequest, HttpResponse } from '../../lib/ports/http';

const DEFAULT_TIMEOUT_MILLISECONDS = 30_000;

/**
 * The engine's HTTP port over n8n's own helper, so that proxy, credentials and redaction are
 * n8n's. Every status but 401 comes back as an answer with its headers; 401 goes through n8n's
 * token refresh first. Redirects are not followed: no vendor's API needs one, and following would
 * send records to a host nobody chose. OAuth credentials need the vendor's token options.
 */
export function httpPort(
	context: Pick<IExecuteFunctions, 'helpers' | 'getNode'>,
	credentialType: string,
	credentialOptions?: IAdditionalCredentialOptions,
): HttpPort {
	return portOver(
		async (options) =>
			(await context.helpers.httpRequestWithAuthentication.call(
				context as IExecuteFunctions,
				credentialType,
				options,
				credentialOptions,
			)) as FullResponse,
	);
}

/** The same without a credential of n8n's: for whoever signs requests, and for public addresses. */
export function plainHttpPort(context: Pick<IExecuteFunctions, 'helpers'>): HttpPort {
	return portOver(async (options) => {
		// Nothing refreshes a token here, so a 401 is an answer like any other.
		const every = { ...options, ignoreHttpStatusErrors: true };
		return (await context.helpers.httpRequest(every)) as FullResponse;
	});
}

/**
 * The same with headers that sign in. n8n evaluates the expressions of a generic credential type only
 * while a node runs, not when a trigger reads in the background; there its own types need this.
 */
export function headerHttpPort(
	context: Pick<IExecuteFunctions, 'helpers'>,
	headers: Readonly<Record<string, string>>,
): HttpPort {
	const port = plainHttpPort(context);
	return {
		request: async (request) =>
			await port.request({ ...request, headers: { ...request.headers, ...headers } }),
	};
}

interface FullResponse {
	readonly statusCode: number;
	readonly headers: Record<string, unknown>;
	readonly body: unknown;
}

function portOver(send: (options: IHttpRequestOptions) => Promise<FullResponse>): HttpPort {
	return {
		async request(request: HttpRequest): Promise<HttpResponse> {
			try {
				const { statusCode, headers, body } = await send(optionsOf(request));
				return { status: statusCode, headers: headerStrings(headers), body };
			} catch (error) {
				return failedResponse(error);
			}
		},
	};
}

function optionsOf(request: HttpRequest): IHttpRequestOptions {
	return {
		method: request.method,
		url: request.url,
		json: true,
		timeout: request.timeoutMilliseconds ?? DEFAULT_TIMEOUT_MILLISECONDS,
		returnFullResponse: true,
		disableFollowRedirect: true,
		ignoreHttpStatusErrors: { ignore: true, except: [401] },
		...(request.headers ? { headers: { ...request.headers } } : {}),
		...(request.query ? { qs: { ...request.query } } : {}),
		...(request.body === undefined ? {} : { body: request.body as object }),
		...(request.form === undefined ? {} : { body: new URLSearchParams(request.form) }),
	};
}

function headerStrings(headers: Record<string, unknown>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
	);
}

/** n8n throws for a 401 that its refresh could not mend, and for exchanges without an answer. */
function failedResponse(error: unknown): HttpResponse {
	const status = Number((error as { httpCode?: unknown }).httpCode);
	if (Number.isInteger(status) && status >= 400) {
		return { status, headers: {}, body: { message: messageOf(error) } };
	}
	throw new AffiliateError(`The service did not answer: ${messageOf(error)}`, {
		code: 'network',
		hint: 'Check the address, the network and any proxy; the request can be sent again.',
	});
}

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
