import { z } from 'zod/v4';
import { AffiliateError } from '../../kernel';
import type { ShopifyClient } from './client';
import {
	basicDiscountSchema,
	differingTerms,
	discountInput,
	type DiscountTerms,
} from './discount-terms';
import { CREATE_DISCOUNT, DISCOUNT_BY_CODE } from './documents';
import { unreadableFailure } from './failure';
import { mutate } from './mutate';
import {
	doneOutcome,
	failedOutcome,
	payload,
	rejectedOutcome,
	type WriteOutcome,
} from './write-outcome';

const foundSchema = z.object({
	shop: z.object({ currencyCode: z.string() }),
	codeDiscountNodeByCode: z
		.object({ id: z.string(), codeDiscount: z.object({ __typename: z.string() }).loose() })
		.nullable(),
});

const payloadSchema = payload({ codeDiscountNode: z.object({ id: z.string() }).nullable() });

/**
 * Makes a discount code for an affiliate, once: a code that is there with the same terms is
 * `unchanged`, one with other terms is left alone and `rejected` with what differs, because it may be
 * somebody else's. Codes are the same whatever their case. Throws `invalid_input` for terms that
 * make no sense.
 */
export async function ensureDiscountCode(
	client: ShopifyClient,
	terms: DiscountTerms,
): Promise<WriteOutcome> {
	requireSensible(terms);
	const before = await compareWithShop(client, terms);
	if (before !== null) return before;
	const result = await mutate(
		client,
		CREATE_DISCOUNT,
		{ discount: discountInput(terms) },
		'discountCodeBasicCreate',
		payloadSchema,
	);
	if (result.ok) return doneOutcome('created', result.payload.codeDiscountNode?.id ?? null);
	// Made in the meantime, or by the attempt whose answer was lost.
	const isTaken = result.failure.code === 'TAKEN' || /must be unique/i.test(result.failure.message);
	const after = isTaken ? await compareWithShop(client, terms) : null;
	return after ?? failedOutcome(result.failure, null);
}

/** Null when the shop has no such code and takes its currency. */
async function compareWithShop(
	client: ShopifyClient,
	terms: DiscountTerms,
): Promise<WriteOutcome | null> {
	const answer = await client.ask(DISCOUNT_BY_CODE, { code: terms.code });
	if (!answer.ok) return failedOutcome(answer.failure, null);
	const parsed = foundSchema.safeParse(answer.data);
	if (!parsed.success) return failedOutcome(unreadableFailure(), null);
	const { shop, codeDiscountNodeByCode: found } = parsed.data;
	const { value } = terms;
	if (value.kind === 'fixed' && value.amount.currency !== shop.currencyCode) {
		return rejectedOutcome(null, {
			reason: `The amount is in ${value.amount.currency}, the shop sells in ${shop.currencyCode}`,
			hint: `Give the amount in ${shop.currencyCode}, or a percentage.`,
			field: 'value',
		});
	}
	if (found === null) return null;
	const basic = basicDiscountSchema.safeParse(found.codeDiscount);
	const differing = basic.success ? differingTerms(basic.data, terms) : ['kind'];
	if (differing.length === 0) return doneOutcome('unchanged', found.id);
	return rejectedOutcome(found.id, {
		reason: `The shop has the code '${terms.code}' with other terms: ${differing.join(', ')}`,
		hint: 'Choose another code, or change or delete the one in the shop.',
		field: differing[0] ?? 'code',
	});
}

function requireSensible({ code, value, usageLimit }: DiscountTerms): void {
	if (code.trim() === '' || code.length > 255 || code !== code.trim()) {
		throw invalid('code', 'The code must have 1 to 255 characters, without space around it');
	}
	if (value.kind === 'percentage' && !isPercent(value.percent)) {
		throw invalid('percent', `'${value.percent}' is not a percentage above 0 and up to 100`);
	}
	if (value.kind === 'fixed' && value.amount.amountMinor <= 0n) {
		throw invalid('amount', 'The amount must be above zero');
	}
	if (usageLimit !== null && (!Number.isInteger(usageLimit) || usageLimit < 1)) {
		throw invalid('usageLimit', 'The limit of uses must be a whole number above zero');
	}
}

function isPercent(text: string): boolean {
	return /^\d{1,3}(\.\d{1,4})?$/.test(text) && Number(text) > 0 && Number(text) <= 100;
}

function invalid(path: string, message: string): AffiliateError {
	return new AffiliateError(message, {
		code: 'invalid_input',
		path,
		hint: 'Correct the terms of the discount code.',
	});
}
