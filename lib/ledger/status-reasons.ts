import type { CommissionStatus, RecordedCommission } from '../model/commission';

type Standing = Pick<RecordedCommission, 'status' | 'statusReason'>;

/*
 * What the ledger writes as the reason of the moves that it may undo by itself. The words are for
 * people; that they differ by the status before is how a restoration knows where to return to. A
 * person's reason never has these words (`reasonByHand`), so what a person decided is never undone.
 */

/** Held because of an open dispute, by the status it had before. */
const DISPUTED = { pending: 'disputed', approved: 'disputed after approval' } as const;

/** Begins the reason of what waits for a person to look at the order's fraud case. */
const UNDER_REVIEW = 'under review';

interface Restoration {
	readonly to: CommissionStatus;
	readonly reason: string;
}

/** Reversed because nothing was left after refunds: where each one returns to. */
const RESTORATIONS: Readonly<Record<string, Restoration>> = {
	refunded: { to: 'pending', reason: 'restored' },
	'refunded while held': { to: 'held', reason: 'restored to the hold it was under' },
	'refunded while under review': { to: 'held', reason: UNDER_REVIEW },
	'refunded while disputed': { to: 'held', reason: DISPUTED.pending },
	'refunded while disputed after approval': { to: 'held', reason: DISPUTED.approved },
	'refunded after approval': { to: 'approved', reason: 'restored' },
	'refunded after payout': { to: 'paid', reason: 'restored' },
};

/** Why a commission of this standing is held while its order is disputed; null: it is left. */
export function disputedReason(status: CommissionStatus): string | null {
	return status === 'pending' || status === 'approved' ? DISPUTED[status] : null;
}

/** Where a commission that an open dispute holds returns to; null: it is not held for that. */
export function statusBeforeDispute({ status, statusReason }: Standing): CommissionStatus | null {
	if (status !== 'held') return null;
	if (statusReason === DISPUTED.pending) return 'pending';
	return statusReason === DISPUTED.approved ? 'approved' : null;
}

/** Reason of a hold that ends with the review of the order. */
export function reviewReason(reason: string): string {
	return `${UNDER_REVIEW}: ${reason}`;
}

/** Whether a commission is held until the fraud case of its order is decided. */
export function isUnderReview({ status, statusReason }: Standing): boolean {
	return status === 'held' && statusReason.startsWith(UNDER_REVIEW);
}

/** Reason of a reversal by refunds. */
export function refundedReason(standing: Standing): string {
	const beforeDispute = statusBeforeDispute(standing);
	if (beforeDispute !== null) return `refunded while ${standing.statusReason}`;
	if (isUnderReview(standing)) return 'refunded while under review';
	if (standing.status === 'held') return 'refunded while held';
	if (standing.status === 'approved') return 'refunded after approval';
	return standing.status === 'paid' ? 'refunded after payout' : 'refunded';
}

/** Where a commission that refunds reversed returns to; null for any other commission. */
export function restorationOf({ status, statusReason }: Standing): Restoration | null {
	if (status !== 'reversed' || !Object.hasOwn(RESTORATIONS, statusReason)) return null;
	return RESTORATIONS[statusReason] ?? null;
}

/** Declined, or reversed by a person's decision: neither refund nor edit changes it again. */
export function isFinal(standing: Standing): boolean {
	if (standing.status === 'declined') return true;
	return standing.status === 'reversed' && restorationOf(standing) === null;
}

/** A person's reason, told apart from the ledger's own. */
export function reasonByHand(reason: string): string {
	if (reason.startsWith(UNDER_REVIEW)) return `by hand: ${reason}`;
	const isReserved =
		Object.hasOwn(RESTORATIONS, reason) || Object.values<string>(DISPUTED).includes(reason);
	return isReserved ? `${reason} (by hand)` : reason;
}
