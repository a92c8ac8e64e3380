import type { HttpResponse } from '../../ports/http';
import { isTransient } from '../retry';
import { payPalRetryRules } from './retry-rules';
import { errorSchema, type PayPalErrorBody } from './schema';

/** One complaint of an answer. */
export interface PayPalIssue {
	/** E.g. "items[3].receiver". */
	readonly field: string;
	/** PayPal's words; may hold what was sent. */
	readonly text: string;
	/** Addresses the issue points to. */
	readonly links: readonly string[];
}

export interface PayPalFailure {
	/** HTTP status; 0 when no answer came. */
	readonly status: number;
	/** PayPal's code, e.g. `INSUFFICIENT_FUNDS`. */
	readonly name: string;
	/** PayPal's words; may hold what was sent. */
	readonly message: string;
	/** For PayPal's support. */
	readonly debugId: string | null;
	readonly issues: readonly PayPalIssue[];
	/** Whether the same request may well succeed later. */
	readonly retryable: boolean;
}

export function failureOfResponse(response: HttpResponse): PayPalFailure {
	const parsed = errorSchema.safeParse(response.body);
	const body: PayPalErrorBody = parsed.success ? parsed.data : {};
	return {
		status: response.status,
		name: body.name ?? body.error ?? '',
		message: body.message ?? body.error_description ?? '',
		debugId: body.debug_id ?? response.headers['paypal-debug-id'] ?? null,
		issues: (body.details ?? []).map((detail) => ({
			field: detail.field ?? '',
			text: detail.description ?? detail.issue ?? '',
			links: [...(detail.link ?? []), ...(detail.links ?? []), ...(body.links ?? [])].flatMap(
				({ href }) => href ?? [],
			),
		})),
		retryable: isTransient(response, { vendor: payPalRetryRules }),
	};
}

export function networkFailure(message: string): PayPalFailure {
	return { status: 0, name: 'NETWORK', message, debugId: null, issues: [], retryable: true };
}

/** An answer that says yes but cannot be read: what it did is not known. */
export function unreadableFailure(status: number): PayPalFailure {
	return {
		status,
		name: 'UNREADABLE_ANSWER',
		message: 'The answer has no batch in it',
		debugId: null,
		issues: [],
		retryable: true,
	};
}
