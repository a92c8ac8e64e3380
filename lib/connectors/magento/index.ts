export { changedSince, type ChangeCursor } from './change-cursor';
export type { ChangedRecords, ReadLimits } from './changed-records';
export { MagentoClient, type MagentoOptions, type MagentoResult } from './client';
export { ensureCoupon, type CouponOutcome } from './coupons';
export { setCustomerAttributes, type AttributeOutcome } from './customer-attributes';
export { findCustomer } from './customers';
export { describeMagentoFailure } from './describe-failure';
export { oauth1Header, type OAuth1Keys, type OAuth1Moment } from './oauth1';
export { oauth1HttpPort, type OAuth1Sources } from './oauth1-http-port';
export { addOrderComment, OWN_COMMENT_PREFIX, type OrderComment } from './order-comment';
export {
	readChangedCreditMemos,
	readChangedOrders,
	readOrder,
	readOrdersById,
	type ChangedCreditMemos,
	type OrderWithCreditMemos,
} from './orders';
export type { CouponDiscount, CouponTerms } from './sales-rule';
export type { MagentoCustomer, MagentoRecord } from './schema';
export { readStock, type StockLevel } from './stock';
