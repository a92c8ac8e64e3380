import type { IRun } from 'n8n-workflow';
import type { RunOutcome } from '../shared/pump/work';
import { endedWell } from '../shared/pump/runEnding';
import { retryAdvice } from '../shared/pump/retryAdvice';

/** Answers that concern what was sent; others would have been taken. */
const RECORDS_OWN = new Set(['400', '404', '405', '409', '410', '412', '413', '415', '422']);

/** Names of errors, codes and nodes are short and plain; anything else stays out of a reason. */
const LONGEST_NAME = 80;

/**
 * What a run means for its delivery. A run that succeeded completes it, also when the workflow let
 * items go to an error output: then it has dealt with them. A cancelled or crashed run says nothing
 * of the destination. The reason names node, kind of error and HTTP status, never a message, which
 * could hold personal data.
 */
export function deliveryOutcome(run: IRun | undefined): RunOutcome {
	if (endedWell(run)) return { outcome: 'done' };
	const status = run?.status ?? 'unknown';
	const error = run?.data?.resultData.error;
	const reason = reasonOf(status, error, run?.data?.resultData.lastNodeExecuted);
	const { isRetryable, retryAfterMilliseconds } = retryAdvice(run);
	if (isRetryable === false) return { outcome: 'dead', reason };
	const httpCode = textOf(error, 'httpCode');
	const isOutage = status === 'error' && !RECORDS_OWN.has(httpCode ?? '');
	return { outcome: 'retry', reason, retryAfterMilliseconds, isOutage };
}

function reasonOf(status: string, error: unknown, lastNode: string | undefined): string {
	const httpCode = textOf(error, 'httpCode');
	const details = [textOf(error, 'name'), httpCode === null ? null : `HTTP ${httpCode}`];
	const known = details.filter((detail) => detail !== null).join(', ');
	const where = lastNode === undefined ? '' : ` at '${lastNode.slice(0, LONGEST_NAME)}'`;
	return `The workflow ended as '${status}'${where}${known === '' ? '' : ` (${known})`}`;
}

function textOf(error: unknown, key: 'name' | 'httpCode'): string | null {
	const value = (error as Record<string, unknown> | null | undefined)?.[key];
	return typeof value === 'string' && /^\w{1,80}$/.test(value) ? value : null;
}
