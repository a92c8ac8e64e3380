import { addDays, type Instant } from '../../kernel';
import type { Payout, PayoutBatch } from '../../model/payout';
import { accountProblems } from '../../model/payout-account';
import { payPalAmount } from './paypal-amount';

/** Why a batch cannot be sent. Null: of the batch, not of one payout. */
export interface PayPalProblem {
	readonly payoutId: string | null;
	readonly text: string;
}

/** Payouts in one call (Payouts API 1.9). */
export const MOST_ITEMS = 15_000;

/** PayPal knows a `sender_batch_id` for 30 days; a day less, so that no clock decides. */
const KNOWN_DAYS = 29;

/**
 * Everything that must be right before money is sent: an approved batch of PayPal payouts without
 * results, young enough that PayPal would notice it coming twice.
 */
export function checkPayouts(
	batch: PayoutBatch,
	payouts: readonly Payout[],
	now: Instant,
): PayPalProblem[] {
	return [
		...batchProblems(batch, payouts, now),
		...payouts.flatMap((payout) => payoutProblems(batch, payout)),
	];
}

function batchProblems(
	batch: PayoutBatch,
	payouts: readonly Payout[],
	now: Instant,
): PayPalProblem[] {
	const texts = [
		...(batch.method === 'paypal' ? [] : [`The batch is paid by ${batch.method}, not by PayPal.`]),
		...(batch.status === 'approved' || batch.status === 'sent'
			? []
			: [`The batch is ${batch.status}; only an approved batch is paid.`]),
		...(payouts.length === 0 ? ['The batch has no payouts.'] : []),
		...(payouts.length > MOST_ITEMS
			? [`PayPal takes ${MOST_ITEMS} payouts at once; the batch has ${payouts.length}.`]
			: []),
		...(isForgotten(batch, now)
			? [
					`The batch was approved more than ${KNOWN_DAYS} days ago; PayPal may not know any more whether it was sent. Look it up in PayPal, then record its results or cancel it.`,
				]
			: []),
	];
	return texts.map((text) => ({ payoutId: null, text }));
}

function isForgotten({ approvals }: PayoutBatch, now: Instant): boolean {
	const last = approvals.at(-1);
	return last !== undefined && now > addDays(last.at, KNOWN_DAYS);
}

function payoutProblems(batch: PayoutBatch, payout: Payout): PayPalProblem[] {
	const { payoutId, status, profile, payable } = payout;
	const amount = payPalAmount(payable);
	const texts = [
		...(status === 'claimed' || status === 'sent' ? [] : [`The payout is ${status} already.`]),
		...(profile.account.method === 'paypal'
			? accountProblems(profile).map((problem) => `The account cannot be paid to: ${problem}.`)
			: [`It is paid by ${profile.account.method}, not by PayPal.`]),
		...(payable.currency === batch.currency
			? []
			: [`It is in ${payable.currency}, the batch in ${batch.currency}.`]),
		...(amount.ok ? [] : [amount.problem]),
	];
	return texts.map((text) => ({ payoutId, text }));
}
