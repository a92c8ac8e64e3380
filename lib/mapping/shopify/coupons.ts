import type { Order } from '../../model/order';
import type { ShopifyOrder } from './schema';
import { shopAmountOrZero, sumShopAmounts, type TwofoldAmount } from './shop-amount';

/**
 * Codes the buyer entered. Only an application of type `discount_code` proves one: on draft orders
 * `discount_codes` repeats the title of a manual discount, which anyone may name like a code.
 */
export function shopifyCoupons(order: ShopifyOrder): Order['coupons'] {
	const coupons = new Map<string, Order['coupons'][number]>();
	order.discount_applications.forEach(({ type, code }, index) => {
		if (type !== 'discount_code' || code === null || coupons.has(code.toLowerCase())) return;
		const named = order.discount_codes.find(
			(entry) => entry.code?.toLowerCase() === code.toLowerCase(),
		);
		const amount =
			named?.amount === null || named?.amount === undefined
				? sumShopAmounts(allocationsOf(order, index), order.currency)
				: shopAmountOrZero({ plain: named.amount }, order.currency);
		coupons.set(code.toLowerCase(), { code, amount });
	});
	return [...coupons.values()].slice(0, 100);
}

function allocationsOf(order: ShopifyOrder, index: number): TwofoldAmount[] {
	return [...order.line_items, ...order.shipping_lines]
		.flatMap((line) => line.discount_allocations)
		.filter((allocation) => allocation.discount_application_index === index)
		.map(({ amount, amount_set }) => ({ set: amount_set, plain: amount }));
}
