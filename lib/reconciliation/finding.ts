import type { Instant, Money } from '../kernel';
import type { PlatformStatus } from '../model/platform-records';

/** One thing in which the two sides of an order differ. */
export type Difference =
	| {
			readonly about: 'amount' | 'commission';
			readonly ours: Money;
			readonly theirs: Money;
			/** Theirs less ours. */
			readonly by: Money;
	  }
	| { readonly about: 'affiliate'; readonly ours: string; readonly theirs: string }
	| { readonly about: 'currency'; readonly ours: string; readonly theirs: string }
	| { readonly about: 'status'; readonly ours: string; readonly theirs: PlatformStatus };

/**
 * How an order stands. `not_yet`: told to the platform, or to be told, so lately that nothing follows from
 * its absence. `not_taken_back`: the platform still holds what our ledger took back. `not_credited_here`: the
 * platform credits an affiliate by its own tracking, and our rules credit nobody.
 */
export type FindingKind =
	| 'match'
	| 'missing_there'
	| 'missing_here'
	| 'not_taken_back'
	| 'not_credited_here'
	| 'duplicate_there'
	| 'differs'
	| 'not_yet';

/**
 * What would mend it. `create`, `adjust`, `cancel` and `approve` are done on the platform; `import` in our
 * ledger, by a person's decision; `review` needs a person to say who is right.
 */
export type RepairAction =
	'none' | 'create' | 'adjust' | 'cancel' | 'approve' | 'import' | 'review';

export interface Finding {
	/** By what the platform knows the order; null for conversions that name none. */
	readonly orderId: string | null;
	readonly kind: FindingKind;
	readonly differences: readonly Difference[];
	readonly proposal: RepairAction;
	/** One sentence for people. */
	readonly because: string;
	readonly occurredAt: Instant | null;
	readonly ours: {
		readonly affiliate: string | null;
		readonly amount: Money | null;
		readonly commission: Money | null;
		readonly status: string;
	} | null;
	readonly theirs: {
		readonly ids: readonly string[];
		readonly affiliate: string | null;
		/** Of all records of the order together; null when none tells one, or they are of several currencies. */
		readonly amount: Money | null;
		readonly commission: Money | null;
		readonly status: PlatformStatus;
	} | null;
}
