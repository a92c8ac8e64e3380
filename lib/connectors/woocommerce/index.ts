/*
 * Reads throw `vendor_unavailable` (may go later) or `vendor_refused`; writes give a `WriteOutcome`;
 * both throw `invalid_input` or `foreign_field` for what makes no sense, before anything is sent.
 */
export { changedOrders, type ChangedOrdersPage, type ChangedOrdersQuery } from './changed-orders';
export { WooClient, type WooAnswer } from './client';
export { ensureCoupon } from './coupon';
export type { CouponDiscount, CouponTerms } from './coupon-terms';
export { findCustomer, type WooCustomer } from './find-customer';
export { DEFAULT_OWN_MARKS, type OwnMarks } from './marks';
export { writeCustomerMeta, writeOrderMeta } from './meta';
export type { MetaValues } from './meta-entries';
export { addOrderNote } from './order-note';
export { isOwnChange, withoutOwnFields } from './own-changes';
export { readOrder, readRefunds } from './read-order';
export type { WooRecord } from './schema';
export { wooBaseUrl } from './site-url';
export { readStock, type ProductReference, type StockLevel } from './stock';
export {
	deleteWebhooks,
	ensureWebhooks,
	ORDER_WEBHOOK_TOPICS,
	type EnsuredWebhooks,
	type WebhooksWanted,
} from './webhooks';
export type { WriteOutcome } from './write-outcome';
