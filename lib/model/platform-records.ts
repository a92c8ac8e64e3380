import type { Instant, Money } from '../kernel';

export type PlatformName =
	'affise' | 'impact' | 'partnerStack' | 'postAffiliatePro' | 'refersion' | 'tapfiliate';

/** `disabled`: was approved once. `unknown`: a word that this version does not know. */
export type PlatformAffiliateStatus = 'pending' | 'approved' | 'declined' | 'disabled' | 'unknown';

/** One word for all platforms; `reversed`: money that went back, by refund or chargeback. */
export type PlatformStatus = 'pending' | 'approved' | 'declined' | 'reversed' | 'paid' | 'unknown';

export interface PlatformAffiliate {
	/** By which the platform's own operations name the affiliate. */
	readonly id: string;
	/** Public code of the links; null where the platform has none or does not tell it here. */
	readonly code: string | null;
	readonly email: string | null;
	readonly firstName: string | null;
	readonly lastName: string | null;
	readonly company: string | null;
	readonly status: PlatformAffiliateStatus;
	/** Who recruited the affiliate, by the platform's id. */
	readonly parentId: string | null;
	/** Programmes, offers, campaigns or groups that the affiliate is in, as far as told. */
	readonly programmeIds: readonly string[];
	/** A link that the platform gave with the record. */
	readonly link: string | null;
	/** Coupon codes, as far as told. */
	readonly coupons: readonly string[];
	/** Money that is owed and not yet paid, by currency, as far as told. */
	readonly balances: readonly Money[];
	readonly createdAt: Instant | null;
	/** The platform's answer as it came. */
	readonly raw: unknown;
}

export interface PlatformConversion {
	readonly id: string;
	readonly orderId: string | null;
	readonly affiliateId: string | null;
	readonly programmeId: string | null;
	readonly clickId: string | null;
	readonly customerId: string | null;
	readonly coupon: string | null;
	/** What the customer paid, by the platform's count; negative for a refund of its own. */
	readonly amount: Money | null;
	/** What the affiliate gets for it. */
	readonly commission: Money | null;
	readonly status: PlatformStatus;
	readonly occurredAt: Instant | null;
	readonly updatedAt: Instant | null;
	readonly raw: unknown;
}

export interface PlatformCommission {
	readonly id: string;
	readonly conversionId: string | null;
	readonly orderId: string | null;
	readonly affiliateId: string | null;
	readonly programmeId: string | null;
	readonly amount: Money | null;
	readonly status: PlatformStatus;
	/** Payout that it is part of, where the platform tells. */
	readonly payoutId: string | null;
	readonly occurredAt: Instant | null;
	readonly updatedAt: Instant | null;
	readonly raw: unknown;
}

export interface PlatformPayout {
	readonly id: string;
	readonly affiliateId: string | null;
	readonly amount: Money | null;
	readonly status: 'due' | 'paid' | 'declined' | 'unknown';
	readonly paidAt: Instant | null;
	readonly raw: unknown;
}

/** Campaign (Post Affiliate Pro, Impact), offer (Refersion, Affise), group (PartnerStack) or program. */
export interface PlatformProgramme {
	readonly id: string;
	readonly name: string;
	/** ISO 4217; null where the platform does not tell. */
	readonly currency: string | null;
	readonly landingUrl: string | null;
	readonly raw: unknown;
}

export interface PlatformPage<Record> {
	readonly records: readonly Record[];
	/** Give it to the next call; null when all is read. */
	readonly cursor: string | null;
}
