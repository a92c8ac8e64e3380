import type { CommissionStatus } from '../model/commission';

/** What the merchant spends on a programme's commissions; its balance is a debit. */
export function expenseAccount(programmeId: string): string {
	return `expense:${programmeId}`;
}

/**
 * Where a commission of this status stands as a liability to the affiliate. Paid commissions are
 * taken back from `approved`, which may go below zero and nets the next payout (C28).
 */
export function liabilityAccount(status: CommissionStatus, affiliateId: string): string {
	switch (status) {
		case 'pending':
			return `pending:${affiliateId}`;
		case 'held':
			return `held:${affiliateId}`;
		case 'approved':
		case 'paid':
		case 'declined':
		case 'reversed':
			return `approved:${affiliateId}`;
	}
}
