import { sumMoney } from '../../kernel';
import type { Payout, PayoutBatch } from '../../model/payout';
import type { PayPalClient } from './client';
import type { CreatedPayout } from './create-payout';
import { describeFailure } from './describe-failure';
import type { PayPalFailure } from './failure';
import { payPalAmount } from './paypal-amount';
import { batchSchema } from './schema';

/**
 * Whether PayPal has had this `sender_batch_id` in the last 30 days. It answers 400
 * USER_BUSINESS_ERROR with the field SENDER_BATCH_ID; the words of the issue have changed over time
 * ("Duplicate batch request", "Batch with given sender_batch_id already exists").
 */
export function isDuplicate({ status, name, issues }: PayPalFailure): boolean {
	if (status !== 400 && status !== 409 && status !== 422) return false;
	if (name === 'DUPLICATE_REQUEST_ID') return true;
	return issues.some(
		({ field, text }) => /sender_batch_id/i.test(field) && /duplicate|already exists/i.test(text),
	);
}

/**
 * The batch that PayPal has under this id, by the link in its answer. It counts as ours when id,
 * number and sum are the same; anything else is left to a person.
 */
export async function findOriginal(
	client: PayPalClient,
	duplicate: PayPalFailure,
	batch: PayoutBatch,
	payouts: readonly Payout[],
): Promise<CreatedPayout> {
	const id = duplicate.issues.flatMap(({ links }) => links.flatMap(batchIdOf))[0];
	if (id === undefined)
		return lookUp('PayPal has this batch already, and does not say under which id');
	const answer = await client.call({
		method: 'GET',
		path: `/v1/payments/payouts/${id}`,
		query: { page: '1', page_size: '1', total_required: 'true' },
	});
	if (!answer.ok) return { outcome: 'unknown', ...describeFailure(answer.failure) };
	const page = batchSchema.safeParse(answer.body);
	if (!page.success) return lookUp('PayPal has this batch already, and its answer cannot be read');
	const { batch_header: header, total_items: count } = page.data;
	const total = payPalAmount(
		sumMoney(
			payouts.map(({ payable }) => payable),
			batch.currency,
		),
	);
	const isSame =
		header.sender_batch_header.sender_batch_id === batch.batchId &&
		(count === undefined || count === payouts.length) &&
		(header.amount === undefined ||
			(total.ok &&
				header.amount.currency === batch.currency &&
				sameDecimal(header.amount.value, total.value)));
	if (!isSame) return lookUp(`PayPal has another batch (${id}) under the id of this one`);
	return {
		outcome: 'already_sent',
		payoutBatchId: header.payout_batch_id,
		batchStatus: header.batch_status,
	};
}

/** Only the id is taken from a link; the request goes where the connection says. */
function batchIdOf(href: string): string[] {
	const id = /\/v1\/payments\/payouts\/([A-Za-z0-9-]{1,40})(?:[?#].*)?$/.exec(href)?.[1];
	return id === undefined ? [] : [id];
}

function sameDecimal(a: string, b: string): boolean {
	const plain = (text: string): string =>
		text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text;
	return plain(a) === plain(b);
}

function lookUp(reason: string): CreatedPayout {
	return {
		outcome: 'unknown',
		reason,
		hint: 'Look the batch up in PayPal and record the result of each payout; do not send it anew.',
	};
}
