import type { Instant } from '../kernel';
import type { OutboxEvent } from './ledger-store';

/** What a destination may be asked for. */
export interface DestinationLimits {
	/** Runs at the same time. */
	readonly parallel: number;
	/** Runs that may begin within any 60 seconds; null for any number. */
	readonly startsPerMinute: number | null;
	/** Runs of one delivery before it is set aside. */
	readonly maxAttempts: number;
}

/**
 * Whether a destination is asked at all. `closed`: it is; `failed` are the deliveries whose runs have
 * failed since the last answer. `open`: not before `until`. `trial`: one run at a time, to see.
 */
export type BreakerState =
	| { readonly state: 'closed'; readonly failed: readonly string[] }
	| { readonly state: 'open'; readonly openings: number; readonly until: Instant }
	| { readonly state: 'trial'; readonly openings: number };

/** Runs that began within one second of Unix time. */
export interface StartCount {
	readonly second: number;
	readonly starts: number;
}

/** What is remembered of a destination between two runs. */
export interface DestinationPulse {
	readonly breaker: BreakerState;
	/** Oldest first; only what a limit still needs. */
	readonly starts: readonly StartCount[];
}

/** Somebody who is told what happens in the ledger: one trigger node of one workflow. */
export interface Destination {
	/** Workflow id and node id. */
	readonly destinationId: string;
	readonly name: string;
	/** Types of events that it is told; empty for all of them. */
	readonly eventTypes: readonly string[];
	readonly limits: DestinationLimits;
}

export type DeliveryCounts = Readonly<Record<'waiting' | 'running' | 'completed' | 'dead', number>>;

export interface DestinationStatus extends Destination {
	readonly registeredAt: Instant;
	/** When its trigger was last heard of. */
	readonly lastSeenAt: Instant;
	readonly breaker: BreakerState;
	readonly counts: DeliveryCounts;
}

export interface ClaimedDelivery {
	readonly deliveryId: string;
	readonly event: OutboxEvent;
	/** 1 on the first try. */
	readonly attempt: number;
}

/** What a claim is decided from. */
export interface ClaimState {
	readonly limits: DestinationLimits;
	readonly pulse: DestinationPulse;
	/** Deliveries under a lease that has not ended. */
	readonly running: number;
}

export interface ClaimPlan {
	/** How many may begin now. */
	readonly most: number;
	/** `least_tried`: what has failed least goes first, for a trial. */
	readonly order: 'oldest' | 'least_tried';
	/** The pulse once so many have begun; never asked for none. */
	readonly started: (count: number) => DestinationPulse;
}

/** What becomes of a delivery whose run has ended is decided from. */
export interface RunState {
	readonly deliveryId: string;
	readonly attempt: number;
	readonly limits: DestinationLimits;
	readonly pulse: DestinationPulse;
}

export type Settlement = { readonly pulse: DestinationPulse } & (
	| { readonly to: 'completed' }
	| { readonly to: 'waiting'; readonly retryAt: Instant; readonly reason: string }
	| { readonly to: 'dead'; readonly reason: string }
);

/** A delivery that was set aside. Holds no personal data. */
export interface DeadLetter {
	readonly deliveryId: string;
	readonly destinationId: string;
	readonly outboxId: string;
	readonly aggregateId: string;
	readonly type: string;
	readonly reason: string;
	readonly attempts: number;
	readonly since: Instant;
}

/** Milliseconds from the event to its completed delivery, by nearest rank; null for no delivery. */
export interface DeliveryLatency {
	readonly count: number;
	readonly p50: number | null;
	readonly p95: number | null;
	readonly p99: number | null;
}

/**
 * Events of the ledger on their way to destinations. Each delivery is handed out at least once, until
 * it is settled; a claim is a lease. Per destination and customer (else aggregate) one after the
 * other, in the order of the ledger. Personal data is not kept here: a reason must hold none.
 */
export interface DeliveryStore {
	/**
	 * Adds a destination, or brings a known one up to date. A new one gets the events that are written
	 * from now on, and with `replayFrom` (inclusive) those before, as far back as that.
	 */
	register(
		destination: Destination,
		now: Instant,
		replayFrom?: Instant,
	): Promise<'added' | 'updated'>;
	/** Says that a destination is still there. */
	touch(destinationId: string, now: Instant): Promise<void>;
	/** Forgets a destination with all its deliveries; false for an unknown one. */
	retire(destinationId: string): Promise<boolean>;
	/** All of them, by name. */
	destinations(): Promise<DestinationStatus[]>;
	/**
	 * Turns up to `limit` undelivered events into one delivery per destination that wants them, and
	 * marks them delivered, in one transaction. Destinations last seen before `seenSince` are passed
	 * over, so that the queue of one that is gone does not grow for ever.
	 */
	fanOut(request: {
		now: Instant;
		limit: number;
		seenSince: Instant;
	}): Promise<{ events: number; deliveries: number }>;
	/**
	 * Takes due deliveries until `leaseUntil`. Never one of a customer (or aggregate) of whom an earlier
	 * one waits, or any one runs. Empty for an unknown destination.
	 */
	claim(
		request: {
			destinationId: string;
			owner: string;
			now: Instant;
			leaseUntil: Instant;
			limit: number;
		},
		plan: (state: ClaimState) => ClaimPlan,
	): Promise<ClaimedDelivery[]>;
	/** Prolongs leases that are still the owner's. */
	renew(deliveryIds: readonly string[], owner: string, leaseUntil: Instant): Promise<void>;
	/** Gives back what was claimed and never begun; the attempt does not count. */
	release(deliveryId: string, owner: string): Promise<void>;
	/** Writes down how a run ended; `lost` when somebody else has the delivery by now. */
	settle(
		request: { deliveryId: string; owner: string; now: Instant },
		decide: (state: RunState) => Settlement,
	): Promise<Settlement['to'] | 'lost'>;
	counts(destinationId: string): Promise<DeliveryCounts>;
	/** Oldest first; of all destinations unless one is named. */
	deadLetters(filter: { destinationId?: string; limit: number }): Promise<DeadLetter[]>;
	/** Puts dead letters back in line, before what came later; all, or the named ones. */
	replayDead(destinationId: string, deliveryIds?: readonly string[]): Promise<number>;
	/**
	 * Adds the events since a moment (inclusive) that a destination wants and has no delivery of,
	 * behind what waits for it.
	 */
	replaySince(destinationId: string, from: Instant, now: Instant): Promise<number>;
	/** Of deliveries completed from `from` (inclusive) to `to` (exclusive). */
	latency(destinationId: string, from: Instant, to: Instant): Promise<DeliveryLatency>;
	/** Removes what was completed before; the number removed. */
	prune(before: Instant): Promise<number>;
	/** The newest event of the types (all when empty), delivered or not, as an example. */
	latestEvent(eventTypes: readonly string[]): Promise<OutboxEvent | null>;
}
