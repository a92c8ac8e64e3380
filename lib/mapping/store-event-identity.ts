import { contentHash, deterministicId } from '../kernel';
import type { Dispute } from '../model/dispute';
import { toJson } from '../model/json';
import type { Order } from '../model/order';
import { orderContentHash } from '../model/order-content';
import type { Refund } from '../model/refund';
import type { StoreEventKind } from '../model/store-event';
import { withoutOwnAttributes } from './own-attributes';
import { withoutOneSidedFields } from './shopify/graphql/one-sided-fields';

/** What a status means for an order's money; changes inside one class are not news. */
const STATUS_CLASS: Readonly<Record<Order['status'], 'open' | 'paid' | 'off'>> = {
	pending: 'open',
	paid: 'paid',
	partially_refunded: 'paid',
	refunded: 'paid',
	cancelled: 'off',
	voided: 'off',
};

/**
 * Hash of what an order event is about: money, status class, who bought and where they came from.
 * Times and delivery ids stay out, so that repeated and reordered deliveries of one state, and the
 * update that our own tag or note causes, are one event. An order that returns to an earlier
 * state, cent for cent, is therefore not announced again. What an order does not have stays out,
 * so that orders without it keep the ids they have. What only one way of reading the store tells, and
 * what we wrote ourselves, stays out as well: a webhook and a read of the same order are one event.
 */
export function orderEventHash(order: Order): string {
	const { customer, tracking, isTest, status } = comparable(order);
	return contentHash({
		money: orderContentHash(order),
		statusClass: STATUS_CLASS[status],
		isTest,
		customerId: customer.customerId,
		email: customer.email,
		tracking,
		action: order.action ?? undefined,
		subscription: order.subscription ?? undefined,
		storeCredit: order.storeCredit === null ? undefined : toJson(order.storeCredit),
		categories: order.platform === 'shopify' ? undefined : categoriesByLine(order),
	});
}

/**
 * Hash of the event that an order was made. It happens once, whatever the order has become by the
 * time that it is told or read.
 */
export function orderCreatedHash({ orderId }: Order): string {
	return contentHash({ created: orderId });
}

/** Shopify tells different things in webhooks and in its GraphQL API; product types are webhooks' only. */
function comparable(order: Order): Order {
	const foreign = withoutOwnAttributes(order);
	return order.platform === 'shopify' ? withoutOneSidedFields(foreign) : foreign;
}

function categoriesByLine({ lines }: Order): string[][] | undefined {
	const named = lines.filter(({ categories }) => categories.length > 0);
	if (named.length === 0) return undefined;
	const rows = named.map(({ lineId, categories }) => [lineId, ...[...categories].sort()]);
	return rows.sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
}

/**
 * Hash of a refund without its time: WooCommerce names no date for a refund, and a later notice
 * of the same refund must be the same event.
 */
export function refundEventHash(refund: Refund): string {
	return contentHash({ ...toJson(refund), createdAt: null });
}

/**
 * Hash of a dispute without its times: banks and stores send a notice for every step inside one
 * status, and a commission is held or taken back once.
 */
export function disputeEventHash(dispute: Dispute): string {
	return contentHash({ ...toJson(dispute), openedAt: null, updatedAt: null });
}

/** The permanent key of an event: the same happening has it whichever way it arrives. */
export function storeEventId(event: {
	platform: string;
	storeKey: string;
	kind: StoreEventKind;
	recordId: string;
	contentHash: string;
}): string {
	const { platform, storeKey, kind, recordId } = event;
	return deterministicId('evt', platform, storeKey, kind, recordId, event.contentHash);
}
