import type { GraphqlDiscount, GraphqlOrder } from './schema';

const TYPE_BY_NAME: Readonly<Record<string, string>> = {
	DiscountCodeApplication: 'discount_code',
	ManualDiscountApplication: 'manual',
	AutomaticDiscountApplication: 'automatic',
	ScriptDiscountApplication: 'script',
};

/**
 * The discounts of an order at the places that its lines point to. The list of the order leaves out
 * what was added by an edit, so those that the lines name count too. Between them may be gaps.
 */
export function discountApplicationsOf(order: GraphqlOrder): unknown[] {
	const named = [...order.lineItems.nodes, ...order.shippingLines].flatMap((line) =>
		line.discountAllocations.flatMap(({ discountApplication }) => discountApplication ?? []),
	);
	const applications: unknown[] = [];
	for (const discount of [...named, ...order.discountApplications]) {
		applications[discount.index] = applicationOf(discount);
	}
	return Array.from(applications, (entry) => entry ?? {});
}

/** Only a code that a buyer entered has one; the title of a manual discount is none. */
function applicationOf({ __typename: name, code }: GraphqlDiscount): unknown {
	const type = name !== null && Object.hasOwn(TYPE_BY_NAME, name) ? TYPE_BY_NAME[name] : null;
	return { type: type ?? null, code: type === 'discount_code' ? code : null };
}
