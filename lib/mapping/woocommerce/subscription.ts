import type { Order } from '../../model/order';
import type { WooOrder } from './schema';

/**
 * Order meta that names the subscription an order pays for. WooCommerce Subscriptions writes the
 * first two on renewals and on changes of plan; its first order, the parent, names none by itself,
 * so a shop that wants the first payment known adds `_subscription_parent` to it.
 */
const SUBSCRIPTION_META: ReadonlyArray<readonly [key: string, paymentNumber: number | null]> = [
	['_subscription_renewal', null],
	['_subscription_switch', null],
	['_subscription_parent', 1],
	['_subscription_id', null],
	['subscription_id', null],
];

/** The subscription that the order is a payment of; null when its meta names none. */
export function wooSubscription({ meta_data }: WooOrder): Order['subscription'] {
	for (const [name, paymentNumber] of SUBSCRIPTION_META) {
		const value = meta_data.find(({ key }) => key === name)?.value ?? null;
		if (value === null || value === '0' || value.length > 200) continue;
		return { subscriptionId: value, paymentNumber, startedAt: null };
	}
	return null;
}
