import { parseInstant } from '../../../kernel';
import type { Dispute } from '../../../model/dispute';
import type { Order } from '../../../model/order';
import { parseModel } from '../../../model/parse';
import type { Refund } from '../../../model/refund';
import type { StoreDelivery } from '../../store-delivery';
import { shopifyDispute } from '../dispute';
import { withShopifyJourney, type JoinedJourney } from '../journey';
import { shopifyOrder } from '../order';
import { shopifyRefund } from '../refund';
import { disputeBodyOf } from './dispute-body';
import { orderBodyOf } from './order-body';
import { refundBodyOf } from './refund-body';
import { removedUnits, type RemovedUnits } from './removed-units';
import { graphqlOrderSchema, type GraphqlOrder } from './schema';

export interface ReadGraphqlOrder {
	/** The same as the webhook of the order gives, but for what `one-sided-fields.ts` lists. */
	readonly order: Order;
	/** Oldest first, without those of test payments unless the order is a test. */
	readonly refunds: readonly Refund[];
	/** Disputes that could be read in full. */
	readonly disputes: readonly Dispute[];
	/** Ids of disputes of which only the status is known, for a person to look at. */
	readonly unreadDisputes: ReadonlyArray<{ readonly disputeId: string; readonly status: string }>;
	/** The order with the customer's visits, when Shopify has worked them out; null without journey. */
	readonly journey: JoinedJourney | null;
	readonly removedUnits: readonly RemovedUnits[];
}

/**
 * An order of Shopify's Admin GraphQL API, complete with lists, refunds and disputes, in canonical
 * form. Throws `invalid_input` when it is no order or a list of money is unreadable.
 */
export function shopifyGraphqlOrder(node: unknown, storeKey: string): ReadGraphqlOrder {
	const source = parseModel(graphqlOrderSchema, node, 'order');
	const order = withOrderIndex(shopifyOrder(orderBodyOf(source), storeKey), source);
	const refunds = source.refunds.map((refund) => shopifyRefund(refundBodyOf(refund), storeKey));
	const readIds = new Set(source.paymentsDisputes.map(({ id }) => lastPart(id)));
	return {
		order,
		refunds: refunds
			.filter(({ isTest }) => order.isTest || !isTest)
			.map(({ refund }) => refund)
			.sort((a, b) => (a.createdAt < b.createdAt ? -1 : Number(a.createdAt > b.createdAt))),
		disputes: source.paymentsDisputes.flatMap((dispute) => {
			const body = disputeBodyOf(dispute, order.orderId);
			return shopifyDispute(body, readingOf(order)) ?? [];
		}),
		unreadDisputes: source.disputes
			.filter(({ id }) => !readIds.has(lastPart(id)))
			.map(({ id, status }) => ({ disputeId: lastPart(id), status: status.toLowerCase() })),
		journey: journeyOf(order, node),
		removedUnits: removedUnits(source),
	};
}

/** Shopify numbers a customer's orders from 1, test orders left out. */
function withOrderIndex(order: Order, { customerJourneySummary }: GraphqlOrder): Order {
	const index = customerJourneySummary?.customerOrderIndex ?? null;
	if (index === null || index < 1 || order.isTest) return order;
	return { ...order, customer: { ...order.customer, ordersBefore: index - 1 } };
}

/** A dispute says when it ended but not when it last changed; the order it belongs to does. */
function readingOf({ storeKey, updatedAt }: Order): StoreDelivery {
	return {
		platform: 'shopify',
		topic: 'disputes/update',
		storeKey,
		deliveryId: null,
		hasUniqueDeliveryId: false,
		triggeredAt: null,
		receivedAt: parseInstant(updatedAt),
	};
}

/** Unreadable visits cost the order nothing. */
function journeyOf(order: Order, node: unknown): JoinedJourney | null {
	const summary: unknown =
		typeof node === 'object' && node !== null ? Reflect.get(node, 'customerJourneySummary') : null;
	if (summary === null || summary === undefined) return null;
	try {
		return withShopifyJourney(order, summary);
	} catch {
		return null;
	}
}

function lastPart(id: string): string {
	return id.slice(id.lastIndexOf('/') + 1);
}
