import { discountApplicationsOf } from './discount-applications';
import type { GraphqlOrder } from './schema';
import { allocationsOf, moneySetOf, numberOf, pricedLineOf, taxLinesOf } from './webhook-shape';

/**
 * An order in the shape of a webhook's body, so that one normaliser reads both and the same order is
 * the same whichever way it came. What only one of the two tells is listed in `one-sided-fields.ts`.
 */
export function orderBodyOf(order: GraphqlOrder): Record<string, unknown> {
	return {
		id: order.legacyResourceId ?? numberOf(order.id),
		admin_graphql_api_id: order.id,
		name: order.name,
		test: order.test,
		created_at: order.createdAt,
		updated_at: order.updatedAt,
		processed_at: order.processedAt,
		cancelled_at: order.cancelledAt,
		cancel_reason: order.cancelReason?.toLowerCase() ?? null,
		financial_status: order.displayFinancialStatus?.toLowerCase() ?? null,
		currency: order.currencyCode,
		taxes_included: order.taxesIncluded,
		...totalsOf(order),
		line_items: order.lineItems.nodes.map((line) => ({
			...pricedLineOf(line),
			product_id: line.product === null ? null : numberOf(line.product.id),
			variant_id: line.variant === null ? null : numberOf(line.variant.id),
			sku: line.sku,
			title: line.title,
			gift_card: line.isGiftCard,
		})),
		shipping_lines: order.shippingLines.map((line) => ({
			price_set: moneySetOf(line.originalPriceSet),
			discounted_price_set: moneySetOf(line.discountedPriceSet),
			is_removed: line.isRemoved,
			discount_allocations: allocationsOf(line.discountAllocations),
			tax_lines: taxLinesOf(line.taxLines),
		})),
		// The codes of the order stand in the applications; their amounts are what was allocated.
		discount_applications: discountApplicationsOf(order),
		discount_codes: [],
		...buyerOf(order),
		...originOf(order),
	};
}

function totalsOf(order: GraphqlOrder): Record<string, unknown> {
	return {
		total_price_set: moneySetOf(order.totalPriceSet),
		total_tax_set: moneySetOf(order.totalTaxSet),
		total_tip_received_set: moneySetOf(order.totalTipReceivedSet),
		original_total_duties_set: moneySetOf(order.originalTotalDutiesSet),
		original_total_additional_fees_set: moneySetOf(order.originalTotalAdditionalFeesSet),
	};
}

function buyerOf(order: GraphqlOrder): Record<string, unknown> {
	const { customer } = order;
	const state = customer?.defaultEmailAddress?.marketingState?.toLowerCase() ?? null;
	return {
		email: order.email,
		phone: order.phone,
		buyer_accepts_marketing: order.customerAcceptsMarketing,
		customer:
			customer === null
				? null
				: {
						id: numberOf(customer.id),
						email: customer.defaultEmailAddress?.emailAddress ?? null,
						phone: customer.defaultPhoneNumber?.phoneNumber ?? null,
						first_name: customer.firstName,
						last_name: customer.lastName,
						...(state === null ? {} : { email_marketing_consent: { state } }),
					},
		billing_address: addressOf(order.billingAddress),
		shipping_address: addressOf(order.shippingAddress),
		payment_gateway_names: order.paymentGatewayNames,
	};
}

function addressOf(address: GraphqlOrder['billingAddress']): unknown {
	if (address === null) return null;
	return {
		first_name: address.firstName,
		last_name: address.lastName,
		phone: address.phone,
		address1: address.address1,
		address2: address.address2,
		city: address.city,
		zip: address.zip,
		country_code: address.countryCodeV2,
	};
}

/**
 * Where the buyer came from. Webhooks tell the last visit before the order; Shopify names
 * `lastVisit` in place of the order's own `landingPageUrl`, `referrerUrl` and `referralCode`.
 */
function originOf(order: GraphqlOrder): Record<string, unknown> {
	const visit = order.customerJourneySummary?.lastVisit ?? null;
	return {
		landing_site: visit?.landingPage ?? null,
		landing_site_ref: visit?.referralCode ?? null,
		referring_site: visit?.referrerUrl ?? null,
		note_attributes: order.customAttributes.map(({ key, value }) => ({ name: key, value })),
		browser_ip: order.clientIp,
		source_name: order.sourceName,
	};
}
