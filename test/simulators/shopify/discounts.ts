import type { Shop, ShopRecord } from './shop.ts';
import type { UserError } from './shopify-error.ts';

/** `discountCodeBasicCreate`: a code is unique whatever its case. */
export function createDiscount(shop: Shop, input: ShopRecord): unknown {
	const error = faultOf(shop, input);
	if (error !== null) return { codeDiscountNode: null, userErrors: [error] };
	const gets = input['customerGets'] as ShopRecord;
	const value = gets['value'] as ShopRecord;
	const amount = value['discountAmount'] as ShopRecord | undefined;
	const node: ShopRecord = {
		__typename: 'DiscountCodeNode',
		id: shop.nextId('DiscountCodeNode'),
		codeDiscount: {
			__typename: 'DiscountCodeBasic',
			title: input['title'],
			status: 'ACTIVE',
			startsAt: input['startsAt'],
			endsAt: input['endsAt'] ?? null,
			usageLimit: input['usageLimit'] ?? null,
			appliesOncePerCustomer: input['appliesOncePerCustomer'] ?? false,
			customerGets: {
				value:
					amount === undefined
						? { __typename: 'DiscountPercentage', percentage: value['percentage'] }
						: {
								__typename: 'DiscountAmount',
								amount: { amount: amount['amount'], currencyCode: shop.currency },
								appliesOnEachItem: amount['appliesOnEachItem'],
							},
				items: { __typename: 'AllDiscountItems', allItems: true },
			},
		},
	};
	shop.discounts.set(String(input['code']).toLowerCase(), node);
	return { codeDiscountNode: node, userErrors: [] };
}

function faultOf(shop: Shop, input: ShopRecord): UserError | null {
	const at = (name: string) => ['basicCodeDiscount', name];
	const blank = ['title', 'code', 'startsAt'].find((name) => (input[name] ?? '') === '');
	if (blank !== undefined) {
		return { field: at(blank), message: `${blank} can't be blank`, code: 'BLANK' };
	}
	if (shop.discounts.has(String(input['code']).toLowerCase())) {
		const message = 'Code must be unique. Please try a different code.';
		return { field: at('code'), message, code: 'TAKEN' };
	}
	if (input['context'] === undefined && input['customerSelection'] === undefined) {
		return { field: at('context'), message: "Context can't be blank", code: 'BLANK' };
	}
	const value = (input['customerGets'] as ShopRecord | undefined)?.['value'] as
		ShopRecord | undefined;
	const percentage = value?.['percentage'];
	if (percentage === undefined) return null;
	if (typeof percentage === 'number' && percentage > 0 && percentage <= 1) return null;
	const message = 'Value must be between 0.0 and 1.0';
	return { field: at('customerGets'), message, code: 'VALUE_OUTSIDE_RANGE' };
}
