import type { Instant } from '../kernel';
import type { Affiliate } from '../model/affiliate';
import type { Click } from '../model/click';
import type { Coupon } from '../model/coupon';
import type { CustomerSummary } from '../model/customer';
import type { Link } from '../model/link';
import type { Plan } from '../model/plan';
import type { Programme } from '../model/programme';
import type { AffiliateMetrics, CustomerHistory, ExchangeRate } from './store-records';
import type { InboxStore } from './inbox-store';
import type { LedgerStore } from './ledger-store';

/** What a save did: compared by content, so saving the same thing twice is `unchanged`. */
export type SaveOutcome = 'created' | 'updated' | 'unchanged';

export interface ClickStore {
	/**
	 * Makes clicks durable, all in one transaction; a click id that exists is left as it is.
	 * Marks as a repeat (`isCounted` false) what has the same visitor and link within the window.
	 */
	append(clicks: readonly Click[], repeatWindowSeconds: number): Promise<void>;
	get(clickId: string): Promise<Click | null>;
	/** Newest first. */
	list(filter: {
		affiliateId?: string;
		programmeId?: string;
		from?: Instant;
		to?: Instant;
		limit: number;
	}): Promise<Click[]>;
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

	saveExchangeRate(rate: ExchangeRate): Promise<SaveOutcome>;
	/** The newest rate not after the moment and at most `maxAgeDays` old; null if there is none. */
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
	/** Base and orders credited to an affiliate from `from` (null: ever) to `to`, less reversals. */
	affiliateMetrics(
		affiliateId: string,
		programmeId: string,
		currency: string,
		from: Instant | null,
		to: Instant,
	): Promise<AffiliateMetrics>;
	/**
	 * Conversion id of an order already recorded, with the hash of its money content. Null for one
	 * that was not paid: its customer may still change it, so another content is nothing odd.
	 */
	recordedOrder(
		storeKey: string,
		orderId: string,
	): Promise<{ conversionId: string; contentHash: string } | null>;
}

/** One workspace's store. SQLite and PostgreSQL keep the same contract. */
export interface AffiliateStore {
	readonly clicks: ClickStore;
	readonly registry: RegistryStore;
	readonly history: HistoryStore;
	readonly inbox: InboxStore;
	readonly ledger: LedgerStore;
	/** HMAC-SHA-256 in hex under the workspace's key, for values that must not be stored raw. */
	keyedHash(purpose: string, value: string): string;
	close(): Promise<void>;
}
