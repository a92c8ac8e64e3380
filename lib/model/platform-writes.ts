import type { Instant, Money } from '../kernel';

export interface AffiliateWrite {
	readonly email: string;
	readonly firstName: string;
	readonly lastName: string;
	readonly company: string | null;
	/** Wished public code; platforms without one ignore it and say so. */
	readonly code: string | null;
	/** Programme to join, by the platform's id; required by some. */
	readonly programmeId: string | null;
	readonly parentId: string | null;
	readonly status: 'pending' | 'approved';
	/** ISO 3166-1 alpha-2; required by some. */
	readonly country: string | null;
	/** For platforms where an affiliate signs in with it; made by the caller, never kept. */
	readonly password: string | null;
	/** The platform's own fields by its own names. */
	readonly more: Readonly<Record<string, string>>;
}

/** Only what is named changes. */
export interface AffiliateChange {
	readonly affiliateId: string;
	readonly email?: string;
	readonly firstName?: string;
	readonly lastName?: string;
	readonly company?: string;
	readonly code?: string;
	readonly more: Readonly<Record<string, string>>;
}

export interface ClickWrite {
	/** Public code or id, as the platform wants it in links. */
	readonly affiliate: string;
	readonly programmeId: string | null;
	readonly landingUrl: string;
	readonly referrer: string | null;
	readonly ip: string | null;
	readonly userAgent: string | null;
	readonly subId: string | null;
	readonly occurredAt: Instant;
	readonly more: Readonly<Record<string, string>>;
}

export interface ConversionLine {
	readonly sku: string;
	readonly name: string;
	readonly quantity: number;
	/** Of the whole line after discounts, without tax. */
	readonly amount: Money;
	readonly category: string | null;
}

/** An order as a platform takes it; who gets credit is the first of these that the platform knows. */
export interface ConversionWrite {
	/** Required: what makes sending it twice harmless. */
	readonly orderId: string;
	readonly amount: Money;
	/** Commission that our own rules gave; for platforms that take one. Null lets theirs decide. */
	readonly commission: Money | null;
	readonly occurredAt: Instant;
	readonly status: 'pending' | 'approved';
	/** The platform's id or public code of the affiliate. */
	readonly affiliate: string | null;
	readonly clickId: string | null;
	readonly coupon: string | null;
	readonly programmeId: string | null;
	/** Action tracker, goal, action code, category or commission type. */
	readonly actionType: string | null;
	readonly customer: {
		readonly id: string | null;
		readonly email: string | null;
		readonly name: string | null;
		readonly isNew: boolean | null;
		readonly ip: string | null;
		readonly userAgent: string | null;
	};
	readonly lines: readonly ConversionLine[];
	readonly tax: Money | null;
	readonly shipping: Money | null;
	readonly discount: Money | null;
	/** The platform's own fields by its own names. */
	readonly more: Readonly<Record<string, string>>;
}

/** What is left of an order after a partial refund or an edit. */
export interface ConversionAdjustment {
	readonly orderId: string;
	/** The platform's id, where it is known. */
	readonly conversionId: string | null;
	readonly programmeId: string | null;
	readonly actionType: string | null;
	/** What the order is worth now. */
	readonly amount: Money;
	/** What it was worth before; platforms that take differences need it. */
	readonly formerAmount: Money | null;
	/** Commission that is left by our own rules; null lets the platform's decide. */
	readonly commission: Money | null;
	readonly reason: 'refund' | 'edit' | 'fraud' | 'other';
	/** Makes two adjustments of one order different, such as the refund's id. */
	readonly adjustmentId: string;
	readonly note: string | null;
	readonly more: Readonly<Record<string, string>>;
}

export interface ConversionCancellation {
	readonly orderId: string;
	readonly conversionId: string | null;
	readonly programmeId: string | null;
	readonly actionType: string | null;
	/** What earlier adjustments have left of it; null when there was none, or nobody knows. */
	readonly leftAmount: Money | null;
	readonly reason: 'refund' | 'chargeback' | 'cancelled' | 'fraud' | 'duplicate' | 'test' | 'other';
	readonly note: string | null;
	readonly more: Readonly<Record<string, string>>;
}

/** Commissions by the platform's ids; `orderId` for platforms that decide by order. */
export interface CommissionDecision {
	readonly commissionId: string;
	readonly orderId: string | null;
	readonly note: string | null;
}

export interface PayoutMark {
	/** The platform's id of a payout that is due; null where it settles a balance. */
	readonly payoutId: string | null;
	readonly affiliateId: string | null;
	readonly amount: Money | null;
	readonly note: string | null;
}

/** Everything may be left out; a platform that cannot filter by something filters here. */
export interface RecordFilter {
	readonly orderId: string | null;
	readonly affiliateId: string | null;
	readonly programmeId: string | null;
	/** In the platform's time, from and to inclusive. */
	readonly from: Instant | null;
	readonly to: Instant | null;
}

export interface AffiliateFilter {
	readonly email: string | null;
	readonly programmeId: string | null;
	readonly status: 'pending' | 'approved' | 'declined' | null;
}

export interface LinkWrite {
	/** Public code or id of the affiliate, as the platform's links name it. */
	readonly affiliate: string;
	readonly programmeId: string | null;
	readonly landingUrl: string;
	readonly subId: string | null;
	readonly bannerId: string | null;
}
