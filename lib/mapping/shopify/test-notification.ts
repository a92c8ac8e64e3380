/** The made-up order of "Send test notification" in Shopify's admin. */
const TEST_NOTIFICATION_ORDER = '820982911946154508';

/**
 * Whether an order id is that of the admin's test notification. Compared as numbers: the id is
 * above 2^53, so parsing its JSON has already changed the last digits.
 */
export function isTestNotificationOrder(orderId: string): boolean {
	return Number(orderId) === Number(TEST_NOTIFICATION_ORDER);
}
