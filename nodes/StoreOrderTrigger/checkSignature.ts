import type { IWebhookFunctions } from 'n8n-workflow';
import type { Instant } from '../../lib/kernel';
import { deliveryHeader, type WebhookPlatform } from '../../lib/mapping/store-delivery';
import {
	isAdobeCommerceSignature,
	isShopifySignature,
	isWooCommerceSignature,
	timestampedSignatureFault,
	type SignatureFault,
} from '../../lib/mapping/webhook-signature';

export const SIGNATURE_HEADERS: Readonly<Record<WebhookPlatform, string>> = {
	shopify: 'x-shopify-hmac-sha256',
	woocommerce: 'x-wc-webhook-signature',
	magento: 'x-adobe-commerce-webhook-signature',
	stripe: 'stripe-signature',
	generic: 'x-affiliate-signature',
};

const MISMATCH = 'the signature does not match the secret';

/** What the log says; the sender is told nothing but 401. */
const FAULTS: Readonly<Record<SignatureFault, string>> = {
	missing: 'it is not signed',
	malformed: 'its signature does not have the form t=<seconds>,v1=<hex>',
	mismatch: MISMATCH,
	too_old: 'its signature is too old; compare the clocks of sender and n8n',
	in_the_future: 'its signature is from the future; compare the clocks of sender and n8n',
};

/** Why a delivery is refused, in words for the log; null when it is rightly signed. */
export async function signatureRefusal(
	context: IWebhookFunctions,
	platform: WebhookPlatform,
	rawBody: Buffer,
	now: Instant,
): Promise<string | null> {
	const { secret, previousSecret } = await context.getCredentials('storeWebhookSecretApi');
	const secrets = [secret, previousSecret].filter((value) => typeof value === 'string');
	const signature = deliveryHeader(context.getHeaderData(), SIGNATURE_HEADERS[platform]);
	switch (platform) {
		case 'shopify':
			return isShopifySignature(rawBody, signature, secrets) ? null : MISMATCH;
		case 'woocommerce':
			return isWooCommerceSignature(rawBody, signature, secrets) ? null : MISMATCH;
		case 'magento':
			return isAdobeCommerceSignature(rawBody, signature, secrets) ? null : MISMATCH;
		case 'stripe':
		case 'generic': {
			const fault = timestampedSignatureFault(rawBody, signature, secrets, now);
			return fault === null ? null : FAULTS[fault];
		}
	}
}
