import type { Money } from '../../kernel';
import type { CommissionLine, CommissionStatus, RecordedCommission } from '../../model/commission';
import type { Payout } from '../../model/payout';
import type { CommissionMove, CommissionStory, Conversion } from '../../ports/ledger-store';
import { creditedBase } from '../credited-base';
import { restorationOf, statusBeforeDispute } from '../status-reasons';
import type { CommissionView } from './commission-view';
import { currentLine, entriesOf, ownCredits, ownPayouts, sharedFacts } from './view-facts';

/**
 * What an affiliate may read of its own commission. Every text is made here or is one that was
 * written for affiliates: nothing of products and customers, of other affiliates and their parts,
 * of the fraud check but its safe words, and no reason or name of whoever decided.
 */
export function viewForAffiliate(
	story: CommissionStory,
	payouts: readonly Payout[],
): CommissionView {
	const { commission, state } = story;
	const line = currentLine(story);
	const isLevel = commission.kind === 'level';
	return {
		...sharedFacts(story),
		audience: 'affiliate',
		subject: subjectOf(commission, state.conversion),
		beneficiary: 'You',
		touches: ownCredits(story).map(({ touch, confidence }) => ({
			kind: touch.kind,
			at: touch.occurredAt,
			foundIn: touch.foundIn,
			couponCode: touch.couponCode,
			confidence: Math.round(confidence * 100),
			confidenceReason: null,
		})),
		rate: safeRate(line.rate),
		computation: null,
		bookedAs: null,
		planNote: `Version ${commission.planVersion} of your plan.`,
		base: isLevel ? null : ownPartOfBase(line),
		baseLines: [],
		checks: checksOf(story),
		moves: story.moves.map((entry) => ({
			at: entry.at,
			from: entry.from,
			to: entry.to,
			reason: reasonOf(entry, story),
		})),
		entries: entriesOf(story, () => null),
		adjustments: story.adjustments.map(({ at, kind, amount }) => ({
			at,
			kind,
			amount,
			note: null,
		})),
		refunds: state.refunds
			.filter(({ status }) => status === 'applied')
			.map(({ refund }) => ({ at: refund.createdAt, kind: refund.kind, note: null })),
		disputes: state.disputes.map(({ dispute }) => ({
			at: dispute.updatedAt,
			status: dispute.status,
			note: null,
		})),
		payouts: ownPayouts(story, payouts).map(({ createdAt, status, statementNumber }) => ({
			at: createdAt,
			status,
			statementNumber,
			note: null,
		})),
	};
}

/** Enough to recognise the order by, and no more. */
function subjectOf({ kind }: RecordedCommission, conversion: Conversion | null): string {
	switch (kind) {
		case 'click':
			return 'your clicks';
		case 'bonus':
			return 'a bonus';
		case 'manual':
			return 'a commission booked by the programme';
		case 'opening':
			return 'your balance from before';
		case 'level':
			return 'an order of an affiliate you recruited';
		case 'sale':
		case 'recurring':
		case 'action':
			return conversion === null ? 'an order' : `the order ending in ${ending(conversion)}`;
	}
}

function ending({ orderNumber }: Conversion): string {
	return orderNumber.slice(-4);
}

const PIECE =
	'\\d+(?:\\.\\d+)? (?:%|[A-Z]{3}(?: per (?:order|piece|click|action|sale|lead|signup))?)';
const SAFE_RATE = new RegExp(`^${PIECE}(?:(?:, | and | \\+ )${PIECE})*(?: in tiers)?$`);

/** The rate, when its words are nothing but rates: names of rules and products are not shown. */
function safeRate(rate: string): string | null {
	return SAFE_RATE.test(rate) ? rate : null;
}

/** In a shared order, the affiliate's own part only: the whole would tell what the others earn. */
function ownPartOfBase(line: CommissionLine): Money | null {
	return creditedBase({ ...line, amount: line.orderAmount }, line.base);
}

function checksOf({ state, moves }: CommissionStory): string[] {
	const verdict = state.conversion?.verdict ?? null;
	if (verdict === null || !moves.some(({ to }) => to === 'held' || to === 'declined')) return [];
	return [verdict.affiliateReason];
}

const REASONS: Readonly<Record<CommissionStatus, string>> = {
	pending: 'It waits for the end of the hold.',
	held: 'It is being checked.',
	approved: 'It is payable.',
	in_batch: 'It is part of a payout.',
	paid: 'It was paid.',
	declined: 'The programme declined it.',
	reversed: 'The programme took it back.',
};

/** Of what the ledger did by itself the cause, of what a person did only that it was done. */
function reasonOf({ from, to, reason }: CommissionMove, { state }: CommissionStory): string {
	const standing = { status: to, statusReason: reason };
	if (statusBeforeDispute(standing) !== null) {
		return "It waits until the dispute with the customer's bank is decided.";
	}
	if (restorationOf(standing) !== null) return 'The order was refunded in full.';
	const verdict = state.conversion?.verdict ?? null;
	if (from === null && to === 'held' && verdict !== null) return verdict.affiliateReason;
	return REASONS[to];
}
