import { z } from 'zod/v4';
import { AffiliateError } from '../../kernel';
import type { WooClient } from './client';
import { failureError } from './describe-failure';
import { requireId } from './require-id';
import { idField } from './schema';

/** A product by its SKU, which may be that of a variation, or by id. */
export type ProductReference =
	{ readonly sku: string } | { readonly productId: string; readonly variationId?: string | null };

export interface StockLevel {
	/** Id of the product or variation. */
	readonly id: string;
	readonly sku: string | null;
	/** Whether the shop counts it, itself or with the product it is a variation of. */
	readonly isTracked: boolean;
	/** Decimal text, below zero when more was sold than was there; null when it is not counted. */
	readonly quantity: string | null;
	/** Whether it can be bought now, be it on backorder. */
	readonly inStock: boolean;
	/** `instock`, `outofstock` or `onbackorder`; plugins have more. */
	readonly status: string;
}

const productSchema = z.object({
	id: idField,
	sku: z.string().nullish(),
	/** The text "parent" for a variation that is counted with its product. */
	manage_stock: z.union([z.boolean(), z.string()]).nullish(),
	stock_quantity: z.union([z.number(), z.string()]).nullish(),
	stock_status: z.string(),
});

const FIELDS = { _fields: 'id,sku,manage_stock,stock_quantity,stock_status' };

/**
 * Stock of a product or variation; null when there is none such. Throws `invalid_input` for an empty
 * SKU or an odd id, `vendor_unavailable` or `vendor_refused`.
 */
export async function readStock(
	client: WooClient,
	product: ProductReference,
): Promise<StockLevel | null> {
	if ('sku' in product) return await stockBySku(client, product.sku.trim());
	const id = requireId(product.productId);
	const variation = product.variationId ?? null;
	const path =
		variation === null ? `/products/${id}` : `/products/${id}/variations/${requireId(variation)}`;
	const answer = await client.call(
		{ method: 'GET', path, query: FIELDS, safety: 'repeatable' },
		productSchema,
	);
	if (answer.ok) return levelOf(answer.value);
	const isGone = answer.failure.status === 404 && answer.failure.code.endsWith('_invalid_id');
	if (isGone) return null;
	throw failureError(answer.failure);
}

async function stockBySku(client: WooClient, sku: string): Promise<StockLevel | null> {
	if (sku === '') {
		throw new AffiliateError('The SKU is empty', {
			code: 'invalid_input',
			path: 'sku',
			hint: 'Give the SKU of a product or variation.',
		});
	}
	// Variations are among the answers when a SKU is asked for. A comma asks for its parts as well.
	const { value } = await client.read(
		'/products',
		{ sku, status: 'any', per_page: '100', ...FIELDS },
		z.array(productSchema),
	);
	const found = value.find((product) => product.sku === sku);
	return found === undefined ? null : levelOf(found);
}

function levelOf(product: z.output<typeof productSchema>): StockLevel {
	const isTracked = product.manage_stock === true || product.manage_stock === 'parent';
	const quantity = product.stock_quantity ?? null;
	return {
		id: product.id,
		sku: product.sku == null || product.sku === '' ? null : product.sku,
		isTracked,
		quantity: isTracked && quantity !== null ? String(quantity) : null,
		inStock: product.stock_status !== 'outofstock',
		status: product.stock_status,
	};
}
