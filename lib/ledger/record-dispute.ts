import { contentHash } from '../kernel';
import type { RecordedCommission } from '../model/commission';
import type { Dispute } from '../model/dispute';
import { toJson } from '../model/json';
import type { LedgerWrite, OrderState, RecordedDispute } from '../ports/ledger-store';
import { event, type Act } from './entries';
import { holdDisputed } from './hold-disputed';
import type { Reversal } from './reconcile-refunds';
import { recoverWrittenOff } from './recover-written-off';
import { settleOrder } from './settle-order';
import { mergeWrites, type Step } from './steps';

export interface DisputeResult {
	/**
	 * `held`: commissions wait for the decision. `reversed`: lost, commission was taken back.
	 * `restored`: won after it was lost, commission was given back. `released`: decided, nothing is
	 * held for it any more. `recorded`: there was nothing to change. `waiting`: its order is not
	 * known yet. `duplicate` and `stale` (a later notice is known) write nothing.
	 */
	readonly outcome:
		'held' | 'reversed' | 'restored' | 'released' | 'recorded' | 'waiting' | 'duplicate' | 'stale';
	readonly conversionId: string | null;
	readonly disputeId: string;
	readonly reversals: readonly Reversal[];
	readonly commissions: readonly RecordedCommission[];
	readonly message: string;
}

/**
 * Records a notice of a dispute once, whatever the order of arrival (C29). Open: what is pending or
 * approved is held. Lost: its share is taken back like a refund, the rest returns to where it was.
 * Won: everything returns, what was taken back before too. The bank's fee is never the affiliate's.
 */
export function recordDispute(
	state: OrderState,
	dispute: Dispute,
	act: Act,
): { write: LedgerWrite; result: DisputeResult } {
	const entry = { dispute, contentHash: contentHash(toJson(dispute)), recordedAt: act.at };
	const latest = state.disputes.find((known) => known.dispute.disputeId === dispute.disputeId);
	if (latest?.contentHash === entry.contentHash) return unchanged(state, dispute, 'duplicate');
	if (latest !== undefined && isStale(dispute, latest.dispute)) {
		return unchanged(state, dispute, 'stale');
	}
	if (state.conversion === null) {
		return {
			write: { disputes: [entry], events: [noticeEvent(state, dispute, act)] },
			result: resultOf(state, dispute, 'waiting', { reversals: [], commissions: [] }),
		};
	}
	const others = state.disputes.filter((known) => known !== latest);
	const settled = settle(state, state.conversion, dispute, [...others, entry], act);
	const isNewlyOpen = dispute.status === 'open' && latest?.dispute.status !== 'open';
	const held: Step = isNewlyOpen
		? holdDisputed(settled.commissions, causeOf(dispute), act)
		: { commissions: settled.commissions, write: {} };
	const write = mergeWrites(
		{ disputes: [entry], events: [noticeEvent(state, dispute, act)] },
		settled.write,
		held.write,
	);
	const { reversals } = settled;
	return {
		write: recoverWrittenOff(state, write, act),
		result: resultOf(state, dispute, outcomeOf(write, reversals), {
			reversals,
			commissions: held.commissions,
		}),
	};
}

function settle(
	{ commissions, refunds }: OrderState,
	conversion: NonNullable<OrderState['conversion']>,
	dispute: Dispute,
	disputes: readonly RecordedDispute[],
	act: Act,
) {
	return settleOrder(commissions, { conversion, refunds, disputes }, [], causeOf(dispute), act);
}

/** Names this notice: a dispute may change more than once. */
function causeOf({ disputeId, status, updatedAt }: Dispute): string {
	return `dispute:${disputeId}:${status}@${updatedAt}`;
}

/** At the same moment only a decision about an open dispute is newer. */
function isStale(dispute: Dispute, latest: Dispute): boolean {
	if (dispute.updatedAt !== latest.updatedAt) return dispute.updatedAt < latest.updatedAt;
	return latest.status !== 'open' || dispute.status === 'open';
}

function outcomeOf(write: LedgerWrite, reversals: readonly Reversal[]): DisputeResult['outcome'] {
	if (reversals.some(({ amount }) => amount.amountMinor > 0n)) return 'reversed';
	if (reversals.length > 0) return 'restored';
	if (write.moves?.some(({ to }) => to === 'held') === true) return 'held';
	return write.moves?.some(({ from }) => from === 'held') === true ? 'released' : 'recorded';
}

/** Says whose money is on its way already: it is not held, and is taken back only if it is lost. */
function noticeEvent({ conversion, commissions }: OrderState, dispute: Dispute, act: Act) {
	const { storeKey, orderId, disputeId, status } = dispute;
	const onTheWay = commissions
		.filter((entry) => entry.status === 'in_batch' || entry.status === 'paid')
		.map(({ commissionId }) => commissionId);
	return event(
		conversion?.conversionId ?? `${storeKey}:${orderId}`,
		`dispute.${status}`,
		causeOf(dispute),
		{ disputeId, orderId, storeKey, status, isOrderKnown: conversion !== null, onTheWay },
		act,
	);
}

const MESSAGES: Readonly<Record<DisputeResult['outcome'], string>> = {
	held: 'The commissions of the order are held until the dispute is decided.',
	reversed: 'The dispute is lost; its share of the commission was taken back.',
	restored: 'The dispute is won after all; what it took back was given back.',
	released: 'The dispute is decided; nothing is held for it any more.',
	recorded: 'Recorded; no commission had to change.',
	waiting: 'The order of this dispute is not recorded yet; the dispute waits for it.',
	duplicate: 'This notice of the dispute is already recorded.',
	stale: 'A later notice of this dispute is already recorded.',
};

function unchanged(
	state: OrderState,
	dispute: Dispute,
	outcome: 'duplicate' | 'stale',
): { write: LedgerWrite; result: DisputeResult } {
	const { commissions } = state;
	return { write: {}, result: resultOf(state, dispute, outcome, { reversals: [], commissions }) };
}

function resultOf(
	{ conversion }: OrderState,
	{ disputeId }: Dispute,
	outcome: DisputeResult['outcome'],
	after: Pick<DisputeResult, 'reversals' | 'commissions'>,
): DisputeResult {
	return {
		outcome,
		conversionId: conversion?.conversionId ?? null,
		disputeId,
		...after,
		message: MESSAGES[outcome],
	};
}
