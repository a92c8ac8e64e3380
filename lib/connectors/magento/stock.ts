import type { MagentoClient, MagentoResult } from './client';
import { salableQuantitySchema, stockItemSchema } from './schema';

export interface StockLevel {
	readonly sku: string;
	/** Decimal text; null when the store does not count this product. */
	readonly quantity: string | null;
	readonly inStock: boolean;
	/**
	 * What can still be sold from a stock: quantity less reservations of orders not yet shipped. Null
	 * unless a stock was named, for products made of others, and in stores without that module.
	 */
	readonly salable: string | null;
}

/**
 * Stock of a product; null for an unknown SKU. The default source counts; with multi-source inventory,
 * `stockId` tells what can be sold. An SKU with a slash needs a server that lets `%2F` through.
 */
export async function readStock(
	client: MagentoClient,
	sku: string,
	stockId: string | null = null,
): Promise<MagentoResult<StockLevel | null>> {
	const encoded = encodeURIComponent(sku);
	const item = await client.call(
		{ method: 'GET', path: `/stockItems/${encoded}`, safety: 'repeatable' },
		stockItemSchema,
	);
	if (!item.ok) return item.failure.status === 404 ? { ok: true, value: null } : item;
	const { qty, is_in_stock: isInStock, manage_stock: isCounted } = item.value;
	const counts = isCounted !== false && isCounted !== 0;
	const level = {
		sku,
		quantity: counts && qty !== null && qty !== undefined ? String(qty) : null,
		inStock: isInStock === true || isInStock === 1,
	};
	if (stockId === null) return { ok: true, value: { ...level, salable: null } };
	const salable = await client.call(
		{
			method: 'GET',
			path: `/inventory/get-product-salable-quantity/${encoded}/${encodeURIComponent(stockId)}`,
			safety: 'repeatable',
		},
		salableQuantitySchema,
	);
	if (salable.ok) return { ok: true, value: { ...level, salable: String(salable.value) } };
	const isNotKept = salable.failure.status === 400 || salable.failure.status === 404;
	return isNotKept ? { ok: true, value: { ...level, salable: null } } : salable;
}
