import { z } from 'zod/v4';
import type { Order } from '../../model/order';
import { parseModel } from '../../model/parse';
import { instantSchema } from '../../model/primitives';
import { lenientText } from '../lenient-fields';

const visitSchema = z.object({
	landingPage: lenientText,
	referrerUrl: lenientText,
	occurredAt: instantSchema,
});

/**
 * `customerJourneySummary` of an order in Shopify's Admin GraphQL API. `ready` turns true minutes
 * after the order; moments that are no visits lack a landing page.
 */
const journeySchema = z.object({
	ready: z.boolean(),
	firstVisit: visitSchema.nullish(),
	lastVisit: visitSchema.nullish(),
	moments: z.object({ nodes: z.array(visitSchema).max(1_000).nullish() }).nullish(),
});

/** The most visits an order keeps. */
const MOST_VISITS = 100;

export interface JoinedJourney {
	/** Whether Shopify has worked out the visits; else it is too early to look. */
	readonly isReady: boolean;
	readonly order: Order;
}

/**
 * The order with the visits of its customer's journey, oldest first, each once. Throws
 * `invalid_input` for what is no `customerJourneySummary`.
 */
export function withShopifyJourney(order: Order, summary: unknown): JoinedJourney {
	const journey = parseModel(journeySchema, summary, 'customerJourneySummary');
	if (!journey.ready) return { isReady: false, order };
	const told = [...(journey.moments?.nodes ?? []), journey.firstVisit, journey.lastVisit];
	const visits = new Map<string, Order['tracking']['visits'][number]>();
	for (const visit of told) {
		if (visit === null || visit === undefined || visit.landingPage === null) continue;
		const { landingPage: landingUrl, referrerUrl: referrer, occurredAt } = visit;
		visits.set(`${occurredAt} ${landingUrl}`, { landingUrl, referrer, occurredAt });
	}
	const inOrder = [...visits.values()].sort((a, b) => (a.occurredAt < b.occurredAt ? -1 : 1));
	return {
		isReady: true,
		order: { ...order, tracking: { ...order.tracking, visits: inOrder.slice(-MOST_VISITS) } },
	};
}
