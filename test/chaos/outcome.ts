import { appendFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** What became of everything that was acknowledged while something was broken. */
export interface FaultOutcome {
	readonly fault: string;
	readonly seed: number;
	/** How often it struck. */
	readonly struck: number;
	readonly acknowledged: number;
	readonly lost: number;
	readonly twice: number;
}

/** Read by the table at the end of the campaign. */
export const OUTCOMES_FILE = path.join(tmpdir(), 'affiliate-loop-chaos.ndjson');

export function noteOutcome(outcome: FaultOutcome): FaultOutcome {
	appendFileSync(OUTCOMES_FILE, `${JSON.stringify(outcome)}\n`);
	return outcome;
}

/** Acknowledged ids against those that are there. */
export function compared(
	acknowledged: readonly string[],
	there: readonly string[],
): Pick<FaultOutcome, 'acknowledged' | 'lost' | 'twice'> {
	const distinct = new Set(there);
	const promised = new Set(acknowledged);
	return {
		acknowledged: promised.size,
		lost: [...promised].filter((id) => !distinct.has(id)).length,
		twice: there.length - distinct.size,
	};
}
