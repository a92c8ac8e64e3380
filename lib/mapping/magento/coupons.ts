import { zeroMoney } from '../../kernel';
import type { Order } from '../../model/order';
import { absoluteAmount } from './amount';
import { magentoExtensionSchema, type MagentoOrder } from './schema';

/**
 * Codes that the buyer entered. Magento tells one discount for the whole order, rules without a
 * code included, so the first code stands for all of it.
 */
export function magentoCoupons(order: MagentoOrder): Order['coupons'] {
	const { base_currency_code: currency } = order;
	const extension = magentoExtensionSchema.safeParse(order.extension_attributes);
	const further = extension.success ? extension.data.coupon_codes : [];
	const codes = new Map<string, string>();
	for (const code of [order.coupon_code ?? '', ...further].map((text) => text.trim())) {
		if (code !== '' && !codes.has(code.toLowerCase())) codes.set(code.toLowerCase(), code);
	}
	return [...codes.values()].slice(0, 100).map((code, index) => ({
		code,
		amount:
			index === 0 ? absoluteAmount(order.base_discount_amount, currency) : zeroMoney(currency),
	}));
}
