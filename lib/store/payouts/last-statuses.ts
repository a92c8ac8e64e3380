import { ledgerConflict } from '../ledger/ledger-conflict';

interface Move<Status extends string> {
	readonly id: string;
	readonly from: Status | null;
	readonly to: Status;
}

/**
 * Where the moves end, by id of what they move. Every move must start from where the one before
 * ended; the first of something new starts from nothing. Throws `ledger_conflict`.
 */
export function lastStatuses<Status extends string>(
	what: string,
	before: ReadonlyMap<string, Status>,
	moves: ReadonlyArray<Move<Status>>,
): Map<string, Status> {
	const last = new Map<string, Status>();
	for (const { id, from, to } of moves) {
		const current = last.get(id) ?? before.get(id) ?? null;
		if (current !== from) {
			throw ledgerConflict(
				`A move starts from '${from ?? 'nothing'}', but its ${what} is '${current ?? 'new'}'`,
				{ id },
			);
		}
		last.set(id, to);
	}
	return last;
}
