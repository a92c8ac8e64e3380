import { z } from 'zod/v4';
import { MOST_LINES } from '../../../model/order';
import {
	amountField,
	lenientBoolean,
	lenientCount,
	lenientList,
	lenientObject,
	lenientText,
	optionalList,
} from '../../lenient-fields';

/**
 * The fields read from records of Shopify's Admin GraphQL API. As with the webhooks, what money
 * depends on must be readable; everything else may be missing, denied or odd.
 */
const moneyBag = z
	.object({ shopMoney: z.object({ amount: amountField, currencyCode: z.string() }) })
	.nullish();

const listOf = <Node extends z.ZodType>(node: Node) =>
	z
		.object({ nodes: z.array(node).max(MOST_LINES) })
		.nullish()
		.transform((list) => list?.nodes ?? []);

const taxLines = optionalList(
	z.object({ rate: z.number().nullish().catch(null), priceSet: moneyBag }),
);

const discountSchema = z.object({
	__typename: lenientText,
	index: z.int().min(0).max(10_000),
	code: lenientText,
});

const allocations = optionalList(
	z.object({ allocatedAmountSet: moneyBag, discountApplication: discountSchema.nullish() }),
);

const referenceSchema = lenientObject(z.object({ id: z.string() }));

const lineFields = {
	id: z.string(),
	quantity: z.int().min(0),
	originalUnitPriceSet: moneyBag,
	totalDiscountSet: moneyBag,
	discountAllocations: allocations,
	taxLines,
};

export const graphqlLineSchema = z.object({
	...lineFields,
	title: lenientText,
	sku: lenientText,
	currentQuantity: z.int().min(0).nullish(),
	isGiftCard: lenientBoolean,
	variant: referenceSchema,
	product: referenceSchema,
});

export const graphqlRefundSchema = z.object({
	id: z.string(),
	legacyResourceId: lenientText,
	createdAt: lenientText,
	processedAt: lenientText,
	note: lenientText,
	order: z.object({ id: z.string() }),
	refundLineItems: listOf(
		z.object({
			quantity: z.int().min(0),
			subtotalSet: moneyBag,
			totalTaxSet: moneyBag,
			lineItem: z.object(lineFields),
		}),
	),
	refundShippingLines: listOf(z.object({ subtotalAmountSet: moneyBag, taxAmountSet: moneyBag })),
	orderAdjustments: listOf(z.object({ amountSet: moneyBag, taxAmountSet: moneyBag })),
	transactions: listOf(
		z.object({
			kind: z.string(),
			status: z.string(),
			test: lenientBoolean,
			amountSet: moneyBag,
		}),
	),
});

export const graphqlDisputeSchema = z.object({
	id: z.string(),
	status: z.string(),
	initiatedAt: z.string(),
	finalizedOn: lenientText,
	amount: z.object({ amount: amountField, currencyCode: z.string() }),
	reasonDetails: lenientObject(z.object({ reason: lenientText })),
	order: referenceSchema,
});

const addressSchema = lenientObject(
	z.object({
		firstName: lenientText,
		lastName: lenientText,
		phone: lenientText,
		address1: lenientText,
		address2: lenientText,
		city: lenientText,
		zip: lenientText,
		countryCodeV2: lenientText,
	}),
);

const visitSchema = lenientObject(
	z.object({ landingPage: lenientText, referrerUrl: lenientText, referralCode: lenientText }),
);

export const graphqlOrderSchema = z.object({
	id: z.string(),
	legacyResourceId: lenientText,
	name: lenientText,
	createdAt: z.string(),
	processedAt: lenientText,
	updatedAt: lenientText,
	cancelledAt: lenientText,
	cancelReason: lenientText,
	test: lenientBoolean,
	displayFinancialStatus: lenientText,
	currencyCode: z.string(),
	taxesIncluded: lenientBoolean,
	sourceName: lenientText,
	email: lenientText,
	phone: lenientText,
	clientIp: lenientText,
	customerAcceptsMarketing: lenientBoolean,
	paymentGatewayNames: lenientList(z.string()),
	customAttributes: lenientList(z.object({ key: lenientText, value: lenientText })),
	billingAddress: addressSchema,
	shippingAddress: addressSchema,
	customerJourneySummary: lenientObject(
		z.object({
			ready: z.boolean(),
			customerOrderIndex: lenientCount,
			lastVisit: visitSchema,
		}),
	),
	totalPriceSet: moneyBag,
	totalTaxSet: moneyBag,
	totalTipReceivedSet: moneyBag,
	originalTotalDutiesSet: moneyBag,
	originalTotalAdditionalFeesSet: moneyBag,
	disputes: lenientList(z.object({ id: z.string(), status: z.string() })),
	customer: lenientObject(
		z.object({
			id: z.string(),
			firstName: lenientText,
			lastName: lenientText,
			defaultEmailAddress: lenientObject(
				z.object({ emailAddress: lenientText, marketingState: lenientText }),
			),
			defaultPhoneNumber: lenientObject(z.object({ phoneNumber: lenientText })),
		}),
	),
	discountApplications: listOf(discountSchema),
	shippingLines: listOf(
		z.object({
			isRemoved: lenientBoolean,
			originalPriceSet: moneyBag,
			discountedPriceSet: moneyBag,
			discountAllocations: allocations,
			taxLines,
		}),
	),
	lineItems: z.object({ nodes: z.array(graphqlLineSchema).max(MOST_LINES) }),
	refunds: optionalList(graphqlRefundSchema),
	paymentsDisputes: lenientList(graphqlDisputeSchema),
});

export type GraphqlMoneyBag = z.output<typeof moneyBag>;
export type GraphqlOrder = z.output<typeof graphqlOrderSchema>;
export type GraphqlLine = z.output<typeof graphqlLineSchema>;
export type GraphqlRefund = z.output<typeof graphqlRefundSchema>;
export type GraphqlDispute = z.output<typeof graphqlDisputeSchema>;
export type GraphqlDiscount = z.output<typeof discountSchema>;
