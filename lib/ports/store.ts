import type { Instant } from '../kernel';
import type { Affiliate } from '../model/affiliate';
import type { Click } from '../model/click';
import type { Coupon } from '../model/coupon';
import type { CustomerSummary } from '../model/customer';
import type { Link } from '../model/link';
import type { Plan } from '../model/plan';
import type { Programme } from '../model/programme';
import type {
	AffiliateMetrics,
	ClickTotal,
	CustomerHistory,
	ExchangeRate,
	SaveOutcome,
	SubscriptionHistory,
} from './store-records';
import type { ContactStore } from './contact-store';
import type { DeliveryStore } from './delivery-store';
import type { InboxStore } from './inbox-store';
import type { AuditChainStore } from './audit-chain-store';
import type { LedgerStore } from './ledger-store';
import type { FraudStore } from './fraud-store';
import type { JourneyStore } from './journey-store';
import type { PayoutStore } from './payout-store';
import type { SendStore } from './send-store';
import type { SyncStore } from './sync-store';

export type { SaveOutcome } from './store-records';

export interface ClickStore {
	/**
	 * Makes clicks durable, all in one transaction; a click id that exists is left as it is.
	 * Marks as a repeat (`isCounted` false) what has the same visitor and link within the window, and
	 * as a burst what is beyond the most clicks one address may make in a while (F2).
	 */
	append(
		clicks: readonly Click[],
		repeatWindowSeconds: number,
		burst?: { readonly most: number; readonly seconds: number },
	): Promise<void>;
	get(clickId: string): Promise<Click | null>;
	/** Newest first. */
	list(filter: {
		affiliateId?: string;
		programmeId?: string;
		from?: Instant;
		to?: Instant;
		limit: number;
	}): Promise<Click[]>;
	/** Days for which a click may be credited by the terms of any programme or affiliate. */
	longestLookback(): Promise<number>;
	/**
	 * Deletes the clicks of whole UTC days before a moment. Totals and counts stay as they are, and clicks
	 * that an order was credited for are kept.
	 */
	deleteBefore(before: Instant): Promise<{ readonly deleted: number; readonly kept: number }>;
}

/** Records that people edit. Saves keep an audit entry; nothing that was used is removed. */
export interface RegistryStore {
	saveProgramme(programme: Programme): Promise<SaveOutcome>;
	programme(programmeId: string): Promise<Programme | null>;
	programmeByCode(code: string): Promise<Programme | null>;
	programmes(limit: number): Promise<Programme[]>;

	/** Adds a version; a version that exists with other content throws `plan_version_taken`. */
	savePlan(plan: Plan): Promise<SaveOutcome>;
	plan(planId: string, version: number): Promise<Plan | null>;
	/** All versions of all plans of a programme, oldest first. */
	plans(programmeId: string): Promise<Plan[]>;
	/** The plan in effect at a moment: the latest `effectiveFrom` not after it, highest version. */
	planInEffect(programmeId: string, at: Instant): Promise<Plan | null>;

	saveAffiliate(affiliate: Affiliate): Promise<SaveOutcome>;
	affiliate(affiliateId: string): Promise<Affiliate | null>;
	affiliateByCode(code: string): Promise<Affiliate | null>;
	affiliates(limit: number): Promise<Affiliate[]>;
	/** The affiliate that registered a host or the nearest host above it; null for none. */
	affiliateBySite(host: string): Promise<Affiliate | null>;
	/** Makes a new secret for a programme's postbacks and gives it once; the former one ends. */
	rotatePostbackSecret(programmeId: string, now: Instant): Promise<string>;
	/** Null: the programme takes no postbacks. */
	postbackSecret(programmeId: string): Promise<string | null>;
	/** Those who recruited an affiliate, nearest first, at most `depth`; a circle ends the list. */
	upline(affiliateId: string, depth: number): Promise<Affiliate[]>;

	saveLink(link: Link): Promise<SaveOutcome>;
	linkByCode(code: string): Promise<Link | null>;
	links(filter: { affiliateId?: string; programmeId?: string; limit: number }): Promise<Link[]>;
	/** False when there was none. Throws `record_in_use` once the link has clicks. */
	deleteLink(code: string): Promise<boolean>;

	saveCoupon(coupon: Coupon): Promise<SaveOutcome>;
	/** Compared without case. */
	couponByCode(code: string): Promise<Coupon | null>;
	coupons(filter: { affiliateId?: string; programmeId?: string; limit: number }): Promise<Coupon[]>;
	/** False when there was none. Throws `record_in_use` once an order used it. */
	deleteCoupon(code: string): Promise<boolean>;

	/** Another text after every change of a programme, affiliate, link or coupon. Cheap to ask for. */
	changeMark(): Promise<string>;

	saveExchangeRate(rate: ExchangeRate): Promise<SaveOutcome>;
	/** All of them in one transaction, or none; the outcomes come in the same order. */
	saveExchangeRates(rates: readonly ExchangeRate[]): Promise<SaveOutcome[]>;
	/**
	 * The newest rate not after the moment and at most `maxAgeDays` old; null if there is none.
	 * Without a rate of the pair itself: the inverse of its opposite, else a cross rate over one
	 * common currency (12 significant digits, and the source says so).
	 */
	exchangeRate(
		from: string,
		to: string,
		at: Instant,
		maxAgeDays: number,
	): Promise<ExchangeRate | null>;
}

/** Reads across recorded orders, for attribution, fraud rules and tiers. */
export interface HistoryStore {
	/** Keyed hash of the canonical e-mail, else of the store's customer id; null for neither. */
	customerKey(customer: {
		storeKey: string;
		email: string | null;
		customerId: string | null;
	}): string | null;
	/** Orders of this customer before the moment, and whom they were credited to. */
	customerHistory(customerKey: string, before: Instant): Promise<CustomerHistory>;
	customerSummary(customerKey: string, currency: string): Promise<CustomerSummary>;
	/**
	 * What an affiliate reached from `from` (null: ever) to `to` (exclusive), by time of order.
	 * `exceptConversionId` leaves one order out, so that it can be priced again.
	 */
	affiliateMetrics(
		affiliateId: string,
		programmeId: string,
		currency: string,
		from: Instant | null,
		to: Instant,
		exceptConversionId?: string,
	): Promise<AffiliateMetrics>;
	/** Counted clicks per affiliate of a programme in a stretch of time, busiest first. */
	clickCounts(
		programmeId: string,
		from: Instant,
		to: Instant,
	): Promise<Array<{ affiliateId: string; clicks: number }>>;
	/** Clicks of UTC days (YYYY-MM-DD, both inclusive), added up; of more than `limit` the first. */
	clickTotals(filter: {
		programmeId: string;
		affiliateId?: string;
		from: string;
		to: string;
		/** Days come in order, affiliates and links busiest first. */
		by: 'day' | 'affiliate' | 'link';
		limit: number;
	}): Promise<ClickTotal[]>;
	/** Recorded payments of a subscription before a moment, and when the first was made. */
	subscriptionHistory(
		storeKey: string,
		subscriptionId: string,
		before: Instant,
	): Promise<SubscriptionHistory>;
	/**
	 * Conversion id of an order already recorded, with hash and time of its newest content. Null for one
	 * that was not paid: its customer may still change it, so another content is nothing odd.
	 */
	recordedOrder(
		storeKey: string,
		orderId: string,
	): Promise<{
		conversionId: string;
		contentHash: string;
		orderUpdatedAt: Instant | null;
	} | null>;
}

/** One workspace's store. SQLite and PostgreSQL keep the same contract. */
export interface AffiliateStore {
	readonly clicks: ClickStore;
	readonly registry: RegistryStore;
	readonly history: HistoryStore;
	readonly inbox: InboxStore;
	readonly ledger: LedgerStore;
	readonly payouts: PayoutStore;
	readonly chain: AuditChainStore;
	readonly fraud: FraudStore;
	readonly journeys: JourneyStore;
	readonly deliveries: DeliveryStore;
	readonly sync: SyncStore;
	readonly sends: SendStore;
	readonly contacts: ContactStore;
	/** HMAC-SHA-256 in hex under the workspace's key, for values that must not be stored raw. */
	keyedHash(purpose: string, value: string): string;
	close(): Promise<void>;
}
