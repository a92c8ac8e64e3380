import type { RecordedCommission } from '../model/commission';
import type { Refund } from '../model/refund';
import type { Conversion, LedgerWrite, OrderState, RecordedRefund } from '../ports/ledger-store';
import { refundHash } from './counted-refunds';
import { event, type Act } from './entries';
import type { Reversal } from './reconcile-refunds';
import { recoverWrittenOff } from './recover-written-off';
import { settleOrder } from './settle-order';
import { mergeWrites } from './steps';

export interface RefundResult {
	/**
	 * `reversed`: commission was taken back. `recorded`: applied, with no commission to take back.
	 * `waiting`: its order is not known yet; it is applied when the order comes. `duplicate` and
	 * `conflict` (known under this id with other content) write nothing.
	 */
	readonly outcome: 'reversed' | 'recorded' | 'waiting' | 'duplicate' | 'conflict';
	readonly conversionId: string | null;
	readonly refundId: string;
	readonly reversals: readonly Reversal[];
	readonly commissions: readonly RecordedCommission[];
	readonly message: string;
}

/** Records a refund, cancellation or chargeback once, whatever the order of arrival (C26–C30). */
export function recordRefund(
	state: OrderState,
	refund: Refund,
	act: Act,
): { write: LedgerWrite; result: RefundResult } {
	const hash = refundHash(refund);
	const known = state.refunds.find(({ refundId }) => refundId === refund.refundId);
	if (known !== undefined && !isNewCancellation(state, known, refund)) {
		const isSame = known.contentHash === hash;
		return {
			write: {},
			result: resultOf(state, refund, isSame ? 'duplicate' : 'conflict', [], state.commissions),
		};
	}
	// Once more cancelled takes everything, whatever the total is by now: the recorded one is applied.
	const entry: RecordedRefund = known ?? {
		refundId: refund.refundId,
		storeKey: refund.storeKey,
		orderId: refund.orderId,
		contentHash: hash,
		status: 'waiting',
		base: null,
		net: null,
		refund,
		recordedAt: act.at,
	};
	const { conversion } = state;
	if (conversion === null) {
		return {
			write: { refunds: [entry], events: [waitingEvent(refund, act)] },
			result: resultOf(state, refund, 'waiting', [], []),
		};
	}
	if (isOfUnpaid(conversion, refund)) {
		return {
			write: { refunds: [entry], events: [recordedEvent(conversion, entry, act)] },
			result: resultOf(state, refund, 'recorded', [], state.commissions),
		};
	}
	const cause = `before:${refund.refundId}`;
	const after = settleOrder(state.commissions, { ...state, conversion }, [entry], cause, act);
	const outcome = after.reversals.length > 0 ? 'reversed' : 'recorded';
	return {
		write: mergeWrites(recoverWrittenOff(state, after.write, act), {
			events: [recordedEvent(conversion, entry, act)],
		}),
		result: resultOf(state, refund, outcome, after.reversals, after.commissions),
	};
}

/** Its order is not known yet, so nothing but the order's own key can say which one it is. */
function waitingEvent({ refundId, orderId, storeKey }: Refund, act: Act) {
	return event(
		`${storeKey}:${orderId}`,
		'refund.waiting',
		refundId,
		{ refundId, orderId, storeKey },
		act,
	);
}

/** Also where no commission moved: a CRM wants to know of every refund. */
function recordedEvent({ conversionId }: Conversion, entry: RecordedRefund, act: Act) {
	const { refundId, orderId, storeKey, contentHash } = entry;
	return event(
		conversionId,
		'refund.recorded',
		`${refundId}:${contentHash}`,
		{ conversionId, refundId, orderId, storeKey },
		act,
	);
}

/** The order may still be paid, and then is cancelled no longer: until that is known it waits. */
function isOfUnpaid({ reason }: Conversion, { kind }: Refund): boolean {
	return kind === 'cancellation' && reason === 'order_not_paid';
}

/** The order was paid after an earlier cancellation, and is cancelled once more. */
function isNewCancellation(state: OrderState, known: RecordedRefund, refund: Refund): boolean {
	return (
		state.conversion !== null &&
		known.status === 'waiting' &&
		refund.kind === 'cancellation' &&
		refund.createdAt > known.refund.createdAt
	);
}

const MESSAGES: Readonly<Record<RefundResult['outcome'], string>> = {
	reversed: 'The commission was taken back in proportion.',
	recorded: 'Recorded; there was no commission left to take back.',
	waiting: 'The order of this refund is not recorded yet; the refund waits for it.',
	duplicate: 'This refund is already recorded.',
	conflict:
		'This refund is already recorded with other amounts. Nothing was changed; compare it with ' +
		'the refund in the store.',
};

function resultOf(
	state: OrderState,
	refund: Refund,
	outcome: RefundResult['outcome'],
	reversals: readonly Reversal[],
	commissions: readonly RecordedCommission[],
): RefundResult {
	const sentences = reversals.map(({ sentence }) => sentence);
	return {
		outcome,
		conversionId: state.conversion?.conversionId ?? null,
		refundId: refund.refundId,
		reversals,
		commissions,
		message: sentences.length > 0 ? sentences.join(' ') : MESSAGES[outcome],
	};
}
