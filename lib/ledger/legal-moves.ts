import type { CommissionStatus } from '../model/commission';

/** The only moves a commission may make (C24). Ends: declined, and reversed but for a restoration. */
const LEGAL_MOVES: Readonly<Record<CommissionStatus, readonly CommissionStatus[]>> = {
	pending: ['held', 'approved', 'declined', 'reversed'],
	held: ['pending', 'approved', 'declined', 'reversed'],
	approved: ['held', 'in_batch', 'reversed'],
	in_batch: ['approved', 'paid', 'reversed'],
	paid: ['reversed'],
	declined: [],
	reversed: [],
};

/** Where a reversed commission may return to when what took it back no longer counts (C29). */
const LEGAL_RESTORATIONS: readonly CommissionStatus[] = ['pending', 'held', 'approved', 'paid'];

export function isLegalMove(from: CommissionStatus, to: CommissionStatus): boolean {
	return LEGAL_MOVES[from].includes(to);
}

/**
 * Whether a reversed commission may return to a status. Never to `in_batch`: the payout it was in
 * may be over; a commission in a payout is not moved by refunds at all.
 */
export function isLegalRestore(from: CommissionStatus, to: CommissionStatus): boolean {
	return from === 'reversed' && LEGAL_RESTORATIONS.includes(to);
}
