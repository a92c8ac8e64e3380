import { millisecondsBetween, subtractMoney, type Instant } from '../kernel';
import type { Difference, Finding, FindingKind, RepairAction } from './finding';
import type { LedgerSide } from './sides';
import type { TheirOrder } from './their-order';

export interface ComparisonRules {
	readonly now: Instant;
	/** Milliseconds after an order in which its absence on the platform means nothing yet. */
	readonly graceMilliseconds: number;
	/** Whether the platform's name of an affiliate is the one our ledger tells it. */
	readonly isSameAffiliate: (ours: string, theirs: string) => boolean;
}

interface Judgement {
	readonly kind: FindingKind;
	readonly proposal: RepairAction;
	readonly because: string;
	readonly differences?: readonly Difference[];
}

/** One order on both sides; at least one of them is there. Null where there is nothing to say. Pure. */
export function compareOrder(
	orderId: string | null,
	ours: LedgerSide | null,
	theirs: TheirOrder | null,
	rules: ComparisonRules,
): Finding | null {
	const judgement = judge(ours, theirs, rules);
	if (judgement === null) return null;
	return {
		orderId,
		differences: [],
		...judgement,
		occurredAt: ours?.occurredAt ?? theirs?.occurredAt ?? null,
		ours:
			ours === null
				? null
				: {
						affiliate: ours.affiliate,
						amount: ours.nothingBecause === null ? ours.amount : null,
						commission: ours.nothingBecause === null ? ours.commission : null,
						status: ours.nothingBecause ?? ours.status,
					},
		theirs:
			theirs === null
				? null
				: {
						ids: theirs.ids,
						affiliate: theirs.affiliate,
						amount: theirs.amount,
						commission: theirs.commission,
						status: theirs.status,
					},
	};
}

function judge(
	ours: LedgerSide | null,
	theirs: TheirOrder | null,
	rules: ComparisonRules,
): Judgement | null {
	if (ours === null) return theirs?.isLive === true ? missingHere() : null;
	const isWanted = ours.nothingBecause === null;
	if (theirs === null) return isWanted ? absent(ours, rules) : null;
	if (!isWanted) return theirs.isLive ? unwanted(ours) : match();
	if (!theirs.isLive) return goneThere(ours, theirs);
	if (theirs.copies > 1) {
		return {
			kind: 'duplicate_there',
			proposal: 'review',
			because: `The platform holds the order ${theirs.copies} times: take back all but one there.`,
		};
	}
	return both(ours, theirs, rules);
}

function match(): Judgement {
	return { kind: 'match', proposal: 'none', because: 'Both sides hold the same.' };
}

function missingHere(): Judgement {
	return {
		kind: 'missing_here',
		proposal: 'import',
		because:
			'Our ledger has no such order in this programme. Import it if the platform is right, or decline it there.',
	};
}

function absent(ours: LedgerSide, { now, graceMilliseconds }: ComparisonRules): Judgement {
	const isEarly = millisecondsBetween(ours.occurredAt, now) < graceMilliseconds;
	if (ours.isAwaited || isEarly) {
		return {
			kind: 'not_yet',
			proposal: 'none',
			because: ours.isAwaited
				? 'The platform has accepted the order and not confirmed it yet.'
				: 'The order is too new for its absence to mean anything.',
		};
	}
	return {
		kind: 'missing_there',
		proposal: 'create',
		because: 'The platform does not have the order.',
	};
}

function unwanted({ nothingBecause, isTold }: LedgerSide): Judgement {
	if (nothingBecause === 'no_affiliate' && !isTold) {
		return {
			kind: 'not_credited_here',
			proposal: 'review',
			because:
				'The platform credits an affiliate, and our ledger credits nobody. Decide which side is right.',
		};
	}
	return {
		kind: 'not_taken_back',
		proposal: 'cancel',
		because: `The platform still holds the order, and nothing of it is left here (${nothingBecause ?? 'taken back'}).`,
	};
}

/** Somebody has declined or reversed it there: a decision that is not ours to undo. */
function goneThere(ours: LedgerSide, { status }: TheirOrder): Judgement {
	return {
		kind: 'differs',
		proposal: 'review',
		because: 'The platform has taken the order back, and our ledger has not.',
		differences: [{ about: 'status', ours: ours.status, theirs: status }],
	};
}

function both(ours: LedgerSide, theirs: TheirOrder, rules: ComparisonRules): Judgement {
	const differences = differencesOf(ours, theirs, rules);
	if (differences.length === 0) return match();
	const proposal = proposalFor(differences, ours);
	return { kind: 'differs', proposal, because: sentence(differences, proposal), differences };
}

function differencesOf(
	ours: LedgerSide,
	theirs: TheirOrder,
	{ isSameAffiliate }: ComparisonRules,
): Difference[] {
	const differences: Difference[] = [];
	if (
		ours.affiliate !== null &&
		theirs.affiliate !== null &&
		!isSameAffiliate(ours.affiliate, theirs.affiliate)
	) {
		differences.push({ about: 'affiliate', ours: ours.affiliate, theirs: theirs.affiliate });
	}
	for (const about of ['amount', 'commission'] as const) {
		const [our, their] = [ours[about], theirs[about]];
		if (our === null || their === null) continue;
		if (our.currency !== their.currency) {
			if (about === 'amount') {
				differences.push({ about: 'currency', ours: our.currency, theirs: their.currency });
			}
			continue;
		}
		if (our.amountMinor !== their.amountMinor) {
			differences.push({ about, ours: our, theirs: their, by: subtractMoney(their, our) });
		}
	}
	if (isStatusOff(ours, theirs)) {
		differences.push({ about: 'status', ours: ours.status, theirs: theirs.status });
	}
	return differences;
}

/** What is approved here and waits there, or the other way round; `paid` counts as approved. */
function isStatusOff({ status: ours }: LedgerSide, { status: theirs }: TheirOrder): boolean {
	if (ours === 'none' || theirs === 'unknown') return false;
	const isSettledHere = ours === 'approved' || ours === 'paid';
	const isSettledThere = theirs === 'approved' || theirs === 'paid';
	return isSettledHere !== isSettledThere;
}

/** Paid money is nobody's to change by itself; a currency or a status of their own are for people. */
function proposalFor(differences: readonly Difference[], ours: LedgerSide): RepairAction {
	const has = (about: Difference['about']): boolean =>
		differences.some((difference) => difference.about === about);
	if (has('currency')) return 'review';
	if (has('affiliate') || has('amount') || has('commission')) return 'adjust';
	return ours.status === 'approved' || ours.status === 'paid' ? 'approve' : 'review';
}

function sentence(differences: readonly Difference[], proposal: RepairAction): string {
	const what = differences.map(({ about }) => about).join(', ');
	const then =
		proposal === 'review'
			? 'Decide which side is right.'
			: proposal === 'approve'
				? 'Approve it on the platform.'
				: 'Tell the platform what our ledger holds.';
	return `The sides differ in: ${what}. ${then}`;
}
