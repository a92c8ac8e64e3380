import type { HttpResponse } from '../../ports/http';
import { isTransient, retryAfterMilliseconds } from '../retry';
import type { CatchHook } from './hook';

/** What became of an event that was sent. No text holds the address or what was sent. */
export type HookOutcome =
	| {
			readonly taken: true;
			readonly status: number;
			/** By which the service finds the request; null where it gives nothing. */
			readonly receipt: string | null;
	  }
	| {
			readonly taken: false;
			/** 0 when no answer came. */
			readonly status: number;
			readonly reason: string;
			readonly hint: string;
			/** Whether the same may be taken later. */
			readonly retryable: boolean;
			/** Milliseconds that the service asks to wait; null when it does not tell. */
			readonly retryAfterMilliseconds: number | null;
	  };

type Refusal = Extract<HookOutcome, { taken: false }>;

const AGAIN = 'Send it again later; the event keeps its id, so it can be told from a new one.';

export function judgeAnswer(hook: CatchHook, response: HttpResponse): HookOutcome {
	const { status, body } = response;
	if (status < 200 || status > 299) return refusalOf(hook, response);
	const { service } = hook;
	// What a scenario of Make answers is its author's business; the status is Make's.
	const isJudged = service.value === 'zapier' || service.value === 'pabbly';
	const told = isJudged ? fieldsOf(body) : {};
	const state = typeof told.status === 'string' ? told.status.toLowerCase() : null;
	const isTaken = service.value === 'zapier' ? isSuccess(body, state) : !isFault(state);
	if (!isTaken) return notConfirmed(hook, status);
	const receipt = typeof told.id === 'string' && /^[\w-]{1,100}$/.test(told.id) ? told.id : null;
	return { taken: true, status, receipt };
}

/** Zapier says `success`; in Silent Mode it says nothing at all. */
function isSuccess(body: unknown, state: string | null): boolean {
	return state === 'success' || body === undefined || body === null || body === '';
}

function isFault(state: string | null): boolean {
	return state === 'error' || state === 'failed' || state === 'failure';
}

function notConfirmed({ service }: CatchHook, status: number): Refusal {
	return {
		taken: false,
		status,
		reason: `${service.name} answered, but did not say that it took the event`,
		hint: `Look at the history of the hook in ${service.name}, and whether a proxy answers for it. ${AGAIN}`,
		retryable: true,
		retryAfterMilliseconds: null,
	};
}

function refusalOf(hook: CatchHook, response: HttpResponse): Refusal {
	const { service } = hook;
	const { status } = response;
	const retryable = isTransient(response, { vendor: service.retryRules });
	const asked = retryAfterMilliseconds(response);
	const window = status === 429 ? service.retryRules.rateWindowMilliseconds(response) : null;
	return {
		taken: false,
		status,
		...wordsOf(hook, status, retryable),
		retryable,
		retryAfterMilliseconds: retryable ? (asked ?? window) : null,
	};
}

function wordsOf(
	{ service: { value, name } }: CatchHook,
	status: number,
	retryable: boolean,
): { readonly reason: string; readonly hint: string } {
	if (status === 410 || status === 404) {
		return {
			reason: `${name} has no workflow behind this address any more (${status})`,
			hint:
				value === 'make'
					? 'Attach the webhook to a scenario that is on, or make a new one and put its address into the credential.'
					: 'Put the address that the service shows now into the credential.',
		};
	}
	if (status === 401 || status === 403) {
		return {
			reason: `${name} refused the request (${status})`,
			hint:
				value === 'make'
					? "Fill in 'Make API Key' of the credential: the webhook asks for one in x-make-apikey."
					: 'Check the address in the credential, and whether the service limits who may send.',
		};
	}
	if (status >= 300 && status < 400) {
		return {
			reason: `${name} sent the request elsewhere (${status}), which is not followed`,
			hint: 'Put the address that the event is to go to in the end into the credential.',
		};
	}
	if (status === 413) {
		return { reason: `The event is too large for ${name} (413)`, hint: 'Send a smaller order.' };
	}
	if (value === 'make' && status === 400) {
		return {
			reason: 'The queue of the webhook in Make is full (400)',
			hint: `Switch the scenario on, or empty its queue. ${AGAIN}`,
		};
	}
	if (status === 429) return { reason: `${name} takes no more for the moment (429)`, hint: AGAIN };
	return retryable
		? { reason: `${name} could not take the event (${status})`, hint: AGAIN }
		: {
				reason: `${name} refused the event (${status})`,
				hint: `Look at the history of the hook in ${name}, and compare the address in the credential.`,
			};
}

function fieldsOf(value: unknown): Record<string, unknown> {
	return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
