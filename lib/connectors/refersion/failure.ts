import { z } from 'zod/v4';
import type { HttpResponse } from '../../ports/http';
import { isTransient, type VendorRetryRules } from '../retry';
import { NO_FAILURE_DETAILS, type FailureVocabulary, type VendorFailure } from '../vendor';

const messages = z
	.union([
		z.string().transform((text) => [text]),
		z.array(z.union([z.string(), z.object({ message: z.string() }).transform((e) => e.message)])),
	])
	.nullish()
	.catch(null);

const errorsSchema = z.object({ error: messages, errors: messages });

/** What Refersion says is wrong, as a text here and as a list there; empty for a good answer. */
function complaintsOf(body: unknown): string[] {
	const read = errorsSchema.safeParse(body);
	return read.success ? [...(read.data.error ?? []), ...(read.data.errors ?? [])] : [];
}

const FIELD = /(?:(?:required|invalid) field|for field) '?([\w.]+)/i;

/** More than 50 entries in one call: another day it is as wrong as today. */
const TOO_MANY = /max number of elements|only 50/i;

/** Limits of requests are not published: a 429 is sent again only where it says when. */
export const restRetryRules: VendorRetryRules = {
	isQuotaExhausted: ({ headers }) => headers['retry-after'] === undefined,
	rateWindowMilliseconds: () => null,
	notNowMilliseconds: new Map(),
};

/** GraphQL has a limit of requests that is one. */
export const graphRetryRules: VendorRetryRules = {
	...restRetryRules,
	isQuotaExhausted: () => false,
};

/**
 * Null for a good answer. 204 says that a field is wrong, and its body with the reason is lost on the way
 * by the rules of HTTP; 429 may say that there are too many entries; and 200 may hold an error.
 */
export function restFailureOf(response: HttpResponse): VendorFailure | null {
	if (response.status === 204) return failure(422, '204', complaintsOf(response.body));
	return bodyFailureOf(response, restRetryRules);
}

/** The host that takes orders answers what nobody has written down: 204 is as good as 200 there. */
export function ordersFailureOf(response: HttpResponse): VendorFailure | null {
	return bodyFailureOf(response, restRetryRules);
}

export function graphFailureOf(response: HttpResponse): VendorFailure | null {
	return bodyFailureOf(response, graphRetryRules);
}

function bodyFailureOf(response: HttpResponse, vendor: VendorRetryRules): VendorFailure | null {
	const complaints = complaintsOf(response.body);
	const { status } = response;
	if (status === 429 && complaints.some((text) => TOO_MANY.test(text))) {
		return failure(422, '429', complaints);
	}
	if (status >= 200 && status < 300) {
		return complaints.length === 0 ? null : failure(422, '', complaints);
	}
	return {
		...failure(status, '', complaints),
		retryable: isTransient(response, { vendor }),
	};
}

function failure(status: number, code: string, complaints: readonly string[]): VendorFailure {
	const message = complaints.join(' ');
	return {
		...NO_FAILURE_DETAILS,
		status,
		code,
		message,
		field: FIELD.exec(message)?.[1] ?? null,
	};
}

/** Refersion has no codes: what it means is told by its words. */
const HINTS: ReadonlyArray<readonly [RegExp, string]> = [
	[/account plan/i, 'The plan of the Refersion account does not include this.'],
	[
		/cannot deny an approved|cannot approve a denied/i,
		'Refersion does not turn a decision round: cancel the order, or credit by hand in Refersion.',
	],
	[
		/invalid order id/i,
		'Refersion has not taken the order yet, credited nobody, or never heard of it.',
	],
];

export const REFERSION_WORDS: FailureVocabulary = {
	vendor: 'Refersion',
	hintFor: ({ status, code, message }) => {
		if (status === 401) {
			return 'Check the public and the secret key, and the GraphQL key, which is a third one.';
		}
		if (code === '204') {
			return 'Refersion answers 204 when a name or value is wrong; check what is under More Fields.';
		}
		if (code === '429') return 'Refersion takes at most 50 at once.';
		return HINTS.find(([words]) => words.test(message))?.[1] ?? null;
	},
};
