import type { Money } from '../kernel';
import type { PricingContext } from '../model/commission';
import type { Attribution } from '../model/credit';
import type { Order } from '../model/order';
import type { Plan } from '../model/plan';
import type { Programme } from '../model/programme';
import type { Verdict } from '../model/verdict';

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
	readonly context: PricingContext;
	/**
	 * Booked already against each cap, by `capClaimKey`; an absent one counts as nothing. The ledger
	 * looks again under a lock when it books.
	 */
	readonly capUsage: ReadonlyMap<string, Money>;
}
