import type { Instant } from '../../../kernel';
import { disputeHappening } from '../../dispute-kind';
import type { StoreHappening } from '../../store-happening';
import { stateHappenings } from '../notice';
import { shopifyGraphqlOrder } from './order';

/**
 * What an order read over the Admin GraphQL API says happened: what webhooks say of the same state,
 * with its refunds, its disputes and the customer's visits. One made at or after `createdSince` gives
 * `order.created` as well, whose id is the same each time. Nothing for a test order unless those are
 * wanted. Throws `invalid_input`.
 */
export function shopifyOrderRead(
	node: unknown,
	storeKey: string,
	{ createdSince, includeTestOrders }: { createdSince: Instant; includeTestOrders: boolean },
): StoreHappening[] {
	const read = shopifyGraphqlOrder(node, storeKey);
	if (read.order.isTest && !includeTestOrders) return [];
	const order = read.journey?.isReady === true ? read.journey.order : read.order;
	const isNew = order.createdAt >= createdSince;
	return [
		...(isNew ? [{ kind: 'order.created', occurredAt: order.createdAt, order } as const] : []),
		...stateHappenings(order),
		...read.refunds.map((refund): StoreHappening => ({
			kind: 'refund.created',
			occurredAt: refund.createdAt,
			refund,
		})),
		...read.disputes.map(disputeHappening),
	];
}
