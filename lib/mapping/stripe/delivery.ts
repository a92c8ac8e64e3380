import { z } from 'zod/v4';
import type { Instant } from '../../kernel';
import { lenientText } from '../lenient-fields';
import type { StoreDelivery } from '../store-delivery';

/** Key of a Stripe account where the trigger names none. */
export const DEFAULT_STRIPE_STORE = 'stripe';

/** A delivery of Stripe before its body is read. */
export function stripeDelivery(receivedAt: Instant, storeKey: string): StoreDelivery {
	const key = storeKey.trim();
	return {
		platform: 'stripe',
		topic: '',
		storeKey: key === '' ? DEFAULT_STRIPE_STORE : key,
		deliveryId: null,
		hasUniqueDeliveryId: false,
		triggeredAt: null,
		receivedAt,
	};
}

const toldSchema = z.object({ id: lenientText, type: lenientText });

/** The same with what the signed body says about itself: the event's type and its own id. */
export function stripeDeliveryTold(delivery: StoreDelivery, body: unknown): StoreDelivery {
	const told = toldSchema.safeParse(body);
	if (!told.success) return delivery;
	const { id, type } = told.data;
	return { ...delivery, topic: type ?? '', deliveryId: id, hasUniqueDeliveryId: id !== null };
}
