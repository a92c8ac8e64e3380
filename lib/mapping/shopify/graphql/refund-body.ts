import type { GraphqlRefund } from './schema';
import { moneySetOf, numberOf, pricedLineOf } from './webhook-shape';

/** A refund in the shape of a webhook's body. */
export function refundBodyOf(refund: GraphqlRefund): Record<string, unknown> {
	return {
		id: refund.legacyResourceId ?? numberOf(refund.id),
		admin_graphql_api_id: refund.id,
		order_id: numberOf(refund.order.id),
		created_at: refund.createdAt,
		processed_at: refund.processedAt,
		note: refund.note,
		refund_line_items: refund.refundLineItems.map((item) => ({
			line_item_id: numberOf(item.lineItem.id),
			quantity: item.quantity,
			subtotal_set: moneySetOf(item.subtotalSet),
			total_tax_set: moneySetOf(item.totalTaxSet),
			line_item: pricedLineOf(item.lineItem),
		})),
		refund_shipping_lines: refund.refundShippingLines.map((line) => ({
			subtotal_amount_set: moneySetOf(line.subtotalAmountSet),
			tax_amount_set: moneySetOf(line.taxAmountSet),
		})),
		// Shipping stands in its own list here; what is left are differences to what was suggested.
		order_adjustments: refund.orderAdjustments.map(({ amountSet, taxAmountSet }) => ({
			kind: 'refund_discrepancy',
			amount_set: moneySetOf(amountSet),
			tax_amount_set: moneySetOf(taxAmountSet),
		})),
		transactions: refund.transactions.map(({ kind, status, test, amountSet }) => ({
			kind: kind.toLowerCase(),
			status: status.toLowerCase(),
			test,
			amount_set: moneySetOf(amountSet),
			currency: amountSet?.shopMoney.currencyCode ?? null,
		})),
	};
}
