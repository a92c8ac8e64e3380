import { cut, pageAsked, type Listed, type Parameters } from './parameters.ts';
import type { SimulatedRecord, WooShop } from './shop.ts';
import { invalidId } from './woo-error.ts';

/** Variations are among them only when a SKU is asked for; several are parted by commas. */
export function listProducts(shop: WooShop, parameters: Parameters): Listed {
	const sku = parameters.text('sku');
	const asked = sku === null ? null : [...sku.split(','), sku].map((text) => text.trim());
	const rows = shop.products.filter((product) =>
		asked === null
			? product['type'] !== 'variation'
			: asked.includes(String(product['sku'])) && product['sku'] !== '',
	);
	return cut(rows, pageAsked(parameters));
}

export function productOf(shop: WooShop, id: string): SimulatedRecord {
	const product = shop.products.find((candidate) => candidate.id === Number(id));
	if (product === undefined) throw invalidId('product');
	return product;
}

export function variationOf(shop: WooShop, productId: string, id: string): SimulatedRecord {
	const variation = shop.products.find(
		(candidate) =>
			candidate.id === Number(id) &&
			candidate['type'] === 'variation' &&
			candidate['parent_id'] === Number(productId),
	);
	if (variation === undefined) throw invalidId('product_variation');
	return variation;
}
