import { MagentoError, noSuchEntity } from './magento-error.ts';
import type { SimulatedRow } from './search.ts';
import type { MagentoStore } from './store.ts';

const REQUIRED_OF_RULE = [
	'website_ids',
	'customer_group_ids',
	'uses_per_customer',
	'is_active',
	'stop_rules_processing',
	'is_advanced',
	'sort_order',
	'discount_amount',
	'discount_step',
	'apply_to_shipping',
	'is_rss',
	'coupon_type',
	'use_auto_generation',
	'uses_per_coupon',
] as const;

export function salesRule(store: MagentoStore, id: string): SimulatedRow {
	const found = store.rules.find((rule) => rule['rule_id'] === Number(id));
	if (found === undefined) throw noSuchEntity('rule_id', id);
	return found;
}

export function createRule(store: MagentoStore, body: unknown): SimulatedRow {
	const input = (body as { rule?: SimulatedRow } | undefined)?.rule ?? {};
	const missing = REQUIRED_OF_RULE.find((name) => input[name] === undefined);
	if (missing !== undefined) {
		throw new MagentoError(400, '"%fieldName" is required. Enter and try again.', {
			fieldName: missing,
		});
	}
	if (typeof input['discount_amount'] !== 'number') {
		throw new MagentoError(
			400,
			'The "%value" value\'s type is invalid. The "%type" type was expected. Verify and try again.',
			{ value: String(input['discount_amount']), type: 'float' },
		);
	}
	if (!['NO_COUPON', 'SPECIFIC_COUPON', 'AUTO'].includes(String(input['coupon_type']))) {
		throw new MagentoError(400, 'The coupon type is invalid');
	}
	const rule = { ...input, rule_id: store.nextId(), times_used: 0 };
	store.rules.push(rule);
	return rule;
}

/** Limits and end of a coupon are its rule's; a code is there once, without regard to case. */
export function createCoupon(store: MagentoStore, body: unknown): SimulatedRow {
	const input = (body as { coupon?: SimulatedRow } | undefined)?.coupon ?? {};
	const rule = store.rules.find((candidate) => candidate['rule_id'] === input['rule_id']);
	if (rule === undefined) {
		throw new MagentoError(400, 'Error occurred when saving coupon: %1', [
			`No such entity with rule_id = ${String(input['rule_id'])}`,
		]);
	}
	if (rule['coupon_type'] === 'NO_COUPON') {
		throw new MagentoError(400, 'Error occurred when saving coupon: %1', [
			'Specified rule does not allow coupons',
		]);
	}
	const code = String(input['code'] ?? '');
	const isTaken = store.coupons.some(
		(coupon) => String(coupon['code']).toLowerCase() === code.toLowerCase(),
	);
	if (isTaken) throw new MagentoError(400, 'Coupon with the same code already exists.');
	const coupon = {
		...input,
		coupon_id: store.nextId(),
		code,
		times_used: 0,
		usage_limit: rule['uses_per_coupon'],
		usage_per_customer: rule['uses_per_customer'],
		...(rule['to_date'] === undefined ? {} : { expiration_date: rule['to_date'] }),
	};
	store.coupons.push(coupon);
	return coupon;
}
