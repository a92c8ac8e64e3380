import { operation } from '../operation';
import { LINES, ORDER, REFUND } from './fragments';

/**
 * Parts of an order that need a scope of their own, or access to protected customer data; without
 * them it is read all the same.
 */
const OPTIONAL = [
	'customer',
	'customerJourneySummary',
	'disputes',
	'email',
	'phone',
	'clientIp',
	'billingAddress',
	'shippingAddress',
	'variant',
	'product',
];

export const ORDERS_PAGE = operation(
	'OrdersPage',
	`query OrdersPage($first: Int!, $after: String, $filter: String!) {
	orders(first: $first, after: $after, query: $filter, sortKey: UPDATED_AT) {
		nodes { ...OrderFields }
		pageInfo { hasNextPage endCursor }
	}
}
${ORDER}`,
	OPTIONAL,
);

export const ORDER_BY_ID = operation(
	'OrderById',
	`query OrderById($id: ID!) {
	order(id: $id) {
		...OrderFields
		customerJourneySummary {
			moments(first: 50) { nodes { occurredAt ... on CustomerVisit { ...Visit } } }
		}
	}
}
${ORDER}`,
	OPTIONAL,
);

/** What is left of a list of an order that did not fit on its page. */
export const ORDER_LISTS = {
	lineItems: operation(
		'OrderLines',
		`query OrderLines($id: ID!, $after: String) {
	order(id: $id) {
		lineItems(first: 50, after: $after) {
			nodes { ...Line } pageInfo { hasNextPage endCursor }
		}
	}
}
${withoutFragments(LINES, ['Shipping', 'Discount'])}`,
		OPTIONAL,
	),
	shippingLines: operation(
		'OrderShipping',
		`query OrderShipping($id: ID!, $after: String) {
	order(id: $id) {
		shippingLines(first: 50, after: $after) {
			nodes { ...Shipping } pageInfo { hasNextPage endCursor }
		}
	}
}
${withoutFragments(LINES, ['Line', 'Discount'])}`,
	),
	discountApplications: operation(
		'OrderDiscounts',
		`query OrderDiscounts($id: ID!, $after: String) {
	order(id: $id) {
		discountApplications(first: 50, after: $after) {
			nodes { __typename index ... on DiscountCodeApplication { code } }
			pageInfo { hasNextPage endCursor }
		}
	}
}`,
	),
} as const;

export const REFUNDS_BY_ID = operation(
	'RefundsById',
	`query RefundsById($ids: [ID!]!) { nodes(ids: $ids) { ...RefundFields } }
${REFUND}`,
	['lineItem'],
);

/** The rest of a refund that has more lines than a page. */
export const REFUND_LINES = operation(
	'RefundLines',
	`query RefundLines($id: ID!, $after: String) {
	refund(id: $id) {
		refundLineItems(first: 50, after: $after) {
			nodes { ...RefundLine } pageInfo { hasNextPage endCursor }
		}
	}
}
${withoutFragments(REFUND, ['RefundFields'])}`,
);

export const DISPUTES_BY_ID = operation(
	'DisputesById',
	`query DisputesById($ids: [ID!]!) {
	nodes(ids: $ids) {
		... on ShopifyPaymentsDispute {
			id legacyResourceId status type initiatedAt finalizedOn
			amount { amount currencyCode }
			reasonDetails { reason }
			order { id }
		}
	}
}`,
	['nodes'],
);

/** GraphQL refuses a document with a fragment that it does not use. */
function withoutFragments(text: string, names: readonly string[]): string {
	return text
		.split(/^(?=fragment )/m)
		.filter((fragment) => !names.some((name) => fragment.startsWith(`fragment ${name} `)))
		.join('');
}
