import { AffiliateError } from '../../kernel';
import type { MagentoClient, MagentoResult } from './client';
import { couponSchema, salesRuleSchema, searchAnswer, type SalesRule } from './schema';
import { searchFor } from './search-criteria';
import { ruleBody, ruleDifferences, type CouponTerms } from './sales-rule';

export interface CouponOutcome {
	readonly outcome: 'created' | 'unchanged';
	readonly ruleId: string;
	readonly couponId: string;
	/**
	 * What the existing rule does otherwise than was asked, such as "discount: 5 instead of 10". The rule is
	 * left as it is: saving it over the API would empty its code (magento2 issue 35298).
	 */
	readonly differences: readonly string[];
}

/**
 * Sees to it that a code is there that gives customers of an affiliate a discount: a cart price rule of
 * its own and one coupon. A code that exists is left alone, whoever made it. A rule of the same name
 * without a code, left behind by a run that broke off, is used. Throws `invalid_input`.
 *
 * Magento matches codes without case and keeps them once in a store.
 */
export async function ensureCoupon(
	client: MagentoClient,
	terms: CouponTerms,
): Promise<MagentoResult<CouponOutcome>> {
	const code = requireCode(terms.code);
	const body = ruleBody({ ...terms, code });
	const existing = await findCoupon(client, code);
	if (!existing.ok) return existing;
	if (existing.value !== null) return await existingCoupon(client, terms, existing.value);
	const rule = await ruleFor(client, body);
	if (!rule.ok) return rule;
	const ruleId = rule.value.rule_id;
	const created = await client.call(
		{
			method: 'POST',
			path: '/coupons',
			// Its limits and its end are the rule's: Magento copies them over whatever is sent.
			body: { coupon: { rule_id: Number(ruleId), code, type: 0, is_primary: true } },
			// A code is unique, so that sending it twice cannot make two.
			safety: 'repeatable',
		},
		couponSchema,
	);
	const differences = ruleDifferences(rule.value, terms);
	if (created.ok) {
		const couponId = created.value.coupon_id;
		return { ok: true, value: { outcome: 'created', ruleId, couponId, differences } };
	}
	// Somebody, or our own request whose answer was lost, was faster.
	const now = created.failure.status === 400 ? await findCoupon(client, code) : created;
	return now.ok && now.value !== null ? await existingCoupon(client, terms, now.value) : created;
}

interface FoundCoupon {
	readonly couponId: string;
	readonly ruleId: string;
}

async function findCoupon(
	client: MagentoClient,
	code: string,
): Promise<MagentoResult<FoundCoupon | null>> {
	const answer = await client.call(
		{
			method: 'GET',
			path: '/coupons/search',
			query: searchFor('code', code),
			safety: 'repeatable',
		},
		searchAnswer(couponSchema),
	);
	if (!answer.ok) return answer;
	const found = answer.value.items.find(
		(coupon) => coupon.code?.toLowerCase() === code.toLowerCase(),
	);
	const value = found === undefined ? null : { couponId: found.coupon_id, ruleId: found.rule_id };
	return { ok: true, value };
}

async function existingCoupon(
	client: MagentoClient,
	terms: CouponTerms,
	{ couponId, ruleId }: FoundCoupon,
): Promise<MagentoResult<CouponOutcome>> {
	const rule = await client.call(
		{ method: 'GET', path: `/salesRules/${encodeURIComponent(ruleId)}`, safety: 'repeatable' },
		salesRuleSchema,
	);
	if (!rule.ok) return rule;
	const differences = ruleDifferences(rule.value, terms);
	return { ok: true, value: { outcome: 'unchanged', ruleId, couponId, differences } };
}

/** The rule of this name, or a new one. Names are made from the code, which is unique. */
async function ruleFor(
	client: MagentoClient,
	body: Readonly<Record<string, unknown>> & { readonly name: string },
): Promise<MagentoResult<SalesRule>> {
	const answer = await client.call(
		{
			method: 'GET',
			path: '/salesRules/search',
			query: searchFor('name', body.name),
			safety: 'repeatable',
		},
		searchAnswer(salesRuleSchema),
	);
	if (!answer.ok) return answer;
	const left = answer.value.items.find(
		({ name, coupon_type: type }) =>
			name === body.name && (type === 'SPECIFIC_COUPON' || String(type) === '2'),
	);
	if (left !== undefined) return { ok: true, value: left };
	return await client.call(
		{ method: 'POST', path: '/salesRules', body: { rule: body }, safety: 'once' },
		salesRuleSchema,
	);
}

function requireCode(code: string): string {
	const trimmed = code.trim();
	if (/^[\p{L}\p{N}._-]{1,255}$/u.test(trimmed)) return trimmed;
	throw new AffiliateError(
		'The coupon code is empty or has characters that customers cannot type',
		{
			code: 'invalid_input',
			path: 'code',
			hint: 'Use letters, digits, dots, dashes and underscores.',
		},
	);
}
