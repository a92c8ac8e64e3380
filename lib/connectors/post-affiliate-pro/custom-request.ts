import { z } from 'zod/v4';
import { AffiliateError } from '../../kernel';
import type { PlatformAnswer, PlatformRequest } from '../affiliate-platform';
import type { RetrySafety } from '../retry';
import { describeFailure, type VendorFailure } from '../vendor';
import type { PostAffiliateProClient, RpcRequest } from './client';
import { POST_AFFILIATE_PRO_WORDS } from './failure';

const rpcSchema = z.looseObject({ C: z.string().min(1), M: z.string().min(1) });

const bodySchema = z.union([
	z.object({ requests: z.array(rpcSchema).min(1) }),
	rpcSchema.transform((request) => ({ requests: [request] })),
]);

/**
 * To the server script: one request with class and method (`C`, `M`), or several as `requests`; the session
 * is added, and the answer is a list. To any other path: as it is, without a session, bodies as forms.
 */
export async function customRequest(
	client: PostAffiliateProClient,
	call: PlatformRequest,
): Promise<PlatformAnswer> {
	const path = call.path.startsWith('/') ? call.path : `/${call.path}`;
	if (path === client.account.scripts.server) return await rpc(client, call);
	const form = formOf(call.body);
	const answer = await client.script({
		method: call.method,
		path,
		query: call.query,
		...(form === null ? {} : { form }),
		safety: call.method === 'GET' ? 'repeatable' : 'once',
	});
	if (!answer.ok) return failed(client, answer.failure);
	return { status: answer.response.status, body: answer.response.body, failure: null };
}

async function rpc(client: PostAffiliateProClient, call: PlatformRequest): Promise<PlatformAnswer> {
	const parsed = bodySchema.safeParse(call.body);
	if (call.method !== 'POST' || !parsed.success) {
		throw new AffiliateError('The server script takes posted requests with class and method', {
			code: 'invalid_input',
			path: 'body',
			hint: 'Post an object with C and M, or one with a list of them as requests.',
		});
	}
	const requests: readonly RpcRequest[] = parsed.data.requests;
	const answer = await client.run(requests, safetyOf(requests));
	if (!answer.ok) return failed(client, answer.failure);
	return { status: 200, body: answer.results, failure: null };
}

function safetyOf(requests: readonly RpcRequest[]): RetrySafety {
	return requests.every(({ M }) => /^(getRows|getRowCount|load)$/.test(M)) ? 'repeatable' : 'once';
}

function failed(client: PostAffiliateProClient, failure: VendorFailure): PlatformAnswer {
	const words = describeFailure(failure, POST_AFFILIATE_PRO_WORDS, client.secrets());
	return { status: failure.status, body: null, failure: words.reason };
}

function formOf(body: PlatformRequest['body']): Record<string, string> | null {
	if (body === null) return null;
	return Object.fromEntries(
		Object.entries(body).map(([name, value]) => [
			name,
			typeof value === 'string' ? value : JSON.stringify(value ?? null),
		]),
	);
}
