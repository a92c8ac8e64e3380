import type { Instant } from '../../lib/kernel';
import { momentOf } from '../shared/momentOf';
import type { ReadableStore } from '../shared/storeChanges';
import type { ParameterReader } from './settings';

/** How the trigger talks to the store by itself, beside taking its webhooks. */
export interface StoreConnection {
	readonly store: ReadableStore;
	/** Address of the shop as its webhooks name it; null for that of the credential. */
	readonly address: string | null;
	readonly everyMilliseconds: number;
	/** Days that are read once more every 24 hours; 0 for never. */
	readonly sweepDays: number;
	/** Moment to begin reading at; null for that of publishing. */
	readonly startAt: Instant | null;
}

const MINUTE_MILLISECONDS = 60_000;

const DEFAULT_MINUTES: Readonly<Record<ReadableStore, number>> = {
	shopify: 15,
	wooCommerce: 15,
	magento: 1,
};

/** Null while the trigger is not connected to the store. Magento always is: reading is its main way. */
export function readConnection(context: ParameterReader): StoreConnection | null {
	const store = context.getNodeParameter('store');
	if (store !== 'shopify' && store !== 'wooCommerce' && store !== 'magento') return null;
	if (store !== 'magento' && context.getNodeParameter('connectStore', false) !== true) return null;
	const options = context.getNodeParameter('options', {}) as Record<string, unknown>;
	const everyName = store === 'magento' ? 'readEvery' : 'reconcileEvery';
	const minutes = numberOf(options[everyName], DEFAULT_MINUTES[store], 1, 1_440);
	return {
		store,
		address: store === 'wooCommerce' ? onlyAddress(context) : null,
		everyMilliseconds: minutes * MINUTE_MILLISECONDS,
		sweepDays: numberOf(options['sweepDays'], 3, 0, 60),
		startAt: momentOf(options['readSince']),
	};
}

/** The one site that may send, if there is just one: webhooks and reads must name it alike. */
function onlyAddress(context: ParameterReader): string | null {
	const text = context.getNodeParameter('storeUrl', '');
	const addresses = (typeof text === 'string' ? text : '')
		.split(/[,\n]/)
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '');
	return addresses.length === 1 ? (addresses[0] ?? null) : null;
}

function numberOf(value: unknown, fallback: number, least: number, most: number): number {
	const wanted = typeof value === 'number' && Number.isFinite(value) ? value : fallback;
	return Math.min(Math.max(wanted, least), most);
}
