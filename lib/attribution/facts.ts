import type { Instant } from '../kernel';
import type { Affiliate } from '../model/affiliate';
import type { AttributionWeights } from '../model/attribution-weights';
import type { Click } from '../model/click';
import type { Coupon } from '../model/coupon';
import type { AttributionModel, CouponPolicy } from '../model/credit';
import type { AttributionSettings, Programme } from '../model/programme';
import type { SignalSettings } from './find-signals';

/**
 * Everything the store knows of what an order's signals name. The order of the lists does not
 * matter, and more than is needed does no harm.
 */
export interface AttributionFacts {
	readonly clicks: readonly Click[];
	/** Clicks of every browser that is joined to the customer; those the order names may be among them. */
	readonly journeyClicks: readonly Click[];
	readonly coupons: readonly Coupon[];
	readonly affiliates: readonly Affiliate[];
	readonly programmes: readonly Programme[];
	/** Whose registered sites the referring hosts of the order belong to. */
	readonly siteOwners: readonly SiteOwner[];
	/** Newest trained weights, one per programme; needed only for the data-driven model. */
	readonly weights: readonly AttributionWeights[];
	/** The programme of a signal that names none, such as an affiliate's code. */
	readonly defaultProgrammeId: string | null;
	/** Whom the customer's latest earlier order was credited to. */
	readonly lastCredit: {
		readonly affiliateId: string;
		readonly programmeId: string;
		readonly orderedAt: Instant;
	} | null;
	/** Whom the first payment of the order's subscription was credited to. */
	readonly subscriptionCredit: {
		readonly affiliateId: string;
		readonly programmeId: string;
		readonly firstPaymentAt: Instant;
	} | null;
	/** Bindings of the customer at the time of the order, one per programme. */
	readonly bindings: readonly BindingFact[];
}

/** Who registered a host that a visitor came from, or a host above it. */
export interface SiteOwner {
	readonly host: string;
	readonly affiliateId: string;
}

/** Who a customer is bound to in one programme. */
export interface BindingFact {
	readonly programmeId: string;
	readonly affiliateId: string;
	readonly boundAt: Instant;
	/** Exclusive; null: does not end. */
	readonly expiresAt: Instant | null;
}

/** How credit is given. Null means: as the programme says. */
export interface AttributionPolicy {
	/** Only touches of this programme count; null takes the programme from the touches. */
	readonly programmeId: string | null;
	readonly model: AttributionModel | null;
	readonly couponPolicy: CouponPolicy | null;
	/** Days before the order in which a touch counts, by the time of the touch. */
	readonly lookbackDays: number | null;
	/** Goes before the programme's settings, one by one. */
	readonly settings: Partial<AttributionSettings>;
	/** Whether an earlier credited order counts when the order has no click and no coupon. */
	readonly creditReturningCustomers: boolean;
	readonly signals: SignalSettings;
}

/** What holds where neither the policy nor a programme says anything. */
export const DEFAULT_LOOKBACK_DAYS = 30;

/** The longest window a programme or a node may have (C19). */
export const MAXIMUM_LOOKBACK_DAYS = 730;
