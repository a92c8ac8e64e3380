import type { Order } from '../model/order';

/** Earlier visits of an order's customer, so that a bound on them cuts off the oldest. */
export function visitsLatestFirst({ visits }: Order['tracking']): Order['tracking']['visits'] {
	return [...visits].sort((a, b) => {
		if (a.occurredAt === b.occurredAt) return 0;
		return a.occurredAt < b.occurredAt ? 1 : -1;
	});
}
