export type MarkovOrder = 1 | 2 | 3;

export interface MarkovOptions {
	/** How many touches the next step depends on. */
	readonly order: MarkovOrder;
	/** False leaves out the journeys that ended without an order. */
	readonly hasNulls: boolean;
}
