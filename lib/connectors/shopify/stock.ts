import { z } from 'zod/v4';
import type { ShopifyClient } from './client';
import { connectionPage, nextCursor } from './connection-page';
import { failureError } from './describe-failure';
import { STOCK, STOCK_LEVELS } from './documents';
import { unreadableFailure } from './failure';
import { globalId } from './global-id';
import { readAnswer } from './read-answer';
import { readNodes } from './read-nodes';

export interface StockAtLocation {
	readonly locationId: string;
	readonly location: string;
	readonly available: number;
	readonly onHand: number;
	readonly committed: number;
	readonly incoming: number;
}

export interface VariantStock {
	/** Global id. */
	readonly variantId: string;
	readonly sku: string | null;
	/** Whether the shop counts it; what it does not count can always be sold. */
	readonly isTracked: boolean;
	/** What can be sold in all places; below zero when more was sold than is there. */
	readonly sellable: number | null;
	readonly locations: readonly StockAtLocation[];
}

const VARIANTS_AT_ONCE = 10;

/** Shopify sells at up to 1,000 locations. */
const MOST_PAGES = 20;

const levelSchema = z.object({
	location: z.object({ id: z.string(), name: z.string() }),
	quantities: z.array(z.object({ name: z.string(), quantity: z.number() })),
});

const levelsSchema = connectionPage(levelSchema);

const variantSchema = z.object({
	id: z.string(),
	sku: z.string().nullable(),
	inventoryQuantity: z.number().nullable(),
	inventoryItem: z.object({ id: z.string(), tracked: z.boolean(), inventoryLevels: levelsSchema }),
});

/**
 * Stock of variants by number or global id; those that are not there are left out. Throws like
 * `readAnswer`.
 */
export async function readStock(
	client: ShopifyClient,
	variantIds: readonly string[],
): Promise<readonly VariantStock[]> {
	const ids = [...new Set(variantIds.map((id) => globalId('ProductVariant', id)))];
	const { records } = await readNodes(client, STOCK, ids, VARIANTS_AT_ONCE);
	const stock: VariantStock[] = [];
	for (const record of records) {
		const parsed = variantSchema.safeParse(record);
		if (!parsed.success) throw failureError(unreadableFailure());
		const { id, sku, inventoryQuantity, inventoryItem } = parsed.data;
		stock.push({
			variantId: id,
			sku,
			isTracked: inventoryItem.tracked,
			sellable: inventoryQuantity,
			locations: await allLocations(client, inventoryItem),
		});
	}
	return stock;
}

async function allLocations(
	client: ShopifyClient,
	{ id, inventoryLevels }: z.output<typeof variantSchema>['inventoryItem'],
): Promise<StockAtLocation[]> {
	const levels = [...inventoryLevels.nodes];
	let after = nextCursor(inventoryLevels.pageInfo);
	const schema = z.object({
		inventoryItem: z.object({ inventoryLevels: levelsSchema }).nullable(),
	});
	for (let page = 0; after !== null && page < MOST_PAGES; page += 1) {
		const { data } = await readAnswer(client, STOCK_LEVELS, { id, after }, schema);
		const list = data.inventoryItem?.inventoryLevels;
		levels.push(...(list?.nodes ?? []));
		after = list === undefined ? null : nextCursor(list.pageInfo);
	}
	return levels.map(atLocation);
}

function atLocation({ location, quantities }: z.output<typeof levelSchema>): StockAtLocation {
	const of = (name: string) => quantities.find((entry) => entry.name === name)?.quantity ?? 0;
	return {
		locationId: location.id,
		location: location.name,
		available: of('available'),
		onHand: of('on_hand'),
		committed: of('committed'),
		incoming: of('incoming'),
	};
}
