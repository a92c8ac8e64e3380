import { decodeSpecialChars } from './special-chars';
import { matchesHmacSha256 } from './hmac-sha256';

/**
 * WooCommerce's `X-WC-Webhook-Signature`: base64 HMAC-SHA-256 of the raw body. WooCommerce decodes
 * HTML entities in the stored secret before it signs, so a secret is tried as written and decoded.
 */
export function isWooCommerceSignature(
	rawBody: Uint8Array,
	signature: string | null,
	secrets: readonly string[],
): boolean {
	const keys = new Set(secrets.flatMap((secret) => [secret, decodeSpecialChars(secret)]));
	return matchesHmacSha256(rawBody, signature, [...keys]);
}

/**
 * The ping that WooCommerce posts when a webhook is saved: form-encoded `webhook_id=7`, unsigned.
 * It carries nothing and wants exactly 200.
 */
export function isWooCommercePing(rawBody: Uint8Array, signature: string | null): boolean {
	if (signature !== null || rawBody.length > 64) return false;
	return /^webhook_id=\d+$/.test(Buffer.from(rawBody).toString('utf8').trim());
}
