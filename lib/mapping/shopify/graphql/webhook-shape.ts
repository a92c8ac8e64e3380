import type { GraphqlLine, GraphqlMoneyBag } from './schema';

/** An amount as webhooks write it. */
export function moneySetOf(bag: GraphqlMoneyBag): unknown {
	if (!bag) return null;
	const { amount, currencyCode } = bag.shopMoney;
	return { shop_money: { amount, currency_code: currencyCode } };
}

/** The number of a record: "gid://shopify/LineItem/42" is "42". */
export function numberOf(globalId: string): string {
	return /\/(\d+)(?:\?.*)?$/.exec(globalId)?.[1] ?? globalId;
}

export function taxLinesOf(lines: GraphqlLine['taxLines']): unknown[] {
	return lines.map(({ rate, priceSet }) => ({ rate, price_set: moneySetOf(priceSet) }));
}

export function allocationsOf(allocations: GraphqlLine['discountAllocations']): unknown[] {
	return allocations.map(({ allocatedAmountSet, discountApplication }) => ({
		amount_set: moneySetOf(allocatedAmountSet),
		discount_application_index: discountApplication?.index ?? null,
	}));
}

/** What order lines and lines inside refunds are priced by. */
export function pricedLineOf(
	line: Pick<
		GraphqlLine,
		| 'id'
		| 'quantity'
		| 'originalUnitPriceSet'
		| 'totalDiscountSet'
		| 'discountAllocations'
		| 'taxLines'
	>,
): Record<string, unknown> {
	return {
		id: numberOf(line.id),
		quantity: line.quantity,
		price_set: moneySetOf(line.originalUnitPriceSet),
		total_discount_set: moneySetOf(line.totalDiscountSet),
		discount_allocations: allocationsOf(line.discountAllocations),
		tax_lines: taxLinesOf(line.taxLines),
	};
}
