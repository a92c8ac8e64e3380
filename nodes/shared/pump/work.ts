import type { Instant } from '../../../lib/kernel';

/** Something that a workflow is to run with, under a lease. */
export interface Work<Content> {
	readonly id: string;
	readonly content: Content;
	/** 1 on the first try. */
	readonly attempt: number;
}

/** How the run that a piece of work started ended; a queue may be told more than it needs. */
export type RunOutcome =
	| { readonly outcome: 'done' }
	| {
			readonly outcome: 'retry';
			readonly reason: string;
			/** Milliseconds that whoever failed asks to wait. */
			readonly retryAfterMilliseconds?: number | null;
			/** Whether others may fail for the same reason; they may unless it says no. */
			readonly isOutage?: boolean;
	  }
	| { readonly outcome: 'dead'; readonly reason: string };

/** Where the work comes from. Every piece is handed out until it is settled; a claim is a lease. */
export interface WorkQueue<Content> {
	/** Takes up to `limit` pieces that are due. */
	claim(request: {
		owner: string;
		now: Instant;
		leaseUntil: Instant;
		limit: number;
	}): Promise<Array<Work<Content>>>;
	/** Prolongs leases that are still the owner's. */
	renew(ids: readonly string[], owner: string, leaseUntil: Instant): Promise<void>;
	/** Writes down how a run ended; `isDead` when the piece was set aside. */
	settle(
		work: Work<Content>,
		outcome: RunOutcome,
		owner: string,
		now: Instant,
	): Promise<{ readonly isDead: boolean }>;
	/** Gives back what was never begun. */
	release(work: Work<Content>, owner: string, now: Instant): Promise<void>;
}
