import type { Instant, Money } from '../../kernel';
import type { Affiliate } from '../../model/affiliate';
import type { CommissionKind } from '../../model/commission';
import type { ImportedStatus } from '../values/read-status';

/** How a row names an affiliate: by code, or by e-mail address where that is all there is. */
export interface AffiliateReference {
	readonly code: string | null;
	readonly email: string | null;
}

/** Fields that are null were empty or have no column; they keep what is known already. */
export interface AffiliateRecord {
	readonly kind: 'affiliate';
	readonly code: string;
	readonly name: string | null;
	readonly email: string | null;
	readonly payoutEmail: string | null;
	readonly status: Affiliate['status'] | null;
	readonly groupCode: string | null;
	readonly parentCode: string | null;
	readonly createdAt: Instant | null;
}

export interface LinkRecord {
	readonly kind: 'link';
	/** Null: made from affiliate and destination. */
	readonly code: string | null;
	readonly affiliate: AffiliateReference;
	readonly destination: string;
	readonly status: 'active' | 'paused' | null;
}

export interface CouponRecord {
	readonly kind: 'coupon';
	readonly code: string;
	readonly affiliate: AffiliateReference;
	readonly status: 'active' | 'paused' | null;
}

export interface ConversionRecord {
	readonly kind: 'conversion';
	/** Id in the old platform; null: made from the order or from the row itself. */
	readonly externalId: string | null;
	readonly affiliate: AffiliateReference;
	readonly orderId: string | null;
	readonly orderedAt: Instant;
	/** Total of the order; null where the platform does not export it. */
	readonly amount: Money | null;
	/** Below zero for a refund or chargeback. */
	readonly commission: Money;
	readonly status: ImportedStatus;
	readonly commissionKind: CommissionKind;
	/** 0 for the affiliate who brought the order, 1 for the one above. */
	readonly level: number;
}

/** What is owed to an affiliate; below zero when the affiliate owes. */
export interface BalanceRecord {
	readonly kind: 'balance';
	readonly affiliate: AffiliateReference;
	readonly amount: Money;
	readonly asOf: Instant | null;
}

export type ImportRecord =
	AffiliateRecord | LinkRecord | CouponRecord | ConversionRecord | BalanceRecord;
