export { DEFAULT_SHOPIFY_API_VERSION, shopifyAdminUrl } from './admin-url';
export { changedOrders, type ChangedOrdersPage, type ChangedOrdersQuery } from './changed-orders';
export { ShopifyClient, type DeniedField, type ShopifyConnection } from './client';
export { ensureDiscountCode } from './discount-code';
export type { DiscountTerms, DiscountValue } from './discount-terms';
export {
	DISPUTE_TOPICS,
	ensureWebhooks,
	ORDER_TOPICS,
	type EnsuredWebhooks,
} from './ensure-webhooks';
export { findCustomer, type ShopCustomer, type ShopMetafield } from './find-customer';
export { globalId, idNumber } from './global-id';
export {
	setMarketingConsent,
	type ConsentState,
	type ConsentWrite,
	type OptInLevel,
} from './marketing-consent';
export { DEFAULT_OWN_MARKS, type OwnMarks } from './marks';
export { METAFIELD_TYPES, type MetafieldType } from './metafield-value';
export { setMetafields, type MetafieldWrite } from './metafields';
export { writeOrderDetails, type OrderDetailsWrite } from './order-details';
export { isOwnChange, withoutOwnFields } from './own-changes';
export { readOrder } from './read-order';
export { missingScopes, readShopFacts, type ShopFacts } from './shop-facts';
export { readStock, type StockAtLocation, type VariantStock } from './stock';
export { writeTags, type TagsWrite } from './tags';
export { deleteWebhooks, listWebhooks, type WebhookSubscription } from './webhooks';
export type { WriteOutcome } from './write-outcome';
