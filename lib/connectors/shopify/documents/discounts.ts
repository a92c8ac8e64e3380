import { operation } from '../operation';

export const DISCOUNT_BY_CODE = operation(
	'DiscountByCode',
	`query DiscountByCode($code: String!) {
	shop { currencyCode }
	codeDiscountNodeByCode(code: $code) {
		id
		codeDiscount {
			__typename
			... on DiscountCodeBasic {
				title status startsAt endsAt usageLimit appliesOncePerCustomer
				customerGets {
					value {
						... on DiscountPercentage { percentage }
						... on DiscountAmount { amount { amount currencyCode } appliesOnEachItem }
					}
					items { ... on AllDiscountItems { allItems } }
				}
			}
		}
	}
}`,
);

export const CREATE_DISCOUNT = operation(
	'CreateDiscount',
	`mutation CreateDiscount($discount: DiscountCodeBasicInput!) {
	discountCodeBasicCreate(basicCodeDiscount: $discount) {
		codeDiscountNode { id }
		userErrors { field message code }
	}
}`,
);
