import type { IExecuteFunctions } from 'n8n-workflow';
import { AffiliateError } from '../../lib/kernel';
import { withShopifyJourney } from '../../lib/mapping/shopify';
import type { Order } from '../../lib/model/order';

/**
 * The order with the visits of Shopify's `customerJourneySummary`, where the node is given one. Throws
 * `journey_not_ready` while Shopify still works it out, so that the run is tried again later.
 */
export function withJourney(context: IExecuteFunctions, itemIndex: number, order: Order): Order {
	const options = context.getNodeParameter('options', itemIndex, {}) as {
		readonly shopifyJourney?: unknown;
	};
	const given = options.shopifyJourney;
	if (given === undefined || given === null || given === '') return order;
	const journey = withShopifyJourney(order, typeof given === 'string' ? parsed(given) : given);
	if (journey.isReady) return journey.order;
	throw new AffiliateError("Shopify has not worked out the customer's journey yet", {
		code: 'journey_not_ready',
		path: 'options.shopifyJourney',
		hint: 'Ask Shopify again some minutes after the order, then run this node again.',
	});
}

function parsed(text: string): unknown {
	const value = parsedOrUndefined(text);
	if (value !== undefined) return value;
	throw new AffiliateError("'Shopify Journey' is not valid JSON", {
		code: 'invalid_json',
		path: 'options.shopifyJourney',
		hint: "Give the object 'customerJourneySummary' of Shopify's answer.",
	});
}

function parsedOrUndefined(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}
