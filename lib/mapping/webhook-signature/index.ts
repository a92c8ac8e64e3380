export { isAdobeCommerceSignature } from './adobe';
export { isShopifySignature } from './shopify';
export { matchesHmacSha256 } from './hmac-sha256';
export { matchesSecretToken } from './secret-token';
export { timestampedSignature } from './sign-timestamped';
export {
	SIGNATURE_TOLERANCE_SECONDS,
	timestampedSignatureFault,
	type SignatureFault,
} from './timestamped';
export { isWooCommercePing, isWooCommerceSignature } from './woocommerce';
