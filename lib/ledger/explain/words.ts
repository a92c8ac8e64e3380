import { formatMoney, type Instant, type Money } from '../../kernel';
import type { CommissionStatus } from '../../model/commission';

/** "2026-11-17" */
export function day(at: Instant): string {
	return at.slice(0, 10);
}

/** "+2.00 EUR", "-2.00 EUR" */
export function signed(amount: Money): string {
	return `${amount.amountMinor > 0n ? '+' : ''}${formatMoney(amount)}`;
}

export const STATUS_WORDS: Readonly<Record<CommissionStatus, string>> = {
	pending: 'pending',
	held: 'held',
	approved: 'approved',
	in_batch: 'in a payout',
	paid: 'paid',
	declined: 'declined',
	reversed: 'reversed',
};

/** "Order" of "order", for the first word of a sentence. */
export function capitalised(text: string): string {
	return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** "It went." and "It went" both as "It went." */
export function asSentence(text: string): string {
	return /[.!?]$/.test(text) ? text : `${text}.`;
}
