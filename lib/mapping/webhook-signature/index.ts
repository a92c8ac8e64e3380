export { isAdobeCommerceSignature } from './adobe';
export { isShopifySignature } from './shopify';
export { timestampedSignature } from './sign-timestamped';
export {
	SIGNATURE_TOLERANCE_SECONDS,
	timestampedSignatureFault,
	type SignatureFault,
} from './timestamped';
export { isWooCommercePing, isWooCommerceSignature } from './woocommerce';
