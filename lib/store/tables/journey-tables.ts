/* What joins the touches of one customer. */

/** Registered hosts of affiliates (direct links). */
export interface AffiliateSitesTable {
	host: string;
	affiliate_id: string;
}

/** Browsers a customer's orders came from. */
export interface CustomerJourneysTable {
	customer_key: string;
	journey_id: string;
	at: string;
}

export interface AttributionWeightsTable {
	programme_id: string;
	version: number;
	trained_at: string;
	record: string;
}
