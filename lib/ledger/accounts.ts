import type { CommissionStatus } from '../model/commission';

/** What the merchant spends on a programme's commissions; its balance is a debit. */
export function expenseAccount(programmeId: string): string {
	return `expense:${programmeId}`;
}

/** What an affiliate may be paid: approved, and in no payout yet. May go below zero (C28). */
export function approvedAccount(affiliateId: string): string {
	return `approved:${affiliateId}`;
}

/** What a payout that is under way has claimed. */
export function inBatchAccount(affiliateId: string): string {
	return `in_batch:${affiliateId}`;
}

/** What reached the affiliate. */
export function paidAccount(affiliateId: string): string {
	return `paid:${affiliateId}`;
}

/** VAT that was paid on top of what an affiliate earned (C39). */
export function vatAccount(affiliateId: string): string {
	return `vat:${affiliateId}`;
}

/** Tax that was kept back from what an affiliate earned (C39). */
export function withheldAccount(affiliateId: string): string {
	return `withheld:${affiliateId}`;
}

/**
 * Where a commission of this status stands as a liability to the affiliate. What is in a payout or
 * was paid is taken back from `approved`, which may go below zero and nets the next payout (C28).
 */
export function liabilityAccount(status: CommissionStatus, affiliateId: string): string {
	switch (status) {
		case 'pending':
			return `pending:${affiliateId}`;
		case 'held':
			return `held:${affiliateId}`;
		case 'approved':
		case 'in_batch':
		case 'paid':
		case 'declined':
		case 'reversed':
			return approvedAccount(affiliateId);
	}
}
