import type { Attribution } from '../model/credit';
import type { LockedRate } from '../model/commission';
import type { Order } from '../model/order';
import type { Plan } from '../model/plan';
import type { Programme } from '../model/programme';
import type { Verdict } from '../model/verdict';
import type { TierMetrics } from './resolve-tier';

/** Everything the price of one order depends on; nothing else does. */
export interface CommissionFacts {
	readonly order: Order;
	readonly attribution: Attribution;
	/** Null when no fraud check ran; then nothing is held for one. */
	readonly verdict: Verdict | null;
	/** Null when the credit names a programme that does not exist. */
	readonly programme: Programme | null;
	/** The plan in effect when the order was made. */
	readonly plan: Plan | null;
	/** Per affiliate id; an absent one counts as nothing reached. */
	readonly metrics: ReadonlyMap<string, TierMetrics>;
	/** From the order's currency to the programme's; null when none is known or none is needed. */
	readonly exchangeRate: LockedRate | null;
}
