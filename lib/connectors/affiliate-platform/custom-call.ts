import {
	describeFailure,
	type FailureVocabulary,
	type VendorAnswer,
	type VendorCall,
} from '../vendor';
import type { PlatformAnswer, PlatformRequest } from './platform';

/** A call of the user's own as its vendor takes it: JSON, or a form where the platform takes forms. */
export function customCall(
	{ method, path, query, body }: PlatformRequest,
	encoding: 'json' | 'form',
): VendorCall {
	const given = body === null ? {} : encoding === 'json' ? { body } : { form: formOf(body) };
	return {
		method,
		path: path.startsWith('/') ? path : `/${path}`,
		query,
		...given,
		safety: method === 'GET' ? 'repeatable' : 'once',
	};
}

/** Its answer as it came; a refusal is told in words, not thrown. */
export function customAnswer(answer: VendorAnswer, vocabulary: FailureVocabulary): PlatformAnswer {
	if (answer.ok) {
		return { status: answer.response.status, body: answer.response.body, failure: null };
	}
	const { reason } = describeFailure(answer.failure, vocabulary);
	return { status: answer.failure.status, body: null, failure: reason };
}

function formOf(body: Readonly<Record<string, unknown>>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(body).map(([name, value]) => [
			name,
			typeof value === 'string' ? value : JSON.stringify(value),
		]),
	);
}
