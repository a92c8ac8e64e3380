import { canonicalJson, contentHash } from '../kernel';
import { toJson } from './json';
import type { Order } from './order';

/**
 * Hash of what was bought and for how much, without the order's own number and ids of its lines: the
 * same for a basket that is ordered again (F16).
 */
export function basketHash(order: Pick<Order, 'currency' | 'lines' | 'totals'>): string {
	const lines = order.lines.map(({ productId, variantId, sku, quantity, net }) =>
		canonicalJson(toJson({ productId, variantId, sku, quantity, net })),
	);
	return contentHash({
		currency: order.currency,
		totals: toJson(order.totals),
		lines: lines.sort(),
	});
}
