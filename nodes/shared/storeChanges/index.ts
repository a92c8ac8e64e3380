export type {
	ChangedEventsPage,
	ChangedEventsQuery,
	StoreChanges,
	UnreadableRecord,
} from './changedEvents';
export { magentoChangedEvents, magentoChanges, magentoError } from './magento';
export { magentoAddress } from './magentoAddress';
export { shopifyChangedEvents, shopifyChanges } from './shopify';
export { wooChangedEvents, wooChanges } from './wooCommerce';
export { openStoreChanges, type OpenStoreOptions, type ReadableStore } from './openStoreChanges';
