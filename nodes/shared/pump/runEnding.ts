import type { IRun } from 'n8n-workflow';
import type { RunOutcome } from './work';

/** Type of a 'Stop and Error' that says: another run would end the same way. */
const FINAL = 'final';

/** A run that waits (a Wait node) is n8n's to continue, so it counts as ended. */
export function endedWithoutError(run: IRun | undefined): boolean {
	return run?.status === 'success' || run?.status === 'waiting';
}

/**
 * A run that the workflow itself ended for good counts as ended well, too: it has told its reason once; telling
 * it five times more helps nobody.
 */
export function endedWell(run: IRun | undefined): boolean {
	if (endedWithoutError(run)) return true;
	const status = run?.status;
	const error = run?.data?.resultData.error;
	return status === 'error' && error !== undefined && 'type' in error && error.type === FINAL;
}

/**
 * What a run is to the queue that its event came from. Cancelled and crashed runs are tried again: a
 * shutdown cancels too, and an event must not be lost to one.
 */
export function runOutcome(run: IRun | undefined): RunOutcome {
	if (endedWell(run)) return { outcome: 'done' };
	return { outcome: 'retry', reason: `The workflow ended as '${run?.status ?? 'unknown'}'` };
}
