import type { Instant } from '../../kernel';
import type { Payout, PayoutBatch } from '../../model/payout';
import { checkPayouts, type PayPalProblem } from './check-payouts';
import type { PayPalClient } from './client';
import { describeFailure, masked } from './describe-failure';
import { unreadableFailure, type PayPalFailure } from './failure';
import { findOriginal, isDuplicate } from './find-original';
import { payPalAmount } from './paypal-amount';
import { createdSchema } from './schema';

export interface PayPalTexts {
	/** Subject of PayPal's e-mail; up to 255 characters. */
	readonly emailSubject?: string;
	/** Text of PayPal's e-mail; up to 1000 characters. */
	readonly emailMessage?: string;
}

export type CreatedPayout =
	/** `already_sent`: PayPal has had this batch before and did not take it a second time. */
	| {
			readonly outcome: 'created' | 'already_sent';
			readonly payoutBatchId: string;
			readonly batchStatus: string;
	  }
	/** Nothing was sent, and sending the same again would be refused again. */
	| {
			readonly outcome: 'refused';
			readonly reason: string;
			readonly hint: string;
			readonly problems: readonly PayPalProblem[];
	  }
	/** Whether it was sent is not known; send again: PayPal pays a batch once only. */
	| { readonly outcome: 'unknown'; readonly reason: string; readonly hint: string };

/**
 * Sends an approved batch to PayPal (POST /v1/payments/payouts). The batch id is PayPal's
 * `sender_batch_id`, so that a repeated call finds the first one instead of paying twice (C36).
 */
export async function createPayPalPayout(
	client: PayPalClient,
	input: {
		readonly batch: PayoutBatch;
		readonly payouts: readonly Payout[];
		readonly now: Instant;
		readonly texts?: PayPalTexts;
	},
): Promise<CreatedPayout> {
	const { batch, payouts, now, texts = {} } = input;
	const problems = checkPayouts(batch, payouts, now);
	if (problems.length > 0) {
		return {
			outcome: 'refused',
			reason: 'The batch cannot be paid by PayPal as it is',
			hint: 'Mend what is named, or cancel the batch and draft another one; nothing was sent.',
			problems,
		};
	}
	const answer = await client.call({
		method: 'POST',
		path: '/v1/payments/payouts',
		headers: { 'PayPal-Request-Id': batch.batchId },
		body: requestBody(batch, payouts, texts),
	});
	if (answer.ok) {
		const created = createdSchema.safeParse(answer.body);
		if (!created.success) return unknown(unreadableFailure(answer.status));
		const { payout_batch_id: payoutBatchId, batch_status: batchStatus } = created.data.batch_header;
		return { outcome: 'created', payoutBatchId, batchStatus };
	}
	const { failure } = answer;
	if (isDuplicate(failure)) return await findOriginal(client, failure, batch, payouts);
	return failure.retryable ? unknown(failure) : refused(failure, payouts);
}

function requestBody(
	batch: PayoutBatch,
	payouts: readonly Payout[],
	{ emailSubject = 'Your commission was paid', emailMessage }: PayPalTexts,
): unknown {
	return {
		sender_batch_header: {
			sender_batch_id: batch.batchId,
			recipient_type: 'EMAIL',
			email_subject: emailSubject.slice(0, 255),
			...(emailMessage === undefined ? {} : { email_message: emailMessage.slice(0, 1_000) }),
		},
		items: payouts.map(({ payoutId, payable, profile, statementNumber }) => {
			const amount = payPalAmount(payable);
			return {
				recipient_type: 'EMAIL',
				receiver: profile.account.email,
				amount: { value: amount.ok ? amount.value : '', currency: payable.currency },
				note: `Commission ${statementNumber ?? batch.batchKey}`,
				sender_item_id: payoutId,
			};
		}),
	};
}

function unknown(failure: PayPalFailure): CreatedPayout {
	return { outcome: 'unknown', ...describeFailure(failure) };
}

function refused(failure: PayPalFailure, payouts: readonly Payout[]): CreatedPayout {
	return {
		outcome: 'refused',
		...describeFailure(failure),
		problems: failure.issues.map(({ field, text }) => ({
			payoutId: payoutOf(field, payouts),
			text: masked(`${field}: ${text}`),
		})),
	};
}

/** PayPal names items by their place: "items[3].receiver" or "/items/3/receiver". */
function payoutOf(field: string, payouts: readonly Payout[]): string | null {
	const place = /items\W(\d+)/i.exec(field)?.[1];
	return place === undefined ? null : (payouts[Number(place)]?.payoutId ?? null);
}
