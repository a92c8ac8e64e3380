export { isShopifySignature } from './shopify';
export { isWooCommercePing, isWooCommerceSignature } from './woocommerce';
