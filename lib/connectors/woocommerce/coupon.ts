import { z } from 'zod/v4';
import type { WooClient } from './client';
import { couponBody, couponSchema, differingTerms, type CouponTerms } from './coupon-terms';
import { doneOutcome, failedOutcome, rejectedOutcome, type WriteOutcome } from './write-outcome';

/**
 * Makes a coupon for an affiliate, once: a code that is there with the same terms is `unchanged`, one
 * with other terms is left alone and `rejected` with what differs, because it may be somebody else's.
 * Throws `invalid_input` for terms that make no sense.
 */
export async function ensureCoupon(client: WooClient, terms: CouponTerms): Promise<WriteOutcome> {
	const body = couponBody(terms);
	const before = await compareWithShop(client, terms);
	if (before !== null) return before;
	const wrongCurrency = await currencyMistake(client, terms);
	if (wrongCurrency !== null) return wrongCurrency;
	const created = await client.call(
		{
			method: 'POST',
			path: '/coupons',
			body,
			// A code is there once, so that sending it twice cannot make two.
			safety: 'repeatable',
		},
		couponSchema,
	);
	if (created.ok) return doneOutcome('created', created.value.id);
	// Made in the meantime, or by the attempt whose answer was lost.
	const isTaken = created.failure.code === 'woocommerce_rest_coupon_code_already_exists';
	const after = isTaken ? await compareWithShop(client, terms) : null;
	return after ?? failedOutcome(created.failure, null);
}

/** Null when the shop has no such code. */
async function compareWithShop(
	client: WooClient,
	terms: CouponTerms,
): Promise<WriteOutcome | null> {
	const answer = await client.call(
		{ method: 'GET', path: '/coupons', query: { code: terms.code }, safety: 'repeatable' },
		z.array(couponSchema),
	);
	if (!answer.ok) return failedOutcome(answer.failure, null);
	const present = answer.value.find(({ code }) => code.toLowerCase() === terms.code.toLowerCase());
	if (present === undefined) return null;
	const differing = differingTerms(present, terms);
	if (differing.length === 0) return doneOutcome('unchanged', present.id);
	return rejectedOutcome(present.id, {
		reason: `The shop has the code '${terms.code}' with other terms: ${differing.join('; ')}`,
		hint: 'Choose another code, or change or delete the one in the shop.',
		field: 'code',
	});
}

/** An amount is a bare number in the coupon: in another currency it would be another discount. */
async function currencyMistake(
	client: WooClient,
	{ value }: CouponTerms,
): Promise<WriteOutcome | null> {
	if (value.kind !== 'fixed') return null;
	const answer = await client.call(
		{ method: 'GET', path: '/data/currencies/current', safety: 'repeatable' },
		z.object({ code: z.string() }),
	);
	if (!answer.ok) return failedOutcome(answer.failure, null);
	const { code } = answer.value;
	if (code === value.amount.currency) return null;
	return rejectedOutcome(null, {
		reason: `The amount is in ${value.amount.currency}, the shop sells in ${code}`,
		hint: `Give the amount in ${code}, or a percentage.`,
		field: 'value',
	});
}
