import type { IDataObject } from 'n8n-workflow';

/** What the sender is told; with an item, a run of the workflow starts. */
export interface PostbackAnswer {
	readonly status: 200 | 201 | 400 | 401 | 413 | 503;
	readonly body: IDataObject;
	readonly item?: IDataObject;
}

/** The part of a response that is used; plain node:http has it too. */
export interface MinimalResponse {
	statusCode: number;
	setHeader(name: string, value: string): unknown;
	end(text: string): unknown;
}

const RETRY_AFTER_SECONDS = '30';

/** The same for whatever was wrong: who cannot sign learns nothing, not even which programmes exist. */
export const UNVERIFIED: PostbackAnswer = {
	status: 401,
	body: { error: 'The call could not be verified' },
};

export const TOO_LARGE: PostbackAnswer = {
	status: 413,
	body: { error: 'The body is larger than 64 kB' },
};

export const UNAVAILABLE: PostbackAnswer = {
	status: 503,
	body: { error: 'Not stored. Send it again, signed anew with another nonce.' },
};

export function invalid(error: string, path: string): PostbackAnswer {
	return { status: 400, body: { error, path } };
}

export function reply(response: MinimalResponse, { status, body }: PostbackAnswer): void {
	response.statusCode = status;
	response.setHeader('content-type', 'application/json; charset=utf-8');
	response.setHeader('cache-control', 'no-store');
	if (status === 503) response.setHeader('retry-after', RETRY_AFTER_SECONDS);
	// What was not read of a body that is too large would be taken for the next request.
	if (status === 413) response.setHeader('connection', 'close');
	response.end(JSON.stringify(body));
}
