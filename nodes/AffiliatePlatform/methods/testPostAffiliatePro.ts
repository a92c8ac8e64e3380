import {
	sleep,
	type ICredentialDataDecryptedObject,
	type ICredentialsDecrypted,
	type ICredentialTestFunctions,
	type INodeCredentialTestResult,
} from 'n8n-workflow';
import { PostAffiliateProPlatform } from '../../../lib/connectors/post-affiliate-pro';
import { AffiliateError } from '../../../lib/kernel';
import type { HttpPort } from '../../../lib/ports/http';
import { papSettings, papUrl } from '../platforms/postAffiliatePro';

/** Signs in and reads: a wrong password is answered with 200, so that only what comes back tells. */
export async function testPostAffiliatePro(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
): Promise<INodeCredentialTestResult> {
	try {
		const data = credential.data ?? {};
		const api = {
			http: port(this),
			sleeper: { sleep },
			jitter: Math.random,
			baseUrl: papUrl(data),
		};
		await new PostAffiliateProPlatform({ api }, papSettings(data)).listProgrammes(null);
		return { status: 'OK', message: 'Post Affiliate Pro has opened a session' };
	} catch (error) {
		return { status: 'Error', message: messageOf(error) };
	}
}

function messageOf(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	const hint = error instanceof AffiliateError ? error.hint : undefined;
	return hint === undefined ? error.message : `${error.message}. ${hint}`;
}

/** The engine's HTTP port over the one helper that n8n gives to tests of credentials. */
function port({ helpers }: ICredentialTestFunctions): HttpPort {
	return {
		async request({ method, url, query, form, headers, timeoutMilliseconds = 30_000 }) {
			const answer = (await helpers.request({
				method,
				uri: url,
				qs: query,
				form,
				headers,
				timeout: timeoutMilliseconds,
				resolveWithFullResponse: true,
				simple: false,
				followRedirect: false,
			})) as { statusCode: number; headers: Record<string, string>; body: unknown };
			return { status: answer.statusCode, headers: answer.headers, body: bodyOf(answer.body) };
		},
	};
}

function bodyOf(body: unknown): unknown {
	if (typeof body !== 'string') return body;
	try {
		return JSON.parse(body) as unknown;
	} catch {
		return body;
	}
}
