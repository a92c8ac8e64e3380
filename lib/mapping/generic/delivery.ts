import { z } from 'zod/v4';
import { AffiliateError, type Instant } from '../../kernel';
import { lenientText } from '../lenient-fields';
import type { StoreDelivery } from '../store-delivery';

/** A delivery of the generic format before its body is read; without a key the body names the shop. */
export function genericDelivery(receivedAt: Instant, storeKey: string): StoreDelivery {
	return {
		platform: 'generic',
		topic: '',
		storeKey: storeKey.trim(),
		deliveryId: null,
		hasUniqueDeliveryId: false,
		triggeredAt: null,
		receivedAt,
	};
}

const toldSchema = z.object({ event: lenientText, store: lenientText });

/**
 * The same with what the signed body says about itself. A key of the trigger is the only shop that
 * its sender may speak for: orders meet by shop and number, so another name would reach into the
 * ledger of another shop, of whatever platform. Throws `invalid_input`.
 */
export function genericDeliveryTold(delivery: StoreDelivery, body: unknown): StoreDelivery {
	const told = toldSchema.safeParse(body);
	if (!told.success) return delivery;
	const { event, store } = told.data;
	const named = store?.slice(0, 200) ?? delivery.storeKey;
	if (delivery.storeKey !== '' && named !== delivery.storeKey) throw otherShop();
	return { ...delivery, topic: event ?? '', storeKey: named };
}

function otherShop(): AffiliateError {
	return new AffiliateError("'generic-event.store' is not the shop of the trigger", {
		code: 'invalid_input',
		path: 'generic-event.store',
		hint: "Send the trigger's 'Store Key' or no store, or use a trigger of its own for each shop.",
	});
}
