import { createCoupon } from './actions/coupon/create.operation';
import { getCustomer } from './actions/customer/get.operation';
import { setCustomerConsent } from './actions/customer/setConsent.operation';
import { setCustomerFields } from './actions/customer/setFields.operation';
import { updateCustomerTags } from './actions/customer/updateTags.operation';
import { getOrder } from './actions/order/get.operation';
import { getChangedOrders } from './actions/order/getChanged.operation';
import { writeAffiliateData } from './actions/order/writeAffiliateData.operation';
import { getStock } from './actions/product/getStock.operation';
import type { StoreResource } from './operation';

/** Alphabetical, as n8n shows them. */
export const STORE_RESOURCES: readonly StoreResource[] = [
	{ value: 'coupon', name: 'Coupon', operations: [createCoupon] },
	{
		value: 'customer',
		name: 'Customer',
		operations: [getCustomer, setCustomerFields, setCustomerConsent, updateCustomerTags],
	},
	{ value: 'order', name: 'Order', operations: [getOrder, getChangedOrders, writeAffiliateData] },
	{ value: 'product', name: 'Product', operations: [getStock] },
];
