import { money, subtractMoney, type Money } from '../../kernel';
import type { OrderLine } from '../../model/order';
import { shareOf } from '../store-amount';
import { absoluteAmount, amountOrZero } from './amount';
import { rowMoney, type RowMoney, type RowSums } from './row-amounts';
import type { MagentoItem, MagentoOrder } from './schema';

const CONFIGURABLE = 'configurable';

/** Adobe Commerce's product type for gift cards. */
const GIFT_CARD = 'giftcard';

/**
 * The order's lines: the rows that have no parent, each with what stands on its children. Pieces
 * that were cancelled while the rest of the order went on are no longer part of it.
 */
export function magentoLines(order: MagentoOrder, isWholeOrder: boolean): OrderLine[] {
	const { base_currency_code: currency } = order;
	const childrenOf = childrenByParent(order.items);
	const tops = order.items.filter(({ parent_item_id }) => parent_item_id === null);
	const amounts = rowMoney(
		tops.map((row) => ({ own: row, children: childrenOf.get(row.item_id) ?? [] })),
		sumsOf(order),
		currency,
	);
	return tops.flatMap((row, index) => {
		const full = amounts[index];
		if (full === undefined) return [];
		const children = childrenOf.get(row.item_id) ?? [];
		const cancelled = isWholeOrder ? 0 : cancelledQuantity(row, children);
		const quantity = Math.max(0, row.qty_ordered - cancelled);
		return [
			{
				lineId: row.item_id,
				productId: row.product_id,
				variantId: row.product_type === CONFIGURABLE ? (children[0]?.product_id ?? null) : null,
				sku: row.sku,
				title: row.name ?? '',
				categories: [],
				quantity,
				...(cancelled === 0 ? full : partOf(full, quantity, row.qty_ordered)),
				isGiftCard: row.product_type === GIFT_CARD,
				isTip: false,
			},
		];
	});
}

function childrenByParent(items: readonly MagentoItem[]): ReadonlyMap<string, MagentoItem[]> {
	const children = new Map<string, MagentoItem[]>();
	for (const item of items) {
		if (item.parent_item_id === null) continue;
		children.set(item.parent_item_id, [...(children.get(item.parent_item_id) ?? []), item]);
	}
	return children;
}

function sumsOf(order: MagentoOrder): RowSums {
	const { base_currency_code: currency } = order;
	const subtract = (whole: Money, part: Money) => subtractMoney(whole, part);
	return {
		subtotal: order.base_subtotal === null ? null : amountOrZero(order.base_subtotal, currency),
		discount:
			order.base_discount_amount === null
				? null
				: subtract(
						absoluteAmount(order.base_discount_amount, currency),
						absoluteAmount(order.base_shipping_discount_amount, currency),
					),
		tax:
			order.base_tax_amount === null
				? null
				: subtract(
						amountOrZero(order.base_tax_amount, currency),
						amountOrZero(order.base_shipping_tax_amount, currency),
					),
	};
}

/**
 * Pieces that were cancelled. Of a bundle Magento counts them on the children alone; then as much
 * of the bundle is gone as of the child of which the largest part is left.
 */
function cancelledQuantity(row: MagentoItem, children: readonly MagentoItem[]): number {
	if (row.qty_canceled > 0) return Math.min(row.qty_canceled, row.qty_ordered);
	const parts = children.filter(({ qty_ordered }) => qty_ordered > 0);
	if (parts.length === 0) return 0;
	const gone = parts.map((child) =>
		Math.floor((child.qty_canceled * row.qty_ordered) / child.qty_ordered),
	);
	return Math.min(row.qty_ordered, ...gone);
}

function partOf(full: RowMoney, quantity: number, ordered: number): RowMoney {
	const share = (amount: Money) => shareOf(amount, BigInt(quantity), BigInt(ordered));
	const gross = share(full.gross);
	const net = share(full.net);
	return {
		gross,
		discount: money(gross.amountMinor - net.amountMinor, gross.currency),
		net,
		tax: share(full.tax),
	};
}
