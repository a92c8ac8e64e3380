import { operation } from '../operation';

export const SHOP_AND_SCOPES = operation(
	'ShopAndScopes',
	`query ShopAndScopes {
	currentAppInstallation { accessScopes { handle } }
	shop { id name myshopifyDomain currencyCode ianaTimezone }
}`,
);

export const STOCK = operation(
	'Stock',
	`query Stock($ids: [ID!]!) {
	nodes(ids: $ids) {
		... on ProductVariant {
			id sku inventoryQuantity
			inventoryItem { id tracked
				inventoryLevels(first: 20) {
					nodes { ...Level } pageInfo { hasNextPage endCursor }
				}
			}
		}
	}
}
fragment Level on InventoryLevel {
	updatedAt location { id name }
	quantities(names: ["available", "on_hand", "committed", "incoming"]) { name quantity }
}`,
);

export const STOCK_LEVELS = operation(
	'StockLevels',
	`query StockLevels($id: ID!, $after: String) {
	inventoryItem(id: $id) {
		inventoryLevels(first: 50, after: $after) {
			nodes { ...Level } pageInfo { hasNextPage endCursor }
		}
	}
}
fragment Level on InventoryLevel {
	updatedAt location { id name }
	quantities(names: ["available", "on_hand", "committed", "incoming"]) { name quantity }
}`,
);
