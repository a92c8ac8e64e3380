import type { RecordedCommission } from '../model/commission';
import type { LedgerWrite } from '../ports/ledger-store';

/** What a part of a decision adds, and the commissions as they stand after it. */
export interface Step {
	readonly commissions: readonly RecordedCommission[];
	readonly write: LedgerWrite;
}

/** The same for one commission. */
export interface CommissionStep {
	readonly commission: RecordedCommission;
	readonly write: LedgerWrite;
}

/** Takes the commissions through parts of a decision, one after the other. */
export function inTurn(
	commissions: readonly RecordedCommission[],
	...parts: ReadonlyArray<(commissions: readonly RecordedCommission[]) => Step>
): Step {
	return parts.reduce(
		(before: Step, part) => {
			const after = part(before.commissions);
			return { commissions: after.commissions, write: mergeWrites(before.write, after.write) };
		},
		{ commissions, write: {} },
	);
}

/** Decides commission by commission; null leaves one as it is. */
export function eachCommission(
	commissions: readonly RecordedCommission[],
	decide: (commission: RecordedCommission) => CommissionStep | null,
): Step {
	const steps = commissions.map((commission) => decide(commission) ?? { commission, write: {} });
	return {
		commissions: steps.map(({ commission }) => commission),
		write: mergeWrites(...steps.map(({ write }) => write)),
	};
}

/** One write of several; the order of entries is kept, the last conversion and journal stand. */
export function mergeWrites(...writes: readonly LedgerWrite[]): LedgerWrite {
	return writes.reduce((first, second) => {
		const conversion = second.conversion ?? first.conversion;
		const journal = second.journal ?? first.journal;
		return {
			...(conversion === undefined ? {} : { conversion }),
			...(journal === undefined ? {} : { journal }),
			...joined(first, second),
		};
	}, {});
}

const LISTS = [
	'commissions',
	'moves',
	'transactions',
	'refunds',
	'adjustments',
	'disputes',
	'bindings',
	'caseMoves',
	'events',
] as const;

function joined(first: LedgerWrite, second: LedgerWrite): Omit<LedgerWrite, 'conversion'> {
	const lists = LISTS.map(
		(name) => [name, [...(first[name] ?? []), ...(second[name] ?? [])]] as const,
	);
	return Object.fromEntries(lists.filter(([, entries]) => entries.length > 0));
}
