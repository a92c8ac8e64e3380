/** Journeys with the same sequence of touches, aggregated. */
export interface JourneyPath {
	/** Who was touched, oldest first: affiliate codes or ids, or channel names. At least one. */
	readonly states: readonly string[];
	/** Journeys that ended in an order. */
	readonly conversions: number;
	/** What these orders were worth, in any one unit. For weights only; money is never made of it. */
	readonly value: number;
	/** Journeys that ended without an order. */
	readonly nulls: number;
}

/** What a model credits to one state. */
export interface StateTotal {
	readonly conversions: number;
	readonly value: number;
}

/** By state, in the order of their names. Both sums are those of all journeys. */
export type StateTotals = ReadonlyMap<string, StateTotal>;
