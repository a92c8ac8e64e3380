import type { HttpResponse } from '../../ports/http';
import { isTransient, retryAfterMilliseconds } from '../retry';
import { hubSpotRetryRules } from './retry-rules';
import { errorSchema, type HubSpotErrorBody } from './schema';

/** One property that HubSpot did not accept. */
export interface FieldFault {
	readonly property: string;
	/** HubSpot's code, e.g. `INVALID_EMAIL` or `PROPERTY_DOESNT_EXIST`. */
	readonly code: string;
	/** HubSpot's words; may hold the value that was sent, so mask it before showing. */
	readonly text: string;
}

/** What went wrong with a request or with one record of a batch. */
export interface HubSpotFailure {
	/** HTTP status; 0 when no answer came. */
	readonly status: number;
	readonly category: string;
	/** HubSpot's words; may hold values that were sent. */
	readonly message: string;
	readonly correlationId: string | null;
	readonly fields: readonly FieldFault[];
	readonly context: Readonly<Record<string, readonly string[]>>;
	/** Whether the same request may well succeed later. */
	readonly retryable: boolean;
	/** Milliseconds that HubSpot asks to wait; null when it does not tell. */
	readonly retryAfterMilliseconds: number | null;
	/** Id of the record that already has this unique value. */
	readonly existingId: string | null;
}

export function failureOfResponse(response: HttpResponse): HubSpotFailure {
	const body = errorSchema.safeParse(response.body);
	const failure = failureOfBody(body.success ? body.data : {}, response.status);
	return {
		...failure,
		retryable: isTransient(response, { vendor: hubSpotRetryRules }),
		retryAfterMilliseconds: retryAfterMilliseconds(response),
	};
}

/** A failure inside a 207 answer, which has no status of its own. */
export function failureOfBody(body: HubSpotErrorBody, status = statusOf(body)): HubSpotFailure {
	const message = body.message ?? '';
	return {
		status,
		category: body.category ?? '',
		message,
		correlationId: body.correlationId ?? null,
		fields: fieldFaults(body),
		context: contextOf(body),
		retryable: false,
		retryAfterMilliseconds: null,
		existingId: /Existing ID:\s*(\d+)/i.exec(message)?.[1] ?? null,
	};
}

export function networkFailure(message: string): HubSpotFailure {
	return transientFailure(0, 'NETWORK', message);
}

/** A partial answer that leaves a record out: whether it was written is not known. */
export function unansweredFailure(): HubSpotFailure {
	return transientFailure(207, 'UNANSWERED', 'The answer does not name this record');
}

/** A page of a proxy, or nothing, with a good status: what was carried out is not known. */
export function unreadableFailure(status: number): HubSpotFailure {
	return transientFailure(status, 'UNREADABLE', 'What came was no answer of the API');
}

export function notFoundFailure(): HubSpotFailure {
	const failure = transientFailure(404, 'OBJECT_NOT_FOUND', 'The record is not there');
	return { ...failure, retryable: false };
}

function transientFailure(status: number, category: string, message: string): HubSpotFailure {
	return {
		status,
		category,
		message,
		correlationId: null,
		fields: [],
		context: {},
		retryable: true,
		retryAfterMilliseconds: null,
		existingId: null,
	};
}

/** Facts of the failure and of its details, such as the scopes that are missing. */
function contextOf(body: HubSpotErrorBody): Record<string, readonly string[]> {
	const details = (body.errors ?? []).map(({ context }) => context ?? {});
	return Object.assign({}, ...details, body.context) as Record<string, readonly string[]>;
}

function statusOf(body: HubSpotErrorBody): number {
	if (body.category === 'CONFLICT') return 409;
	return body.category === 'OBJECT_NOT_FOUND' ? 404 : 400;
}

/**
 * The properties at fault. HubSpot writes them as a JSON list inside the message ("Property values
 * were not valid: [{…}]"), newer answers also as `errors[]` with the property in the context.
 */
function fieldFaults(body: HubSpotErrorBody): FieldFault[] {
	const embedded = embeddedFaults(body.message ?? '');
	if (embedded.length > 0) return embedded;
	return (body.errors ?? []).flatMap((detail) =>
		(detail.context?.['propertyName'] ?? []).map((property) => ({
			property,
			code: detail.code ?? '',
			text: detail.message ?? '',
		})),
	);
}

function embeddedFaults(message: string): FieldFault[] {
	const start = message.indexOf('[{');
	const end = message.lastIndexOf(']');
	if (start < 0 || end < start) return [];
	try {
		const list: unknown = JSON.parse(message.slice(start, end + 1));
		return Array.isArray(list) ? list.flatMap(faultOf) : [];
	} catch {
		return [];
	}
}

function faultOf(entry: unknown): FieldFault[] {
	if (entry === null || typeof entry !== 'object') return [];
	const { name, error, message } = entry as Record<string, unknown>;
	if (typeof name !== 'string') return [];
	return [
		{
			property: name,
			code: typeof error === 'string' ? error : '',
			text: typeof message === 'string' ? message : '',
		},
	];
}
