import { AffiliateError } from '../kernel';
import type { StoreEventItem, StoreEventKind } from '../model/store-event';
import { genericDeliveryTold, genericNotice } from './generic';
import { magentoWebhookNotice } from './magento';
import { shopifyNotice } from './shopify/notice';
import type { StoreDelivery } from './store-delivery';
import {
	disputeEventHash,
	orderCreatedHash,
	orderEventHash,
	refundEventHash,
	storeEventId,
} from './store-event-identity';
import type { IgnoredReason, StoreHappening, StoreNotice } from './store-happening';
import { stripeDeliveryTold, stripeNotice } from './stripe';
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
	received: StoreDelivery,
	body: unknown,
	options: StoreEventOptions,
): StoreEventsResult {
	const delivery = withBody(received, body);
	if (delivery.storeKey === '') {
		throw new AffiliateError('The webhook does not say which shop it comes from', {
			code: 'missing_store',
			hint: 'Fill in the address or the key of the shop in the trigger.',
		});
	}
	const notice = noticeOf(delivery, body, options);
	if (notice.outcome === 'ignored') return notice;
	const items = happeningEvents(delivery, notice.happenings, options.kinds);
	if (items.length === 0) return { outcome: 'ignored', reason: 'kind_not_selected' };
	return { outcome: 'events', items };
}

/** Where and when happenings were learned of; a record that was read has no delivery id. */
export type EventOrigin = Pick<
	StoreDelivery,
	'platform' | 'storeKey' | 'deliveryId' | 'receivedAt'
>;

/**
 * Happenings as events, those of the wanted kinds. The same happening has the same id and the same
 * content hash, whether a webhook told it or the store was read.
 */
export function happeningEvents(
	origin: EventOrigin,
	happenings: readonly StoreHappening[],
	kinds: readonly StoreEventKind[],
): StoreEventItem[] {
	return happenings
		.filter(({ kind }) => kinds.includes(kind))
		.map((happening) => eventItem(origin, happening));
}

/** Stripe and the generic format say in their body what others say in headers. */
function withBody(delivery: StoreDelivery, body: unknown): StoreDelivery {
	if (delivery.platform === 'stripe') return stripeDeliveryTold(delivery, body);
	if (delivery.platform === 'generic') return genericDeliveryTold(delivery, body);
	return delivery;
}

function noticeOf(
	delivery: StoreDelivery,
	body: unknown,
	{ includeTestOrders, extraMetaKeys }: StoreEventOptions,
): StoreNotice {
	switch (delivery.platform) {
		case 'shopify':
			return shopifyNotice(delivery, body, includeTestOrders);
		case 'woocommerce':
			return wooNotice(delivery, body, extraMetaKeys);
		case 'magento':
			return magentoWebhookNotice(delivery, body);
		case 'stripe':
			return stripeNotice(delivery, body, includeTestOrders);
		case 'generic':
			return genericNotice(delivery, body, includeTestOrders);
	}
}

function eventItem(origin: EventOrigin, happening: StoreHappening): StoreEventItem {
	const { kind, occurredAt, order, refund, dispute } = happening;
	const identity = {
		platform: origin.platform,
		storeKey: origin.storeKey,
		kind,
		...recordOf(happening),
	};
	return {
		event: {
			eventId: storeEventId(identity),
			...identity,
			deliveryId: origin.deliveryId,
			occurredAt,
			receivedAt: origin.receivedAt,
		},
		...(order === undefined ? {} : { order }),
		...(refund === undefined ? {} : { refund }),
		...(dispute === undefined ? {} : { dispute }),
	};
}

function recordOf(happening: StoreHappening): { recordId: string; contentHash: string } {
	const { kind, order, refund, dispute } = happening;
	if (order !== undefined) {
		const hash = kind === 'order.created' ? orderCreatedHash(order) : orderEventHash(order);
		return { recordId: order.orderId, contentHash: hash };
	}
	if (refund !== undefined) {
		return { recordId: refund.refundId, contentHash: refundEventHash(refund) };
	}
	if (dispute !== undefined) {
		return { recordId: dispute.disputeId, contentHash: disputeEventHash(dispute) };
	}
	throw new AffiliateError('A store event needs an order, a refund or a dispute', {
		code: 'empty_event',
	});
}
