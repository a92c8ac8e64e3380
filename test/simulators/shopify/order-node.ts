import {
	amountText,
	CREATED_AT,
	DEFAULT_LINES,
	discountOf,
	lineIdOf,
	shownOf,
	totalsOf,
	type DescribedLine,
	type DescribedOrder,
	type DescribedRefund,
} from './described-order.ts';

type Json = Record<string, unknown>;

const TYPE_NAMES = {
	discount_code: 'DiscountCodeApplication',
	manual: 'ManualDiscountApplication',
	automatic: 'AutomaticDiscountApplication',
	script: 'ScriptDiscountApplication',
} as const;

/**
 * The order as the simulator keeps it: all fields of the Admin GraphQL API that are asked for, lists
 * as plain arrays, which the simulator pages when it answers.
 */
export function orderRecord(order: DescribedOrder): Json {
	const { currency = 'EUR' } = order;
	const { tax, total, tip } = totalsOf(order);
	const bag = (minor: number) => moneyBag(order, minor);
	const refunded = (order.refunds ?? []).reduce((sum, { moved }) => sum + (moved ?? 0), 0);
	const discounts = order.discounts ?? [];
	return {
		__typename: 'Order',
		id: `gid://shopify/Order/${order.id}`,
		legacyResourceId: String(order.id),
		name: order.name ?? `#${order.id}`,
		createdAt: order.createdAt ?? CREATED_AT,
		processedAt: order.createdAt ?? CREATED_AT,
		updatedAt: order.updatedAt ?? order.createdAt ?? CREATED_AT,
		cancelledAt: order.cancelled?.at ?? null,
		cancelReason: order.cancelled?.reason.toUpperCase() ?? null,
		test: order.isTest ?? false,
		displayFinancialStatus: (order.status ?? 'paid').toUpperCase(),
		currencyCode: currency,
		taxesIncluded: order.taxesIncluded ?? false,
		sourceName: order.source ?? 'web',
		clientIp: '203.0.113.77',
		note: order.note ?? null,
		tags: [...(order.tags ?? [])],
		discountCodes: discounts.flatMap(({ type, name }) => (type === 'discount_code' ? [name] : [])),
		paymentGatewayNames: ['manual'],
		customAttributes: Object.entries(order.attributes ?? {}).map(([key, value]) => ({
			key,
			value,
		})),
		...buyerFields(order),
		customerJourneySummary: journey(order),
		totalPriceSet: bag(total),
		totalTaxSet: bag(tax),
		totalTipReceivedSet: bag(tip),
		originalTotalDutiesSet: order.duties === undefined ? null : bag(order.duties),
		originalTotalAdditionalFeesSet: null,
		currentTotalPriceSet: bag(total - refunded),
		totalRefundedSet: bag(refunded),
		disputes: (order.disputes ?? []).map(({ id, status }) => ({
			id: `gid://shopify/OrderDisputeSummary/${id}`,
			initiatedAs: 'CHARGEBACK',
			status: status.toUpperCase(),
		})),
		discountApplications: discounts.map((_, index) => application(order, index)),
		shippingLines: shippingRecords(order),
		lineItems: (order.lines ?? DEFAULT_LINES).map((line, index) => lineRecord(order, line, index)),
		refunds: (order.refunds ?? []).map((refund) => refundRecord(order, refund)),
	};
}

/** A dispute of the order as Shopify Payments keeps it. */
export function disputeRecords(order: DescribedOrder): Json[] {
	return (order.disputes ?? []).map((dispute) => ({
		__typename: 'ShopifyPaymentsDispute',
		id: `gid://shopify/ShopifyPaymentsDispute/${dispute.id}`,
		legacyResourceId: String(dispute.id),
		status: dispute.status.toUpperCase(),
		type: 'CHARGEBACK',
		initiatedAt: dispute.initiatedAt,
		finalizedOn: dispute.finalizedOn,
		amount: {
			amount: decimalText(dispute.amount, order.exponent ?? 2),
			currencyCode: order.currency ?? 'EUR',
		},
		reasonDetails: { reason: dispute.reason.toUpperCase() },
		order: { id: `gid://shopify/Order/${order.id}` },
	}));
}

function refundRecord(order: DescribedOrder, refund: DescribedRefund): Json {
	const bag = (minor: number) => moneyBag(order, minor);
	const { shipping, moved } = refund;
	return {
		__typename: 'Refund',
		id: `gid://shopify/Refund/${refund.id}`,
		legacyResourceId: String(refund.id),
		createdAt: refund.createdAt,
		processedAt: refund.createdAt,
		note: refund.note ?? null,
		order: { id: `gid://shopify/Order/${order.id}` },
		totalRefundedSet: bag(moved ?? 0),
		refundLineItems: refund.lines.map(({ lineId, quantity, subtotal, tax = 0 }) => ({
			quantity,
			restockType: 'NO_RESTOCK',
			subtotalSet: bag(subtotal),
			totalTaxSet: bag(tax),
			lineItem: lineOf(order, lineId),
		})),
		refundShippingLines:
			shipping === undefined
				? []
				: [{ subtotalAmountSet: bag(shipping.amount), taxAmountSet: bag(shipping.tax) }],
		orderAdjustments: [],
		transactions:
			moved === null
				? []
				: [
						{
							kind: 'REFUND',
							status: 'SUCCESS',
							test: refund.isTest ?? false,
							amountSet: bag(moved),
						},
					],
	};
}

function lineOf(order: DescribedOrder, lineId: number): Json | null {
	const lines = order.lines ?? DEFAULT_LINES;
	const index = lines.findIndex((_, place) => lineIdOf(order, place) === lineId);
	const line = lines[index];
	return line === undefined ? null : lineRecord(order, line, index);
}

function lineRecord(order: DescribedOrder, line: DescribedLine, index: number): Json {
	const bag = (minor: number) => moneyBag(order, minor);
	const quantity = line.quantity ?? 1;
	const reference = (type: string, id: number) =>
		line.isTip === true ? null : { id: `gid://shopify/${type}/${id}` };
	return {
		__typename: 'LineItem',
		id: `gid://shopify/LineItem/${lineIdOf(order, index)}`,
		title: line.title ?? (line.isTip === true ? 'Tip' : `Thing ${index}`),
		sku: line.isTip === true ? null : `SKU-${index}`,
		quantity,
		currentQuantity: quantity - (line.removed ?? 0),
		isGiftCard: line.isGiftCard ?? false,
		product: reference('Product', 100 + index),
		variant: reference('ProductVariant', 200 + index),
		originalUnitPriceSet: bag(line.price),
		totalDiscountSet: bag(0),
		discountedTotalSet: bag(line.price * quantity - discountOf(line)),
		discountAllocations: (line.discounts ?? []).map((entry) => ({
			allocatedAmountSet: bag(entry.amount),
			discountApplication: application(order, entry.application),
		})),
		taxLines:
			line.tax === undefined
				? []
				: [{ title: 'VAT', rate: line.rate ?? 0, priceSet: bag(line.tax) }],
	};
}

function application(order: DescribedOrder, index: number): Json | null {
	const discount = order.discounts?.[index];
	if (discount === undefined) return null;
	const named =
		discount.type === 'discount_code' ? { code: discount.name } : { title: discount.name };
	return { __typename: TYPE_NAMES[discount.type], index, ...named };
}

function shippingRecords(order: DescribedOrder): Json[] {
	if (order.shipping === undefined) return [];
	const { price, discount = 0, tax = 0 } = order.shipping;
	const bag = (minor: number) => moneyBag(order, minor);
	return [
		{
			isRemoved: false,
			originalPriceSet: bag(price),
			discountedPriceSet: bag(price - discount),
			discountAllocations: [],
			taxLines: tax === 0 ? [] : [{ title: 'VAT', rate: 0.19, priceSet: bag(tax) }],
		},
	];
}

function buyerFields(order: DescribedOrder): Json {
	const { customer = null } = order;
	const country = order.country === undefined ? 'DE' : order.country;
	return {
		email: order.email ?? null,
		phone: null,
		customerAcceptsMarketing: false,
		customer: customer === null ? null : customerReference(customer),
		billingAddress: country === null ? null : address(country),
		shippingAddress: null,
	};
}

function customerReference(customer: NonNullable<DescribedOrder['customer']>): Json {
	const { phone = null, consent } = customer;
	return {
		__typename: 'Customer',
		id: `gid://shopify/Customer/${customer.id}`,
		legacyResourceId: String(customer.id),
		firstName: customer.firstName ?? null,
		lastName: customer.lastName ?? null,
		tags: [...(customer.tags ?? [])],
		defaultEmailAddress:
			customer.email === null
				? null
				: {
						emailAddress: customer.email,
						marketingState: consent === undefined ? null : consent.toUpperCase(),
					},
		defaultPhoneNumber: phone === null ? null : { phoneNumber: phone },
	};
}

function address(country: string): Json {
	const none = { firstName: null, lastName: null, address1: null, address2: null, zip: null };
	return { ...none, phone: '+49 30 000000', city: 'Berlin', countryCodeV2: country };
}

function journey(order: DescribedOrder): Json | null {
	const { visit = null } = order;
	if (visit === null) return null;
	const index = order.customer?.orderIndex ?? null;
	if (!visit.isReady) {
		const none = { firstVisit: null, lastVisit: null, moments: null };
		return { ready: false, customerOrderIndex: null, ...none };
	}
	const told = {
		__typename: 'CustomerVisit',
		occurredAt: visit.at,
		landingPage: `https://demo.myshopify.com${visit.landingPath}`,
		referrerUrl: visit.referrer,
		referralCode: visit.code,
	};
	return {
		ready: true,
		customerOrderIndex: order.isTest === true ? null : index,
		firstVisit: told,
		lastVisit: told,
		moments: [told],
	};
}

function moneyBag(order: DescribedOrder, minor: number): Json {
	const { currency = 'EUR', exponent = 2 } = order;
	const shown = shownOf(order, minor);
	return {
		shopMoney: { amount: decimalText(minor, exponent), currencyCode: currency },
		presentmentMoney: { amount: decimalText(shown.minor, exponent), currencyCode: shown.currency },
	};
}

/** GraphQL writes "12.5" and "23600.0", not "12.50" and "23600". */
function decimalText(minor: number, exponent: number): string {
	const text = amountText(minor, exponent);
	if (!text.includes('.')) return `${text}.0`;
	return text.replace(/(\.\d+?)0+$/, '$1');
}
