import { AffiliateError } from '../../kernel';
import type { HttpPort, HttpRequest, HttpResponse, Sleeper } from '../../ports/http';
import { decideRetry } from './decide-retry';
import type { RetryPolicy } from './retry-policy';

/**
 * Sends a request and, where that is safe, sends it again as the policy says. Returns the last
 * answer, whatever its status; throws the `network` error when the last attempt got none.
 */
export async function requestWithRetry(
	http: HttpPort,
	sleeper: Sleeper,
	request: HttpRequest,
	policy: RetryPolicy,
): Promise<HttpResponse> {
	for (let attempt = 1; ; attempt += 1) {
		const result = await exchange(http, request);
		const response = result instanceof AffiliateError ? null : result;
		const decision = decideRetry(attempt, response, policy);
		if (!decision.retry) {
			if (result instanceof AffiliateError) throw result;
			return result;
		}
		await sleeper.sleep(decision.waitMilliseconds);
	}
}

/** The answer, or the `network` error as a value; anything else is a bug and passes through. */
async function exchange(
	http: HttpPort,
	request: HttpRequest,
): Promise<HttpResponse | AffiliateError> {
	try {
		return await http.request(request);
	} catch (error) {
		if (error instanceof AffiliateError && error.code === 'network') return error;
		throw error;
	}
}
