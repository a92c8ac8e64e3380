export { isShopifySignature } from './shopify';
export {
	SIGNATURE_TOLERANCE_SECONDS,
	timestampedSignatureFault,
	type SignatureFault,
} from './timestamped';
export { isWooCommercePing, isWooCommerceSignature } from './woocommerce';
