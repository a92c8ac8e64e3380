import { negateMoney, sumMoney, type Money } from '../../kernel';
import type { CommissionLine } from '../../model/commission';
import type { LedgerTransaction } from '../../model/posting';
import type { Payout } from '../../model/payout';
import type { CommissionStory } from '../../ports/ledger-store';
import { earnedOf } from '../commission-amounts';
import type { CommissionView, ViewedEntry } from './commission-view';

/** What both audiences may read. */
type SharedFacts = Pick<
	CommissionView,
	| 'commissionId'
	| 'kind'
	| 'status'
	| 'orderedAt'
	| 'earned'
	| 'booked'
	| 'reversed'
	| 'outstanding'
	| 'isShared'
	| 'uncapped'
	| 'lockedRate'
	| 'holdUntil'
>;

export function sharedFacts(story: CommissionStory): SharedFacts {
	const { commission, state } = story;
	const line = currentLine(story);
	return {
		commissionId: commission.commissionId,
		kind: commission.kind,
		status: commission.status,
		orderedAt: state.conversion?.orderedAt ?? null,
		earned: earnedOf(commission),
		booked: commission.amount,
		reversed: commission.reversed,
		outstanding: outstandingOf(story),
		isShared: line.weight !== line.weightTotal,
		uncapped: line.uncappedAmount,
		lockedRate: line.lockedRate,
		holdUntil: commission.holdUntil,
	};
}

const OPEN_ACCOUNTS = ['pending:', 'held:', 'approved:', 'in_batch:'];

/** What the accounts of the affiliate still hold of the commission; what was paid is no part of it. */
function outstandingOf({ commission, transactions }: CommissionStory): Money {
	const open = transactions
		.flatMap(({ postings }) => postings)
		.filter(({ account }) => OPEN_ACCOUNTS.some((prefix) => account.startsWith(prefix)));
	return negateMoney(
		sumMoney(
			open.map(({ amount }) => amount),
			commission.amount.currency,
		),
	);
}

/** The computation that holds now: that of the latest edit or re-rating, else the one booked. */
export function currentLine({ commission, adjustments }: CommissionStory): CommissionLine {
	return adjustments.findLast(({ kind }) => kind !== 'manual')?.line ?? commission.line;
}

/** Entries that changed what the affiliate gets; adjustments are told by themselves. */
const TOLD_KINDS: ReadonlySet<LedgerTransaction['kind']> = new Set([
	'accrue',
	'decline',
	'reverse',
	'restore',
	'write_off',
]);

export function entriesOf(
	{ commission, transactions }: CommissionStory,
	noteOf: (transaction: LedgerTransaction) => string | null,
): ViewedEntry[] {
	return transactions
		.filter(({ kind }) => TOLD_KINDS.has(kind))
		.map((transaction) => ({
			at: transaction.occurredAt,
			kind: transaction.kind,
			amount: sumMoney(
				transaction.postings
					.filter(({ account }) => account.startsWith('expense:'))
					.map(({ amount }) => amount),
				commission.amount.currency,
			),
			note: noteOf(transaction),
		}));
}

/** Credits of the commission's own affiliate; one above it has none of its own. */
export function ownCredits({ commission, journal }: CommissionStory) {
	const credits = journal?.attribution.credits ?? [];
	return credits.filter(({ affiliateId }) => affiliateId === commission.affiliateId);
}

/** Payouts of the commission's own affiliate, oldest first. */
export function ownPayouts({ commission }: CommissionStory, payouts: readonly Payout[]): Payout[] {
	return payouts
		.filter(({ affiliateId }) => affiliateId === commission.affiliateId)
		.sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
}
