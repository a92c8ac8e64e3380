import { accessDenied } from './shopify-error.ts';

/** The scope that each field wants, by type and name; the rest wants none. */
const SCOPES: Readonly<Record<string, string>> = {
	'QueryRoot.orders': 'read_orders',
	'QueryRoot.order': 'read_orders',
	'QueryRoot.refund': 'read_orders',
	'QueryRoot.customer': 'read_customers',
	'QueryRoot.customerByIdentifier': 'read_customers',
	'QueryRoot.inventoryItem': 'read_inventory',
	'QueryRoot.codeDiscountNodeByCode': 'read_discounts',
	'Order.customer': 'read_customers',
	'LineItem.product': 'read_products',
	'LineItem.variant': 'read_products',
	'ProductVariant.inventoryItem': 'read_inventory',
	'ShopifyPaymentsDispute.amount': 'read_shopify_payments_disputes',
	'ShopifyPaymentsDispute.reasonDetails': 'read_shopify_payments_disputes',
	'Mutation.orderUpdate': 'write_orders',
	'Mutation.discountCodeBasicCreate': 'write_discounts',
	'Mutation.customerEmailMarketingConsentUpdate': 'write_customers',
};

/** Throws `ACCESS_DENIED` as Shopify words it. */
export function requireScope(
	granted: readonly string[] | null,
	typeName: string,
	field: string,
): void {
	if (granted === null) return;
	const path = `${typeName}.${field}`;
	const scope = Object.hasOwn(SCOPES, path) ? SCOPES[path] : undefined;
	if (scope === undefined || granted.includes(scope)) return;
	// Writing includes reading.
	if (granted.includes(scope.replace(/^read_/, 'write_'))) return;
	throw accessDenied(field, scope);
}
