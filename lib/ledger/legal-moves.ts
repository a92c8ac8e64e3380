import type { CommissionStatus } from '../model/commission';

/** The only moves a commission may make (C24). Ends: declined, reversed. */
const LEGAL_MOVES: Readonly<Record<CommissionStatus, readonly CommissionStatus[]>> = {
	pending: ['held', 'approved', 'declined', 'reversed'],
	held: ['pending', 'approved', 'declined', 'reversed'],
	approved: ['held', 'paid', 'reversed'],
	paid: ['reversed'],
	declined: [],
	reversed: [],
};

export function isLegalMove(from: CommissionStatus, to: CommissionStatus): boolean {
	return LEGAL_MOVES[from].includes(to);
}
