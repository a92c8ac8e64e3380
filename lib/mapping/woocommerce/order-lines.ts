import { compareMoney, subtractMoney, zeroMoney } from '../../kernel';
import type { OrderLine } from '../../model/order';
import { storeAmount } from '../store-amount';
import { decodeHtmlEntities } from './html-entities';
import type { WooLine, WooOrder } from './schema';

/** Line meta that gift-card extensions write. */
const GIFT_CARD_META = ['wc_gc_giftcard', 'pw_gift_card'] as const;

/**
 * The order's lines. WooCommerce's `subtotal` (before coupons) and `total` (after) are always
 * before tax, whichever way prices are entered; `price` is a rounded float and is not read.
 */
export function wooLines(order: WooOrder): OrderLine[] {
	return order.line_items.map((line) => ({
		lineId: line.id,
		productId: line.product_id,
		variantId: line.variation_id,
		sku: line.sku,
		title: decodeHtmlEntities(line.name ?? ''),
		categories: [],
		quantity: line.quantity,
		...lineAmounts(line, order.currency),
		isGiftCard: line.meta_data.some(({ key }) =>
			GIFT_CARD_META.some((prefix) => key.replace(/^_/, '').startsWith(prefix)),
		),
		isTip: false,
	}));
}

function lineAmounts(
	line: WooLine,
	currency: string,
): Pick<OrderLine, 'gross' | 'discount' | 'net' | 'tax'> {
	const net = storeAmount(line.total, currency);
	const before = storeAmount(line.subtotal ?? line.total, currency);
	// A line whose total was raised by hand has no discount, not a negative one.
	const gross = compareMoney(before, net) < 0 ? net : before;
	const tax =
		line.total_tax === null || line.total_tax === undefined
			? zeroMoney(currency)
			: storeAmount(line.total_tax, currency);
	return { gross, discount: subtractMoney(gross, net), net, tax };
}
