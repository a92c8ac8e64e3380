import { contentHash } from '../kernel';
import { toJson } from './json';
import type { Order } from './order';

/**
 * Hash of what money is decided on: lines, totals, coupons and currency of an order. Status,
 * times, tracking and personal data stay out, so that a later delivery of the same order has the
 * same hash and an edited order has another one.
 */
export function orderContentHash(order: Order): string {
	const { platform, storeKey, orderId, currency, totals } = order;
	const lines = order.lines.map(
		({ lineId, sku, productId, quantity, gross, discount, net, tax }) => ({
			lineId,
			sku,
			productId,
			quantity,
			gross,
			discount,
			net,
			tax,
		}),
	);
	const coupons = order.coupons.map(({ code }) => code.toLowerCase()).sort();
	lines.sort((a, b) => (a.lineId < b.lineId ? -1 : 1));
	return contentHash(toJson({ platform, storeKey, orderId, currency, totals, lines, coupons }));
}
