import { cut, pageAsked, type Listed, type Parameters } from './parameters.ts';
import type { SimulatedRecord, WooShop } from './shop.ts';
import { invalidParameters, missingParameters, WooError } from './woo-error.ts';

const TYPES = ['percent', 'fixed_cart', 'fixed_product'];

export function listCoupons(shop: WooShop, parameters: Parameters): Listed {
	const code = parameters.text('code')?.toLowerCase() ?? null;
	const rows = shop.coupons.filter((coupon) => code === null || coupon['code'] === code);
	return cut(rows, pageAsked(parameters));
}

/** Codes are kept in lower case, and once. Amounts are text and come back with two decimals. */
export function createCoupon(shop: WooShop, body: unknown): SimulatedRecord {
	const input = (body ?? {}) as Record<string, unknown>;
	const { code, amount = '0', discount_type: type = 'fixed_cart' } = input;
	if (code === undefined) throw missingParameters(['code']);
	requireText({ code, amount });
	if (!TYPES.includes(String(type))) {
		throw invalidParameters({ discount_type: `discount_type is not one of ${TYPES.join(', ')}.` });
	}
	for (const name of ['usage_limit', 'usage_limit_per_user']) {
		const value = input[name];
		if (value !== undefined && !Number.isInteger(value)) {
			throw invalidParameters({ [name]: `${name} is not of type integer.` });
		}
	}
	if (type === 'percent' && Number(amount) > 100) {
		throw new WooError('coupon_invalid_amount', 'Invalid discount amount.', 400);
	}
	const kept = String(code).toLowerCase();
	if (shop.coupons.some((coupon) => coupon['code'] === kept)) {
		throw new WooError(
			'woocommerce_rest_coupon_code_already_exists',
			'The coupon code already exists',
			400,
		);
	}
	const coupon = {
		id: shop.nextId(),
		code: kept,
		amount: Number(amount).toFixed(2),
		status: 'publish',
		discount_type: type,
		description: input['description'] ?? '',
		date_expires_gmt: endOf(shop, input['date_expires']),
		usage_count: 0,
		individual_use: false,
		product_ids: [],
		excluded_product_ids: [],
		product_categories: [],
		excluded_product_categories: [],
		email_restrictions: [],
		minimum_amount: '0.00',
		maximum_amount: '0.00',
		usage_limit: input['usage_limit'] ?? null,
		usage_limit_per_user: input['usage_limit_per_user'] ?? null,
		meta_data: [],
	};
	shop.coupons.push(coupon);
	return coupon;
}

function requireText(values: Readonly<Record<string, unknown>>): void {
	for (const [name, value] of Object.entries(values)) {
		if (typeof value !== 'string') {
			throw invalidParameters({ [name]: `${name} is not of type string.` });
		}
	}
}

/** The end in GMT; a date without a zone is the shop's own. */
function endOf(shop: WooShop, input: unknown): string | null {
	if (input === undefined || input === null || input === '') return null;
	const text = String(input);
	const hasZone = /(Z|[+-]\d{2}:\d{2})$/.test(text);
	const moment = Date.parse(hasZone ? text : `${text.slice(0, 10)}T00:00:00Z`);
	if (Number.isNaN(moment)) {
		throw new WooError('coupon_invalid_date', 'Invalid date.', 400);
	}
	const offset = hasZone ? 0 : shop.zoneHours * 3_600_000;
	return new Date(moment - offset).toISOString().slice(0, 19);
}
