export { magentoDelivery, magentoStoreKey } from './delivery';
export { originalOrderId, withOriginalTracking } from './lineage';
export {
	magentoNotice,
	magentoWebhookNotice,
	orderHappenings,
	orderNeededFor,
	refundHappenings,
} from './notice';
export { magentoOrder } from './order';
export { magentoRefunds } from './refunds';
export { magentoOrderRead, magentoRefundRead, originalOrderIdOf } from './read';
