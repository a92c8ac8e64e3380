/**
 * Amounts are read in the shop's own currency only; what the buyer saw is not needed, and every
 * object costs a point.
 */
export const AMOUNT = 'fragment Amount on MoneyBag { shopMoney { amount currencyCode } }';

const VISIT = `fragment Visit on CustomerVisit {
	occurredAt landingPage referrerUrl referralCode
}`;

const ADDRESS = `fragment Address on MailingAddress {
	firstName lastName phone address1 address2 city zip countryCodeV2
}`;

const TAXES = 'fragment Taxes on TaxLine { rate priceSet { ...Amount } }';

const ALLOCATION = `fragment Allocation on DiscountAllocation {
	allocatedAmountSet { ...Amount }
	discountApplication { __typename index ... on DiscountCodeApplication { code } }
}`;

const LINE = `fragment Line on LineItem {
	id title sku quantity currentQuantity isGiftCard
	variant { id } product { id }
	originalUnitPriceSet { ...Amount } totalDiscountSet { ...Amount }
	discountAllocations { ...Allocation }
	taxLines { ...Taxes }
}`;

const SHIPPING = `fragment Shipping on ShippingLine {
	isRemoved originalPriceSet { ...Amount } discountedPriceSet { ...Amount }
	discountAllocations { ...Allocation }
	taxLines { ...Taxes }
}`;

const DISCOUNT = `fragment Discount on DiscountApplication {
	__typename index ... on DiscountCodeApplication { code }
}`;

/** What one line of an order or its shipping needs. */
export const LINES = [AMOUNT, TAXES, ALLOCATION, LINE, SHIPPING, DISCOUNT].join('\n');

const PAGE_INFO = 'pageInfo { hasNextPage endCursor }';

/**
 * An order as far as a commission needs it. Of its refunds only the ids: they are read whole with
 * the next request, because lists inside of lists inside of a page cost too much.
 */
export const ORDER = `${LINES}
${VISIT}
${ADDRESS}
fragment OrderFields on Order {
	id legacyResourceId name createdAt processedAt updatedAt cancelledAt cancelReason
	test displayFinancialStatus currencyCode taxesIncluded sourceName email phone clientIp
	customerAcceptsMarketing note tags discountCodes paymentGatewayNames
	customAttributes { key value }
	billingAddress { ...Address } shippingAddress { ...Address }
	customerJourneySummary { ready customerOrderIndex firstVisit { ...Visit } lastVisit { ...Visit } }
	totalPriceSet { ...Amount } totalTaxSet { ...Amount } totalTipReceivedSet { ...Amount }
	originalTotalDutiesSet { ...Amount } originalTotalAdditionalFeesSet { ...Amount }
	currentTotalPriceSet { ...Amount } totalRefundedSet { ...Amount }
	disputes { id initiatedAs status }
	customer { id legacyResourceId firstName lastName tags
		defaultEmailAddress { emailAddress marketingState } defaultPhoneNumber { phoneNumber } }
	discountApplications(first: 10) { nodes { ...Discount } ${PAGE_INFO} }
	shippingLines(first: 5) { nodes { ...Shipping } ${PAGE_INFO} }
	lineItems(first: 20) { nodes { ...Line } ${PAGE_INFO} }
	refunds(first: 100) { id }
}`;

export const REFUND = `${AMOUNT}
${TAXES}
fragment RefundLine on RefundLineItem {
	quantity restockType subtotalSet { ...Amount } totalTaxSet { ...Amount }
	lineItem { id quantity originalUnitPriceSet { ...Amount } totalDiscountSet { ...Amount }
		discountAllocations { allocatedAmountSet { ...Amount } }
		taxLines { ...Taxes } }
}
fragment RefundFields on Refund {
	id legacyResourceId createdAt processedAt note order { id }
	refundLineItems(first: 20) { nodes { ...RefundLine } ${PAGE_INFO} }
	refundShippingLines(first: 10) {
		nodes { subtotalAmountSet { ...Amount } taxAmountSet { ...Amount } } ${PAGE_INFO}
	}
	orderAdjustments(first: 10) {
		nodes { reason amountSet { ...Amount } taxAmountSet { ...Amount } } ${PAGE_INFO}
	}
	transactions(first: 10) { nodes { kind status test amountSet { ...Amount } } ${PAGE_INFO} }
}`;
