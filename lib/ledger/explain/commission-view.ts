import type { Instant, Money } from '../../kernel';
import type { CommissionKind, CommissionStatus, LockedRate } from '../../model/commission';
import type { DisputeStatus } from '../../model/dispute';
import type { PayoutStatus } from '../../model/payout';
import type { Refund } from '../../model/refund';
import type { Touch } from '../../model/touch';
import type { CommissionAdjustment } from '../../ports/ledger-store';
import type { Audience } from './explanation';

/*
 * What an explanation is written from. Everything that one audience may not see is already left
 * out here (null or an empty list), so that no sentence can tell it by mistake.
 */

export interface ViewedTouch {
	readonly kind: Touch['kind'];
	readonly at: Instant;
	readonly foundIn: string;
	readonly couponCode: string | null;
	/** In percent. */
	readonly confidence: number;
	readonly confidenceReason: string | null;
}

export interface ViewedMove {
	readonly at: Instant;
	readonly from: CommissionStatus | null;
	readonly to: CommissionStatus;
	/** Why, in words that this audience may read. */
	readonly reason: string;
}

export interface ViewedEntry {
	readonly at: Instant;
	readonly kind: string;
	/** Change of what the affiliate gets. */
	readonly amount: Money;
	readonly note: string | null;
}

export interface ViewedAdjustment {
	readonly at: Instant;
	readonly kind: CommissionAdjustment['kind'];
	readonly amount: Money;
	readonly note: string | null;
}

export interface ViewedRefund {
	readonly at: Instant;
	readonly kind: Refund['kind'];
	readonly note: string | null;
}

export interface ViewedDispute {
	readonly at: Instant;
	readonly status: DisputeStatus;
	readonly note: string | null;
}

export interface ViewedPayout {
	readonly at: Instant;
	readonly status: PayoutStatus;
	readonly statementNumber: string | null;
	readonly note: string | null;
}

export interface CommissionView {
	readonly audience: Audience;
	readonly commissionId: string;
	/** "order #1001", "the order ending in 1001", "the clicks of the day" */
	readonly subject: string;
	/** "Affiliate anna", "You" */
	readonly beneficiary: string;
	readonly kind: CommissionKind;
	readonly status: CommissionStatus;
	readonly orderedAt: Instant | null;
	readonly earned: Money;
	readonly booked: Money;
	readonly reversed: Money;
	readonly outstanding: Money;
	readonly touches: readonly ViewedTouch[];
	/** "10 %"; null when the words hold more than this audience may read. */
	readonly rate: string | null;
	/** The computation that holds now, in one sentence. */
	readonly computation: string | null;
	/** The computation as it was booked. */
	readonly bookedAs: string | null;
	readonly planNote: string;
	/** What the rate applies to; null when it is not this audience's. */
	readonly base: Money | null;
	readonly baseLines: readonly string[];
	readonly isShared: boolean;
	readonly uncapped: Money | null;
	readonly lockedRate: LockedRate | null;
	readonly holdUntil: Instant | null;
	readonly checks: readonly string[];
	readonly moves: readonly ViewedMove[];
	readonly entries: readonly ViewedEntry[];
	readonly adjustments: readonly ViewedAdjustment[];
	readonly refunds: readonly ViewedRefund[];
	readonly disputes: readonly ViewedDispute[];
	readonly payouts: readonly ViewedPayout[];
}
