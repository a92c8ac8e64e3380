import type { Instant } from '../kernel';
import type { AttributionWeights } from '../model/attribution-weights';
import type { Click } from '../model/click';

/** Journeys of one programme with the same sequence of affiliates, oldest touch first. */
export interface RecordedJourney {
	/** Affiliate ids; consecutive equal ones collapsed (C17). */
	readonly affiliateIds: readonly string[];
	readonly conversions: number;
	/** Commission base in minor units; for weights only. */
	readonly value: number;
	/** Journeys that ended without an order. */
	readonly nulls: number;
}

/** What joins the clicks of one customer, and what was learnt from all of them. */
export interface JourneyStore {
	/**
	 * Clicks of the given browsers in a programme's or every programme's links, oldest first, machines
	 * left out, at most `limit` (the latest ones).
	 */
	clicksOfJourneys(filter: {
		journeyIds: readonly string[];
		from: Instant;
		to: Instant;
		limit: number;
	}): Promise<Click[]>;
	/** Browsers that a customer's orders and actions came from, latest first, at most 50. */
	journeysOfCustomer(customerKey: string): Promise<string[]>;
	/** Remembers that browsers belong to a customer; known pairs stay as they are. */
	joinCustomer(customerKey: string, journeyIds: readonly string[], at: Instant): Promise<void>;
	/** Journeys with a counted click in a stretch of time, aggregated by their sequence. */
	journeys(programmeId: string, from: Instant, to: Instant): AsyncIterable<RecordedJourney>;
	saveWeights(weights: AttributionWeights): Promise<void>;
	/** The newest ones; null when none were trained. */
	weights(programmeId: string): Promise<AttributionWeights | null>;
}
