import { magentoExtensionSchema, type MagentoAddress, type MagentoOrder } from './schema';

/**
 * An address of the order. REST writes the billing address beside the order and the shipping address
 * inside `extension_attributes.shipping_assignments`; events list both under `addresses`.
 */
export function orderAddress(
	order: MagentoOrder,
	type: 'billing' | 'shipping',
): MagentoAddress | null {
	const listed = order.addresses.find(({ address_type }) => address_type === type);
	if (listed !== undefined) return listed;
	if (type === 'billing') return order.billing_address;
	const extension = magentoExtensionSchema.safeParse(order.extension_attributes);
	if (!extension.success) return null;
	return extension.data.shipping_assignments[0]?.shipping?.address ?? null;
}
