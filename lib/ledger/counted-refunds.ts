import { contentHash, zeroMoney } from '../kernel';
import type { Dispute } from '../model/dispute';
import { toJson } from '../model/json';
import type { Refund } from '../model/refund';
import type { RecordedDispute, RecordedRefund } from '../ports/ledger-store';

/**
 * The refunds that count when an order's commissions are taken back: the applied ones, less the
 * chargebacks of disputes that were won after all (C29). Recorded refunds never change; what a
 * dispute takes is read from its latest notice. A dispute that was lost and is open again counts
 * until it is won.
 */
export function countedRefunds(
	refunds: readonly RecordedRefund[],
	disputes: readonly RecordedDispute[],
): Refund[] {
	const byRefundId = new Map(
		disputes.map(({ dispute }) => [disputeRefundId(dispute.disputeId), dispute]),
	);
	return refunds
		.filter(({ status }) => status === 'applied')
		.flatMap(({ refundId, refund }) => {
			const dispute = byRefundId.get(refundId);
			if (dispute === undefined || dispute.status === 'open') return [refund];
			return dispute.status === 'won' ? [] : [chargebackOf(dispute)];
		});
}

/** Id of the refund that a lost dispute is. */
export function disputeRefundId(disputeId: string): string {
	return `dispute:${disputeId}`;
}

/** The refund that a lost dispute is: a total without lines, so that it counts by its share. */
export function recordedChargeback(dispute: Dispute, at: string): RecordedRefund {
	const refund = chargebackOf(dispute);
	return {
		refundId: refund.refundId,
		storeKey: refund.storeKey,
		orderId: refund.orderId,
		contentHash: refundHash(refund),
		status: 'waiting',
		base: null,
		net: null,
		refund,
		recordedAt: at,
	};
}

/** Hash of what money is decided on; a refund delivered again at another time has the same. */
export function refundHash(refund: Refund): string {
	return contentHash(toJson({ ...refund, createdAt: '' }));
}

function chargebackOf(dispute: Dispute): Refund {
	const { platform, storeKey, orderId, disputeId, currency, amount, updatedAt, reason } = dispute;
	return {
		platform,
		storeKey,
		refundId: disputeRefundId(disputeId),
		orderId,
		createdAt: updatedAt,
		kind: 'chargeback',
		reason,
		currency,
		lines: null,
		shipping: zeroMoney(currency),
		total: amount,
	};
}
