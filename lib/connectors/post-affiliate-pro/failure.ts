import { z } from 'zod/v4';
import type { HttpResponse } from '../../ports/http';
import { isTransient, type VendorRetryRules } from '../retry';
import { NO_FAILURE_DETAILS, type FailureVocabulary, type VendorFailure } from '../vendor';
import { fieldErrors } from './form-fields';

export const SESSION_CLOSED = 'SESSION_CLOSED';

/** One list a second for each user, or it answers 429 without saying when to come back. */
export const LIST_PAUSE_MILLISECONDS = 1_000;

export const postAffiliateProRetryRules: VendorRetryRules = {
	isQuotaExhausted: () => false,
	rateWindowMilliseconds: () => null,
	notNowMilliseconds: new Map(),
};

export const POST_AFFILIATE_PRO_WORDS: FailureVocabulary = {
	vendor: 'Post Affiliate Pro',
	hintFor: ({ code, status }) => {
		if (code === 'PAGE') {
			return 'Check the address of the installation and the names of its scripts in the credential.';
		}
		if (status === 401) {
			return 'Check user name and password, or the token, of a merchant; too many failed logins block it for an hour.';
		}
		return null;
	},
};

/** Null for a good answer. The server answers 200 to everything: whether it went well is in the body. */
export function rpcFailureOf(response: HttpResponse): VendorFailure | null {
	const { status } = response;
	if (status < 200 || status >= 300) return httpFailureOf(response);
	const body = parsedBody(response.body);
	const elements = Array.isArray(body) ? (body as unknown[]) : [body];
	if (body === null || typeof body !== 'object' || elements.length === 0) return pageFailure();
	for (const element of elements) {
		const failure = elementFailure(element);
		if (failure !== null) return failure;
	}
	return null;
}

/** For the tracking scripts, which answer with nothing, a pixel or a script. */
export function httpFailureOf(response: HttpResponse): VendorFailure | null {
	const { status, body } = response;
	if (status >= 200 && status < 300) {
		return typeof body === 'string' && /^\s*<(!doctype|html)/i.test(body) ? pageFailure() : null;
	}
	const retryable = isTransient(response, { vendor: postAffiliateProRetryRules });
	return { ...NO_FAILURE_DETAILS, status, retryable };
}

/** It is JSON also where the server calls it a page. */
export function parsedBody(body: unknown): unknown {
	if (typeof body !== 'string') return body ?? null;
	try {
		return JSON.parse(body) as unknown;
	} catch {
		return null;
	}
}

const elementSchema = z.object({
	e: z.string().nullish().catch(null),
	success: z.string().nullish().catch(null),
	message: z.string().nullish().catch(null),
	errorMessage: z.string().nullish().catch(null),
	infoMessage: z.string().nullish().catch(null),
	fields: z.unknown(),
});

function elementFailure(element: unknown): VendorFailure | null {
	const parsed = elementSchema.safeParse(element);
	if (!parsed.success) return pageFailure();
	const { e, success, message, errorMessage, infoMessage, fields } = parsed.data;
	const isRefused = success === 'N';
	if (!e && !isRefused) return null;
	const text = [e, errorMessage, message, infoMessage].find((words) => words) ?? '';
	// The words of a closed session are known from one client only; where else they stand is not.
	if (/session[_ ]closed/i.test(text)) {
		return { ...NO_FAILURE_DETAILS, status: 403, code: SESSION_CLOSED, message: text };
	}
	const [wrong] = fieldErrors(fields);
	const words = wrong === undefined || text.includes(wrong.error) ? text : `${text} ${wrong.error}`;
	return {
		...NO_FAILURE_DETAILS,
		status: 422,
		code: isRefused ? 'REFUSED' : 'ERROR',
		message: words.trim(),
		field: wrong?.name ?? null,
	};
}

/** A page in place of an answer: what was sent may have been carried out before it broke. */
function pageFailure(): VendorFailure {
	const message = 'A page came instead of an answer of the server script';
	return { ...NO_FAILURE_DETAILS, status: 502, code: 'PAGE', message };
}
