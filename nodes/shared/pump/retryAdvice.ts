import type { IDataObject, IRun } from 'n8n-workflow';

/** What an error tells about trying again. */
export interface RetryAdvice {
	/** False: the same again would be refused again. Null: nobody knows. */
	readonly isRetryable: boolean | null;
	/** Milliseconds to wait; null when nobody asks for it. */
	readonly retryAfterMilliseconds: number | null;
}

const NO_ADVICE: RetryAdvice = { isRetryable: null, retryAfterMilliseconds: null };

/**
 * Puts advice on an error that a node throws. It stands in the error's `context`, which is the part
 * of a node error that n8n keeps for the trigger also when a worker ran the workflow.
 */
export function withRetryAdvice<Thrown extends { readonly context: object }>(
	error: Thrown,
	advice: { readonly retryable: boolean; readonly retryAfterMilliseconds: number | null },
): Thrown {
	Object.assign(error.context, advice);
	return error;
}

/** The advice on an error, for the error item that is made of it; nothing where none was put. */
export function adviceIn(context: object): IDataObject {
	const { retryable, retryAfterMilliseconds } = fieldsOf(context);
	if (typeof retryable !== 'boolean') return {};
	return { retryable, retryAfterMilliseconds: wait(retryAfterMilliseconds) };
}

/**
 * What the failed run tells: the error that ended it (our own words in its context, else n8n's
 * `failure`); else the error items that our nodes left in `details`, which a 'Stop and Error' ended.
 * Items are known only where the workflow ran in this process.
 */
export function retryAdvice(run: IRun | undefined): RetryAdvice {
	const result = run?.data?.resultData;
	const ofError = adviceOf(fieldsOf(result?.error).context) ?? declared(result?.error);
	return ofError ?? adviceOfItems(errorDetails(result?.runData)) ?? NO_ADVICE;
}

/** Null where nothing is said. */
function adviceOf(value: unknown): RetryAdvice | null {
	const { retryable, retryAfterMilliseconds } = fieldsOf(value);
	const advice = {
		isRetryable: typeof retryable === 'boolean' ? retryable : null,
		retryAfterMilliseconds: wait(retryAfterMilliseconds),
	};
	return advice.isRetryable === null && advice.retryAfterMilliseconds === null ? null : advice;
}

/** n8n's own way for a node to say how long a source wants to be left alone. */
function declared(error: unknown): RetryAdvice | null {
	const retryAfterMilliseconds = wait(fieldsOf(fieldsOf(error).failure).retryAfterMs);
	return retryAfterMilliseconds === null ? null : { isRetryable: true, retryAfterMilliseconds };
}

/** One item that may go well next time is reason enough to try; the longest wait holds for all. */
function adviceOfItems(details: readonly unknown[]): RetryAdvice | null {
	const advice = details.flatMap((entry) => adviceOf(entry) ?? adviceOf(fieldsOf(entry).crm) ?? []);
	if (advice.length === 0) return null;
	const waits = advice.flatMap(({ retryAfterMilliseconds }) => retryAfterMilliseconds ?? []);
	return {
		isRetryable: advice.some(({ isRetryable }) => isRetryable !== false),
		retryAfterMilliseconds: waits.length === 0 ? null : Math.max(...waits),
	};
}

/** `details` of every error item of the run. */
function errorDetails(runData: unknown): unknown[] {
	return Object.values(fieldsOf(runData))
		.flatMap((runs) => listOf(runs))
		.flatMap((task) => listOf(fieldsOf(fieldsOf(task).data).main))
		.flatMap((output) => listOf(output))
		.map((item) => fieldsOf(fieldsOf(item).json))
		.filter((json) => json.error !== undefined && json.details !== undefined)
		.map((json) => json.details);
}

function wait(value: unknown): number | null {
	return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;
}

function listOf(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? value : [];
}

function fieldsOf(value: unknown): Record<string, unknown> {
	return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
