import { STORE_EVENT_KINDS, type StoreEventKind } from '../../lib/model/store-event';
import { shopKey } from '../../lib/mapping/shopify';
import { siteKey } from '../../lib/mapping/woocommerce';
import type { WebhookPlatform } from '../../lib/mapping/store-delivery';
import type { StoreEventOptions } from '../../lib/mapping/store-events';

/** The part of n8n's contexts that reads parameters. */
export interface ParameterReader {
	getNodeParameter(name: string, fallback?: unknown): unknown;
}

export interface StoreOrderSettings {
	readonly platform: WebhookPlatform;
	/** Shops that may send; empty for any shop that signs with the secret. */
	readonly allowedStores: readonly string[];
	/** Key of the shop for platforms whose deliveries do not name one; may be empty. */
	readonly storeKey: string;
	readonly events: StoreEventOptions;
	readonly parallel: number;
	/** Events that one execution takes at most. */
	readonly together: number;
	readonly maxAttempts: number;
}

/** Reads the node's parameters once per webhook or activation. */
export function readSettings(context: ParameterReader): StoreOrderSettings {
	const platform = platformOf(context.getNodeParameter('store'));
	const options = record(context.getNodeParameter('options', {}));
	const kinds = context.getNodeParameter('events', ['order.paid']);
	return {
		platform,
		allowedStores: allowedStores(context, platform),
		storeKey: storeKey(context, platform),
		events: {
			kinds: Array.isArray(kinds) ? kinds.filter(isStoreEventKind) : [],
			includeTestOrders: options.includeTestOrders === true,
			extraMetaKeys: list(options.extraMetaKeys),
		},
		parallel: bounded(options.parallelExecutions, 1, 1, 20),
		together: bounded(options.eventsPerExecution, 1, 1, 50),
		maxAttempts: bounded(options.maxAttempts, 30, 1, 500),
	};
}

function platformOf(store: unknown): WebhookPlatform {
	if (store === 'wooCommerce') return 'woocommerce';
	return store === 'magento' || store === 'stripe' || store === 'generic' ? store : 'shopify';
}

function allowedStores(context: ParameterReader, platform: WebhookPlatform): string[] {
	const addresses: Readonly<Record<WebhookPlatform, () => string[]>> = {
		shopify: () => list(context.getNodeParameter('shopDomain', '')).map(shopKey),
		woocommerce: () => list(context.getNodeParameter('storeUrl', '')).map(siteKey),
		// Their secret or key belongs to one sender, so there is nothing to choose among.
		magento: () => [],
		stripe: () => [],
		generic: () => [],
	};
	return addresses[platform]().filter((address) => address !== '');
}

function storeKey(context: ParameterReader, platform: WebhookPlatform): string {
	if (platform !== 'stripe' && platform !== 'generic') return '';
	const key = context.getNodeParameter('storeKey', '');
	return typeof key === 'string' ? key.trim().slice(0, 200) : '';
}

function isStoreEventKind(value: unknown): value is StoreEventKind {
	return STORE_EVENT_KINDS.some((kind) => kind === value);
}

function record(value: unknown): Record<string, unknown> {
	return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function list(value: unknown): string[] {
	if (typeof value !== 'string') return [];
	return value
		.split(/[,\n]/)
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '');
}

function bounded(value: unknown, fallback: number, least: number, most: number): number {
	const wanted = typeof value === 'number' && Number.isInteger(value) ? value : fallback;
	return Math.min(Math.max(wanted, least), most);
}
