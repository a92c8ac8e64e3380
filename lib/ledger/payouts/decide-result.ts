import { toJson } from '../../model/json';
import type { Payout, PayoutStatus } from '../../model/payout';
import type { OutboxEvent } from '../../ports/ledger-store';
import type { PayoutWithEntries, PayoutWrite } from '../../ports/payout-store';
import { event, type Act } from '../entries';
import { commissionMovesTo, unbatch } from './claimed-entries';
import { payoutMove } from './moves';
import { payTransactions, returnTransactions } from './pay-transactions';

/** What bank or provider say of one payout. */
export interface PayoutResult {
	readonly payoutId: string;
	/** `returned`: it had been paid, and the money came back. */
	readonly outcome: 'paid' | 'failed' | 'returned';
	readonly providerReference: string | null;
	readonly reason: string;
}

export interface PayoutOutcome {
	readonly payoutId: string;
	readonly outcome: 'paid' | 'failed' | 'returned' | 'unchanged' | 'refused';
	readonly message: string;
}

export interface PayoutStep {
	readonly write: PayoutWrite;
	readonly outcome: PayoutOutcome;
	/** The payout afterwards; null when nothing changed. */
	readonly after: PayoutWithEntries | null;
}

/** What one result does to one payout. Undefined: the batch has no such payout. */
export function decideResult(
	entry: PayoutWithEntries | undefined,
	result: PayoutResult,
	act: Act,
): PayoutStep {
	if (entry === undefined) return none(result, 'refused', 'The batch has no such payout.');
	const { status } = entry.payout;
	const wanted: PayoutStatus = result.outcome === 'paid' ? 'paid' : 'failed';
	if (status === wanted) return none(result, 'unchanged', `It is already ${status}.`);
	if (status === 'sent')
		return result.outcome === 'paid' ? paid(entry, result, act) : failed(entry, result, act);
	if (status === 'paid' && result.outcome === 'returned') return returned(entry, result, act);
	return none(result, 'refused', REFUSALS[status]);
}

const REFUSALS: Readonly<Record<PayoutStatus, string>> = {
	claimed: 'It was not sent yet.',
	sent: 'It has no result yet.',
	paid: 'It is paid; it only fails when its money came back, which is the result "returned".',
	failed: 'It failed and may be in another batch already; if it did arrive, do not send that one.',
	cancelled: 'It was cancelled and never sent.',
};

function paid(entry: PayoutWithEntries, result: PayoutResult, act: Act): PayoutStep {
	const { payout, entries } = entry;
	return step(entry, result, 'paid', act, {
		transactions: payTransactions(payout, entries, act),
		commissionMoves: commissionMovesTo(entry, 'paid', `payout ${payout.payoutId}`, act),
	});
}

function failed(entry: PayoutWithEntries, result: PayoutResult, act: Act): PayoutStep {
	const reason = `payout ${entry.payout.payoutId} failed`;
	return step(entry, result, 'failed', act, {
		transactions: unbatch(entry, act),
		commissionMoves: commissionMovesTo(entry, 'approved', reason, act),
	});
}

/**
 * Takes the payment back in money and makes its entries claimable again. The commissions stay
 * `paid`, from where no move leads back to approved; the next batch takes what is open in money.
 */
function returned(entry: PayoutWithEntries, result: PayoutResult, act: Act): PayoutStep {
	return step(entry, result, 'failed', act, {
		transactions: [...returnTransactions(entry.payout, entry.entries, act), ...unbatch(entry, act)],
	});
}

function step(
	entry: PayoutWithEntries,
	result: PayoutResult,
	to: Extract<PayoutStatus, 'paid' | 'failed'>,
	act: Act,
	write: Pick<PayoutWrite, 'transactions' | 'commissionMoves'>,
): PayoutStep {
	const { payout } = entry;
	const outcome = payout.status === 'paid' ? 'returned' : to;
	const providerReference = result.providerReference ?? payout.providerReference;
	const reason = result.reason === '' ? outcome : result.reason;
	return {
		write: {
			...write,
			payoutMoves: [payoutMove(payout, payout.status, to, { reason, providerReference }, act)],
			events: [resultEvent(payout, outcome, result, act)],
		},
		outcome: { payoutId: payout.payoutId, outcome, message: MESSAGES[outcome] },
		after: {
			...entry,
			payout: { ...payout, status: to, statusReason: reason, providerReference },
			commissionStatuses: new Map(
				[...entry.commissionStatuses].map(([id, status]) => [
					id,
					(write.commissionMoves ?? []).find(({ commissionId }) => commissionId === id)?.to ??
						status,
				]),
			),
		},
	};
}

const MESSAGES = {
	paid: 'Paid.',
	failed: 'Failed; the next batch can claim it again.',
	returned: 'Returned; the next batch can claim it again.',
} as const;

function resultEvent(
	{ payoutId, batchId, affiliateId, payable }: Payout,
	outcome: 'paid' | 'failed' | 'returned',
	{ reason, providerReference }: PayoutResult,
	act: Act,
): OutboxEvent {
	return event(
		batchId,
		`payout.${outcome}`,
		payoutId,
		toJson({ payoutId, batchId, affiliateId, payable, reason, providerReference }),
		act,
	);
}

function none(
	{ payoutId }: PayoutResult,
	outcome: 'unchanged' | 'refused',
	message: string,
): PayoutStep {
	return { write: {}, outcome: { payoutId, outcome, message }, after: null };
}
