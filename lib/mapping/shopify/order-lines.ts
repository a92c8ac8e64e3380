import type { OrderLine } from '../../model/order';
import { amountsBeforeTax } from './line-amounts';
import type { ShopifyLine, ShopifyOrder } from './schema';
import { shopAmountOrZero } from './shop-amount';

/** The order's lines before tax, with gift cards and tips marked. */
export function shopifyLines(order: ShopifyOrder): OrderLine[] {
	return order.line_items.map((line) => ({
		lineId: line.id,
		productId: line.product_id,
		variantId: line.variant_id,
		sku: line.sku,
		title: line.title ?? '',
		// Shopify's own order webhooks have no product type; apps that add one are believed.
		categories: line.product_type === null ? [] : [line.product_type],
		quantity: line.quantity,
		...amountsBeforeTax(line, order.currency, order.taxes_included === true),
		isGiftCard: line.gift_card === true,
		isTip: isTipLine(line, order),
	}));
}

/**
 * A tip is a line with a `tip` object; some payloads have only a line titled "Tip" that belongs to
 * no product, beside an order that says a tip was received.
 */
function isTipLine(line: ShopifyLine, order: ShopifyOrder): boolean {
	if (typeof line.tip === 'object' && line.tip !== null) return true;
	const tip = shopAmountOrZero(
		{ set: order.total_tip_received_set, plain: order.total_tip_received },
		order.currency,
	);
	const belongsToProduct = line.product_id !== null || line.variant_id !== null;
	return tip.amountMinor > 0n && !belongsToProduct && line.title?.toLowerCase() === 'tip';
}
