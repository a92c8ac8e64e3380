import type { Affiliate } from '../model/affiliate';
import type { Click } from '../model/click';
import type { Attribution, Credit } from '../model/credit';
import type { Order } from '../model/order';

/**
 * The answer of a look-up. `not_named`: there is nothing to look up (a coupon has no click);
 * `missing`: something is named that the store does not have, which is never clear.
 */
export type Lookup<Value> =
	| { readonly status: 'found'; readonly value: Value }
	| { readonly status: 'missing' }
	| { readonly status: 'not_named' };

/** One credited affiliate with the records behind the credit. */
export interface CreditFacts {
	readonly credit: Credit;
	readonly click: Lookup<Click>;
	readonly affiliate: Lookup<Affiliate>;
}

/** Facts that a shell loads for rules; a rule names those it needs. */
export const FACT_NAMES = ['click', 'affiliate', 'recordedOrder'] as const;

export type FactName = (typeof FACT_NAMES)[number];

/** Everything the rules look at for one order. */
export interface FraudFacts {
	readonly order: Order;
	readonly attribution: Attribution;
	/** One entry per credit of the attribution. */
	readonly credits: readonly CreditFacts[];
	/** The same order of the same store as the ledger has it; null when it comes the first time. */
	readonly recordedOrder: {
		readonly conversionId: string;
		readonly contentHash: string;
		/** When the store had last changed the order it sent; null where that is not known. */
		readonly orderUpdatedAt: string | null;
	} | null;
	/** Keyed hash of the customer; null for a guest without e-mail. */
	readonly customerKey: string | null;
}
