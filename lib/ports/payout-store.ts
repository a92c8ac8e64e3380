import type { Instant, Money } from '../kernel';
import type { Affiliate } from '../model/affiliate';
import type { CommissionStatus } from '../model/commission';
import type { BatchStatus, Payout, PayoutBatch, PayoutEntry, PayoutStatus } from '../model/payout';
import type { PayoutPolicy, PayoutProfile } from '../model/payout-profile';
import type { LedgerTransaction } from '../model/posting';
import type { CommissionMove, OutboxEvent } from './ledger-store';
import type { SaveOutcome } from './store-records';

/** What is approved and not claimed of one commission: positive, or negative after a clawback. */
export interface OpenEntry {
	readonly commissionId: string;
	readonly programmeId: string;
	readonly status: CommissionStatus;
	readonly amount: Money;
	/** When the oldest entry behind the amount was booked. */
	readonly since: Instant;
}

/** Everything eligibility depends on, for one affiliate and currency with an open balance. */
export interface PayoutCandidate {
	readonly affiliate: Affiliate;
	/** Newest version; null when there is none. */
	readonly profile: PayoutProfile | null;
	/** Sum of the entries. */
	readonly balance: Money;
	readonly entries: readonly OpenEntry[];
	/** Distinct customers whose orders were not taken back. */
	readonly customers: number;
	readonly wasPaidBefore: boolean;
	/** Commissions of the affiliate in this currency that are held now. */
	readonly heldCommissions: number;
	/** Open fraud cases about the affiliate that stop its payouts, oldest first. */
	readonly openCaseIds: readonly string[];
}

export interface PayoutMove {
	readonly moveId: string;
	readonly payoutId: string;
	readonly from: PayoutStatus | null;
	readonly to: PayoutStatus;
	readonly reason: string;
	readonly providerReference: string | null;
	readonly actor: string;
	readonly at: Instant;
}

/** `from` equal to `to` records an approval that is not the last one. */
export interface BatchMove {
	readonly moveId: string;
	readonly batchId: string;
	readonly from: BatchStatus | null;
	readonly to: BatchStatus;
	readonly reason: string;
	readonly actor: string;
	readonly at: Instant;
}

export interface PayoutWithEntries {
	readonly payout: Payout;
	readonly entries: readonly PayoutEntry[];
	/** Status now of the commissions behind the entries, by commission id. */
	readonly commissionStatuses: ReadonlyMap<string, CommissionStatus>;
	/** Programme of the commissions, by commission id. */
	readonly programmeIds: ReadonlyMap<string, string>;
	/** What was written off of them, by commission id, where something was. */
	readonly writtenOff?: ReadonlyMap<string, Money>;
}

export interface BatchState {
	readonly batch: PayoutBatch;
	readonly payouts: readonly PayoutWithEntries[];
}

/** What a payout decision adds; written in one transaction, or nothing. */
export interface PayoutWrite {
	readonly batch?: PayoutBatch;
	readonly payouts?: ReadonlyArray<{
		readonly payout: Payout;
		readonly entries: readonly PayoutEntry[];
	}>;
	readonly batchMoves?: readonly BatchMove[];
	readonly payoutMoves?: readonly PayoutMove[];
	readonly commissionMoves?: readonly CommissionMove[];
	readonly transactions?: readonly LedgerTransaction[];
	/** Payouts that get the next number of the series, in this order. */
	readonly statementNumbers?: ReadonlyArray<{
		readonly payoutId: string;
		readonly series: string;
	}>;
	readonly events?: readonly OutboxEvent[];
}

export interface PayoutStore {
	/** Adds a version when something changed. Sets `version`, and `accountChangedAt` if the account is new. */
	saveProfile(profile: PayoutProfile): Promise<{ outcome: SaveOutcome; profile: PayoutProfile }>;
	profile(affiliateId: string): Promise<PayoutProfile | null>;
	savePolicy(policy: PayoutPolicy): Promise<{ outcome: SaveOutcome; policy: PayoutPolicy }>;
	/** Null until one was saved. */
	policy(): Promise<PayoutPolicy | null>;
	/** Who has something open, per currency; for a preview. */
	candidates(filter: { currency?: string; affiliateId?: string }): Promise<PayoutCandidate[]>;
	/**
	 * Claims under a lock that excludes every other claim: reads the candidates of a currency and
	 * the batch that already has this key, lets a pure function decide, writes its decision.
	 */
	claim<Result>(
		request: { batchKey: string; currency: string; method: string; affiliateId?: string },
		decision: (state: { candidates: readonly PayoutCandidate[]; existing: BatchState | null }) => {
			write: PayoutWrite;
			result: Result;
		},
	): Promise<Result>;
	/** Reads a batch under its lock and writes what the function decides. Null when unknown. */
	decideBatch<Result>(
		batchId: string,
		decision: (state: BatchState) => { write: PayoutWrite; result: Result },
	): Promise<Result | null>;
	/**
	 * Writes off what is open and negative of an affiliate in a currency, under the claim lock. The
	 * function sees the one candidate, or null when nothing is open.
	 */
	decideOpenBalance<Result>(
		request: { affiliateId: string; currency: string },
		decision: (candidate: PayoutCandidate | null) => { write: PayoutWrite; result: Result },
	): Promise<Result>;
	batch(batchId: string): Promise<BatchState | null>;
	batchByKey(batchKey: string, currency: string, method: string): Promise<BatchState | null>;
	batches(filter: { status?: BatchStatus; limit: number }): Promise<PayoutBatch[]>;
	payouts(filter: { affiliateId?: string; batchId?: string; limit: number }): Promise<Payout[]>;
	/** Payouts that a commission is part of, oldest first. */
	payoutsOfCommission(commissionId: string): Promise<Payout[]>;
}
