/** A flow from a signed webhook to a booked commission, ready to take orders. */
export interface OrdersFlow {
	readonly webhook: string;
	/** Path and query of the shop's first page, with a click of its own, one for each order. */
	landings(count: number): Promise<string[]>;
	/** Commissions that are booked, and for how many different orders. */
	booked(): Promise<{ readonly commissions: number; readonly orders: number }>;
}
