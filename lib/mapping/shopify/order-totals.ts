import { maxMoney, subtractMoney, sumMoney, zeroMoney, type Money } from '../../kernel';
import type { Order, OrderLine } from '../../model/order';
import { taxOf } from './line-amounts';
import type { ShopifyOrder } from './schema';
import { shopAmount, shopAmountOrZero, sumShopAmounts } from './shop-amount';

/** Totals at the time of the order (`total_*`), not after refunds (`current_*`). */
export function shopifyTotals(order: ShopifyOrder, lines: readonly OrderLine[]): Order['totals'] {
	const { currency } = order;
	const total = { set: order.total_price_set, plain: order.total_price };
	return {
		items: sumMoney(
			lines.map(({ gross }) => gross),
			currency,
		),
		discount: sumMoney(
			lines.map(({ discount }) => discount),
			currency,
		),
		shipping: shippingBeforeTax(order),
		tax: shopAmountOrZero({ set: order.total_tax_set, plain: order.total_tax }, currency),
		fees: sumShopAmounts(
			[{ set: order.original_total_duties_set }, { set: order.original_total_additional_fees_set }],
			currency,
		),
		tip: tipBesideLines(order, lines),
		total: shopAmountOrZero(total, currency),
	};
}

function shippingBeforeTax(order: ShopifyOrder): Money {
	const { currency } = order;
	const kept = order.shipping_lines.filter(({ is_removed }) => is_removed !== true);
	return sumMoney(
		kept.map((line) => {
			const charged =
				shopAmount({ set: line.discounted_price_set, plain: line.discounted_price }, currency) ??
				subtractMoney(
					shopAmountOrZero({ set: line.price_set, plain: line.price }, currency),
					sumShopAmounts(
						line.discount_allocations.map(({ amount, amount_set }) => ({
							set: amount_set,
							plain: amount,
						})),
						currency,
					),
				);
			if (order.taxes_included !== true) return charged;
			return subtractMoney(charged, taxOf(line.tax_lines, currency));
		}),
		currency,
	);
}

/** Tips that are not already lines, so that the total is the sum of its parts. */
function tipBesideLines(order: ShopifyOrder, lines: readonly OrderLine[]): Money {
	const { currency } = order;
	const received = shopAmountOrZero(
		{ set: order.total_tip_received_set, plain: order.total_tip_received },
		currency,
	);
	const inLines = sumMoney(
		lines.filter(({ isTip }) => isTip).map(({ net }) => net),
		currency,
	);
	return maxMoney(subtractMoney(received, inLines), zeroMoney(currency));
}
