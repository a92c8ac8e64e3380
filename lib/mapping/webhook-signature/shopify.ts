import { matchesHmacSha256 } from './hmac-sha256';

/**
 * Shopify's `X-Shopify-Hmac-Sha256`: base64 HMAC-SHA-256 of the raw body under the app's client
 * secret. For up to an hour after a rotation Shopify may still sign with the old secret, hence a
 * list. Only the body is signed: topic, shop and ids in the headers are not.
 */
export function isShopifySignature(
	rawBody: Uint8Array,
	signature: string | null,
	secrets: readonly string[],
): boolean {
	return matchesHmacSha256(rawBody, signature, secrets);
}
