import { isZeroMoney, type Money } from '../kernel';
import type { CommissionKind, CommissionStatus, RecordedCommission } from '../model/commission';
import { earnedOf, owedOf } from './commission-amounts';
import { isFinal } from './status-reasons';

/** What one beneficiary has of an order. */
export interface CreditedPart {
	readonly commissionId: string;
	readonly affiliateId: string;
	readonly affiliateCode: string;
	readonly kind: CommissionKind;
	readonly level: number;
	readonly status: CommissionStatus;
	/** Before refunds. */
	readonly earned: Money;
	/** What is left after refunds. */
	readonly owed: Money;
}

/** Everybody who has something of an order; what a person took back is no part of it. */
export function creditedParts(commissions: readonly RecordedCommission[]): CreditedPart[] {
	return commissions
		.filter((commission) => !isFinal(commission) && !isZeroMoney(earnedOf(commission)))
		.map((commission) => ({
			commissionId: commission.commissionId,
			affiliateId: commission.affiliateId,
			affiliateCode: commission.line.affiliateCode,
			kind: commission.kind,
			level: commission.line.level,
			status: commission.status,
			earned: earnedOf(commission),
			owed: owedOf(commission),
		}));
}
