import { AffiliateError } from '../kernel';

/** A rerun sees what the other writer wrote; if it still fails after this many, it is no race. */
export const MAXIMUM_RERUNS = 20;

/**
 * Somebody else changed a row between this transaction's read and its write. Engines run the work
 * again from the start; should that never help, it is the conflict that it says it is.
 */
export class ConcurrentChange extends AffiliateError {
	constructor(message: string, details: Readonly<Record<string, string>> = {}) {
		super(message, {
			code: 'ledger_conflict',
			hint: 'Nothing was written. Try again; the next decision sees what was changed meanwhile.',
			details,
		});
		this.name = 'ConcurrentChange';
	}
}
