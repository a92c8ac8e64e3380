import type { Order } from '../../../../model/order';

/** What became of an order in the eyes of another system. */
export type ClaimedOutcome = 'stands' | 'open' | 'undone';

/** Words of affiliate platforms and payment services, in lower case. */
const WORDS: Readonly<Record<ClaimedOutcome, readonly string[]>> = {
	stands: [
		'accepted',
		'approved',
		'authorised',
		'authorized',
		'captured',
		'complete',
		'completed',
		'confirmed',
		'fulfilled',
		'locked',
		'paid',
		'partially_refunded',
		'payable',
		'sale',
		'settled',
		'shipped',
		'success',
		'successful',
		'valid',
	],
	open: [
		'created',
		'hold',
		'new',
		'on_hold',
		'open',
		'pending',
		'processing',
		'tracked',
		'unconfirmed',
		'unpaid',
		'waiting',
	],
	undone: [
		'canceled',
		'cancelled',
		'chargeback',
		'declined',
		'denied',
		'disapproved',
		'failed',
		'invalid',
		'refunded',
		'rejected',
		'returned',
		'reversed',
		'void',
		'voided',
	],
};

/** Null for a word that is not known: it says nothing either way. */
export function readStatus(text: string): ClaimedOutcome | null {
	const word = text
		.trim()
		.toLowerCase()
		.replace(/[\s-]+/g, '_');
	const outcomes = Object.keys(WORDS) as ClaimedOutcome[];
	return outcomes.find((outcome) => WORDS[outcome].includes(word)) ?? null;
}

const STORE: Readonly<Record<Order['status'], ClaimedOutcome>> = {
	pending: 'open',
	paid: 'stands',
	partially_refunded: 'stands',
	refunded: 'undone',
	cancelled: 'undone',
	voided: 'undone',
};

/**
 * Whether one side says that the order was undone and the other that it stands. Still open on either
 * side is none: one of them is only later.
 */
export function contradicts(claimed: ClaimedOutcome, status: Order['status']): boolean {
	const told = STORE[status];
	return (claimed === 'stands' && told === 'undone') || (claimed === 'undone' && told === 'stands');
}
