import { AffiliateError } from '../kernel';
import type { StoreEventItem, StoreEventKind } from '../model/store-event';
import { shopifyNotice } from './shopify/notice';
import type { StoreDelivery } from './store-delivery';
import { orderEventHash, refundEventHash, storeEventId } from './store-event-identity';
import type { IgnoredReason, StoreHappening, StoreNotice } from './store-happening';
import { wooNotice } from './woocommerce/notice';

export interface StoreEventOptions {
	/** Which kinds the consumer wants; others are left out. */
	readonly kinds: readonly StoreEventKind[];
	readonly includeTestOrders: boolean;
	/** Order meta of WooCommerce plugins to read although its key starts with an underscore. */
	readonly extraMetaKeys: readonly string[];
}

export type StoreEventsResult =
	| { readonly outcome: 'events'; readonly items: readonly StoreEventItem[] }
	| { readonly outcome: 'ignored'; readonly reason: IgnoredReason };

/**
 * A store's signed notice as canonical events, each with an id made from its content. Shopify's
 * orders/updated and WooCommerce's order.updated give `order.paid` again whenever the order is
 * paid: "this is its state now", the same event id as long as nothing that matters changed.
 *
 * Throws `invalid_input` for a body of another shape and `missing_store` without a shop.
 */
export function storeEvents(
	delivery: StoreDelivery,
	body: unknown,
	options: StoreEventOptions,
): StoreEventsResult {
	if (delivery.storeKey === '') {
		throw new AffiliateError('The webhook does not say which shop it comes from', {
			code: 'missing_store',
			hint: 'Fill in the address of the shop in the trigger.',
		});
	}
	const notice = noticeOf(delivery, body, options);
	if (notice.outcome === 'ignored') return notice;
	const items = notice.happenings
		.filter(({ kind }) => options.kinds.includes(kind))
		.map((happening) => eventItem(delivery, happening));
	if (items.length === 0) return { outcome: 'ignored', reason: 'kind_not_selected' };
	return { outcome: 'events', items };
}

function noticeOf(
	delivery: StoreDelivery,
	body: unknown,
	{ includeTestOrders, extraMetaKeys }: StoreEventOptions,
): StoreNotice {
	if (delivery.platform === 'shopify') return shopifyNotice(delivery, body, includeTestOrders);
	return wooNotice(delivery, body, extraMetaKeys);
}

function eventItem(delivery: StoreDelivery, happening: StoreHappening): StoreEventItem {
	const { kind, occurredAt, order, refund } = happening;
	const identity = {
		platform: delivery.platform,
		storeKey: delivery.storeKey,
		kind,
		...recordOf(happening),
	};
	return {
		event: {
			eventId: storeEventId(identity),
			...identity,
			deliveryId: delivery.deliveryId,
			occurredAt,
			receivedAt: delivery.receivedAt,
		},
		...(order === undefined ? {} : { order }),
		...(refund === undefined ? {} : { refund }),
	};
}

function recordOf({ order, refund }: StoreHappening): { recordId: string; contentHash: string } {
	if (order !== undefined) return { recordId: order.orderId, contentHash: orderEventHash(order) };
	if (refund !== undefined) {
		return { recordId: refund.refundId, contentHash: refundEventHash(refund) };
	}
	throw new AffiliateError('A store event needs an order or a refund', { code: 'empty_event' });
}
