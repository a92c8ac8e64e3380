import type { Instant } from '../../kernel';

/** What is known when a payout is put together (F34). */
export interface PayoutFacts {
	readonly now: Instant;
	/** Null: there is no payout profile. */
	readonly accountChangedAt: Instant | null;
	readonly coolingDays: number;
}
