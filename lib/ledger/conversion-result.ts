import type { Money } from '../kernel';
import type { RecordedCommission } from '../model/commission';
import type {
	CommissionAdjustment,
	LedgerWrite,
	OrderState,
	RecordedRefund,
} from '../ports/ledger-store';

export interface ConversionResult {
	/**
	 * `recorded`: new. `repriced`: known as unpaid or without a price, and decided anew. `adjusted`:
	 * edited in the store since, and the difference booked (C31). `duplicate`: known with the same
	 * content, nothing written. `conflict`: known with other content, nothing written; both hashes
	 * and the message are given so that a person can look.
	 */
	readonly outcome: 'recorded' | 'repriced' | 'adjusted' | 'duplicate' | 'conflict';
	readonly conversionId: string;
	readonly contentHash: string;
	readonly recordedHash: string | null;
	readonly commissions: readonly RecordedCommission[];
	/** What an edit added or took off; empty for every other outcome. */
	readonly adjustments: readonly CommissionAdjustment[];
	/** Refunds of the order that are applied, those that came before it included. */
	readonly refunds: readonly AppliedRefund[];
	readonly message: string;
}

export interface AppliedRefund {
	readonly refundId: string;
	/** Money that went back in all, in the currency of the order. */
	readonly total: Money;
}

export interface ConversionDecision {
	readonly write: LedgerWrite;
	readonly result: ConversionResult;
}

/** The refunds of an order that are applied, each once, as it was recorded last. */
export function appliedRefunds(refunds: readonly RecordedRefund[]): AppliedRefund[] {
	const applied = refunds.filter(({ status }) => status === 'applied');
	return [...new Map(applied.map((entry) => [entry.refundId, entry])).values()].map(
		({ refundId, refund }) => ({ refundId, total: refund.total }),
	);
}

/** Nothing is written; the result says why. */
export function unchangedConversion(
	outcome: 'duplicate' | 'conflict',
	state: OrderState,
	contentHash: string,
	sentences: readonly string[],
): ConversionDecision {
	return {
		write: {},
		result: {
			outcome,
			conversionId: state.conversion?.conversionId ?? '',
			contentHash,
			recordedHash: state.conversion?.contentHash ?? null,
			commissions: state.commissions,
			adjustments: [],
			refunds: appliedRefunds(state.refunds),
			message: sentences.join(' '),
		},
	};
}
