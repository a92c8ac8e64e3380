import { z } from 'zod/v4';
import type { HttpResponse } from '../../ports/http';
import { isTransient, retryAfterMilliseconds } from '../retry';
import { NO_FAILURE_DETAILS, type VendorFailure } from '../vendor';
import { magentoRetryRules } from './retry-rules';

const parametersSchema = z.union([
	z.record(z.string(), z.unknown()),
	z
		.array(z.unknown())
		.transform((list) =>
			Object.fromEntries(list.map((value, index) => [String(index + 1), value])),
		),
]);

const detailSchema = z.object({
	message: z.string().optional(),
	parameters: parametersSchema.nullish().catch(null),
});

const errorSchema = detailSchema.extend({ errors: z.array(detailSchema).optional().catch([]) });

type ErrorDetail = z.output<typeof detailSchema>;

/** Magento answers 401 to a token that is right but lacks a resource; the words tell them apart. */
const LACKS_RESOURCE = /(?:isn't|is not) authorized to access/i;

/** Null for a good answer. A page instead of JSON is a failure: the address leads to the shop front. */
export function failureOf(response: HttpResponse): VendorFailure | null {
	const { status, body } = response;
	const isPage = typeof body === 'string' && /^\s*</.test(body);
	if (status >= 200 && status < 300) return isPage ? notTheApi(status) : null;
	if (status >= 300 && status < 400) return notTheApi(status);
	const parsed = errorSchema.safeParse(body);
	const error = parsed.success ? parsed.data : {};
	const details: readonly ErrorDetail[] = parsed.success ? (parsed.data.errors ?? []) : [];
	const message = [error, ...details]
		.map(filled)
		.filter((text) => text !== '')
		.join('; ');
	const isForbidden = status === 401 && LACKS_RESOURCE.test(message);
	const resource = error.parameters?.['resources'];
	return {
		...NO_FAILURE_DETAILS,
		status: isForbidden ? 403 : status,
		code: isForbidden ? 'MISSING_RESOURCE' : '',
		message,
		field: isForbidden && typeof resource === 'string' ? resource : null,
		retryable: isTransient(response, { vendor: magentoRetryRules }),
		retryAfterMilliseconds: retryAfterMilliseconds(response),
		trace: /Report ID: ([\w-]{1,80})/.exec(message)?.[1] ?? null,
	};
}

/** A fault that only reading the answer shows. */
export function answerFailure(code: string, message: string): VendorFailure {
	return { ...NO_FAILURE_DETAILS, status: 200, code, message };
}

/** Going on from a list that is not sorted would leave records out for good. */
export function outOfOrder(): VendorFailure {
	return answerFailure(
		'OUT_OF_ORDER',
		'The list is not in the order, or not from the moment, that was asked for',
	);
}

function notTheApi(status: number): VendorFailure {
	const message = 'The answer is a page or a redirection, not an answer of the API';
	return { ...NO_FAILURE_DETAILS, status, code: 'NOT_THE_API', message };
}

/** Magento sends its message apart from what belongs into it: "No such entity with %fieldName". */
function filled({ message = '', parameters }: ErrorDetail): string {
	const names = Object.keys(parameters ?? {}).sort((a, b) => b.length - a.length);
	return names.reduce((text, name) => {
		const value = parameters?.[name];
		return typeof value === 'string' || typeof value === 'number'
			? text.replaceAll(`%${name}`, String(value))
			: text;
	}, message);
}
