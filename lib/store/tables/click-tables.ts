/* What stays of clicks when the clicks themselves are gone. */

/** Clicks of one UTC day, programme, affiliate and link; the database adds every click by itself. */
export interface ClickTotalsTable {
	programme_id: string;
	/** YYYY-MM-DD, in UTC. */
	day: string;
	affiliate_id: string;
	/** Empty for a deep link, which has no link of its own. */
	link_key: string;
	/** That count. */
	clicks: number;
	/** All of them. */
	raw_clicks: number;
	machine_clicks: number;
	repeat_clicks: number;
}

/** Clicks that a recorded order was credited for: these are kept. */
export interface CreditedClicksTable {
	click_id: string;
}

/** Counted clicks that were deleted, by quarter of an hour: where days of other time zones begin. */
export interface DeletedClicksTable {
	programme_id: string;
	/** Beginning of the quarter of an hour. */
	quarter: string;
	affiliate_id: string;
	clicks: number;
}
