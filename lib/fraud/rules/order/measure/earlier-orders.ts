import type { FraudFacts, RelatedOrder } from '../../../../model/fraud-facts';

/** Of related orders those that came before an order or with it, the order's own record left out. */
export function earlierOrders(
	related: readonly RelatedOrder[],
	{ order, recordedOrder }: FraudFacts,
): RelatedOrder[] {
	return related.filter(
		({ conversionId, orderedAt }) =>
			conversionId !== recordedOrder?.conversionId && orderedAt <= order.createdAt,
	);
}
