import type { Attribution } from '../../../lib/model/credit';
import type { Order } from '../../../lib/model/order';
import type { Verdict } from '../../../lib/model/verdict';

export interface PricingRequest {
	readonly order: Order;
	readonly attribution: Attribution;
	readonly verdict: Verdict | null;
	/** A rate older than this is as good as none. */
	readonly maxRateAgeDays: number;
}
