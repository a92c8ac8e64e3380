import { AffiliateError } from '../../kernel';
import type { CatchHookEvent } from '../../model/catch-hook';
import type { HttpPort, HttpResponse, Sleeper } from '../../ports/http';
import { DEFAULT_RETRY_LIMITS, requestWithRetry } from '../retry';
import type { CatchHook } from './hook';
import { judgeAnswer, type HookOutcome } from './judge-answer';

export const SIGNATURE_HEADER = 'X-Affiliate-Signature';

export interface HookConnection {
	/** Adds what the credential wants in a header; follows no redirect. */
	readonly http: HttpPort;
	readonly sleeper: Sleeper;
	/** From 0 up to 1. */
	readonly jitter: () => number;
	/** Value of the signature header for a body, as of now. */
	readonly sign: (body: string, secret: string) => string;
}

const TIMEOUT_MILLISECONDS = 30_000;

/** Whoever hands out the events tries for days; in a run it is only bridged what is over soon. */
const ATTEMPTS = 3;
const LONGEST_WAIT_MILLISECONDS = 15_000;

/**
 * Sends one event. An answer that got lost is sent again: a hook may see an event twice, always with
 * the same id in body and `Idempotency-Key`.
 */
export async function sendEvent(
	{ http, sleeper, jitter, sign }: HookConnection,
	hook: CatchHook,
	event: CatchHookEvent,
): Promise<HookOutcome> {
	const { service, url, query, signingSecret } = hook;
	const body = JSON.stringify(event);
	if (Buffer.byteLength(body) > service.longestBody) {
		return judgeAnswer(hook, { status: 413, headers: {}, body: '' });
	}
	const request = {
		method: 'POST',
		url,
		...(Object.keys(query).length === 0 ? {} : { query }),
		headers: {
			'Content-Type': 'application/json',
			'User-Agent': 'n8n-nodes-affiliate-loop',
			'Idempotency-Key': event.event_id,
			...(signingSecret === null ? {} : { [SIGNATURE_HEADER]: sign(body, signingSecret) }),
		},
		body: event,
		timeoutMilliseconds: TIMEOUT_MILLISECONDS,
	} as const;
	let response: HttpResponse;
	try {
		response = await requestWithRetry(http, sleeper, request, {
			...DEFAULT_RETRY_LIMITS,
			maxAttempts: ATTEMPTS,
			longestWaitMilliseconds: LONGEST_WAIT_MILLISECONDS,
			safety: 'repeatable',
			vendor: service.retryRules,
			jitter,
		});
	} catch (error) {
		if (!(error instanceof AffiliateError) || error.code !== 'network') throw error;
		return {
			taken: false,
			status: 0,
			reason: `${service.name} did not answer`,
			hint: 'Check the network, any proxy and the address in the credential; then send it again.',
			retryable: true,
			retryAfterMilliseconds: null,
		};
	}
	return judgeAnswer(hook, response);
}
