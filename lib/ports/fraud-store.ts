import type { Instant, Money } from '../kernel';
import type { AffiliateDay } from '../model/affiliate-day';
import type { AnomalyModel } from '../model/anomaly-model';
import type {
	CaseMove,
	CaseStatus,
	CaseSubject,
	FraudCase,
	FraudCheck,
	RuleRecord,
} from '../model/fraud-case';
import type { FraudFacts, RelatedOrder } from '../model/fraud-facts';
import type { FraudPolicy, RecordedFraudPolicy } from '../model/fraud-policy';
import type { OrderClaim } from '../model/order-claim';
import type { ReferenceList, ReferenceListKind } from '../model/reference-list';
import type { Trait, TraitKind } from '../model/trait';
import type { SaveOutcome } from './store-records';

/** One past order with what was found then, for a replay under another policy. */
export interface CheckedOrder {
	readonly check: FraudCheck;
	readonly facts: FraudFacts;
	/** What a person made of it; null: nobody decided. */
	readonly label: 'confirmed' | 'cleared' | null;
}

/** Who shares a trait: a hash with the affiliates and customers that have it. */
export interface SharedTrait {
	readonly trait: Trait;
	/** Affiliates that were credited for customers with the trait, and how many such customers. */
	readonly affiliates: ReadonlyArray<{ readonly affiliateId: string; readonly customers: number }>;
}

/** One order as the scan reads it; see `ScannedOrder` and `CouponUseFact` of the fraud engine. */
export interface ScanOrderRow {
	readonly conversionId: string;
	readonly kind: 'order' | 'action';
	readonly affiliateId: string | null;
	readonly customerKey: string | null;
	readonly orderedAt: Instant;
	readonly netMinor: bigint;
	readonly refundedAt: Instant | null;
	readonly disputedAt: Instant | null;
	readonly failedPayments: number | null;
	readonly basketHash: string;
	/** Whether the same customer had a later order or action. */
	readonly hasLaterActivity: boolean;
}

/** One use of an affiliate's coupon. */
export interface ScanCouponUse {
	readonly couponCode: string;
	readonly affiliateId: string;
	readonly orderedAt: Instant;
	readonly customerKey: string | null;
	readonly country: string | null;
	readonly referrerHost: string | null;
	readonly isFromCouponSite: boolean;
	readonly hasOwnerClick: boolean;
}

/** Cases, checks and what fraud rules read across the whole workspace. */
export interface FraudStore {
	/* Policies */
	/** Adds a version when the content differs from the newest one. */
	savePolicy(
		programmeId: string,
		policy: FraudPolicy,
		now: Instant,
	): Promise<{ outcome: SaveOutcome; record: RecordedFraudPolicy }>;
	/** The newest version; null when the programme has none of its own. */
	policy(programmeId: string): Promise<RecordedFraudPolicy | null>;

	/* Checks and cases */
	/**
	 * Keeps the last check of an order with its facts (sealed) and traits, and, where the verdict is
	 * not `approve`, opens its case; all in one transaction. A check of the same order takes the place
	 * of the former one; a case that is open already gets the new findings as a new version of its
	 * record, a decided one stays as it is. A later `approve` supersedes an open case.
	 */
	recordCheck(write: {
		readonly check: FraudCheck;
		readonly facts: FraudFacts;
		readonly traits: readonly Trait[];
		readonly openCase: FraudCase | null;
	}): Promise<void>;
	check(storeKey: string, orderId: string): Promise<CheckedOrder | null>;
	/** Past checks of a programme, oldest order first, in pages. */
	replayChecks(filter: {
		programmeId: string;
		from?: Instant;
		to?: Instant;
	}): AsyncIterable<CheckedOrder>;
	/** Opens a case of the scan; `unchanged` when the same one is open or was decided. */
	openCase(fraudCase: FraudCase): Promise<SaveOutcome>;
	case(caseId: string): Promise<FraudCase | null>;
	/** Open ones first by score, then newest first. */
	cases(filter: {
		status?: CaseStatus;
		subject?: CaseSubject;
		programmeId?: string;
		affiliateId?: string;
		limit: number;
	}): Promise<FraudCase[]>;
	/** Open cases about affiliates themselves (not their orders), newest first. */
	openAffiliateCases(affiliateIds: readonly string[]): Promise<FraudCase[]>;
	/** Open cases whose time is over, oldest first. */
	expiredCases(now: Instant, limit: number): Promise<FraudCase[]>;
	/** Moves a case on. Throws `case_decided` when it is not in `from` any more. */
	moveCase(move: CaseMove): Promise<void>;
	caseMoves(caseId: string): Promise<CaseMove[]>;
	/** What people made of each rule's hits since a moment; only cases a person decided count. */
	ruleRecords(filter: { programmeId?: string; since?: Instant }): Promise<RuleRecord[]>;

	/* Look-ups for order rules */
	customerOrders(customerKey: string, from: Instant, before: Instant): Promise<RelatedOrder[]>;
	/** Orders that share a trait, newest first, at most `limit`. */
	ordersWithTrait(
		trait: Trait,
		from: Instant,
		before: Instant,
		limit: number,
	): Promise<RelatedOrder[]>;
	/** Distinct customers of orders credited through this click, the given one left out. */
	clickCustomers(clickId: string, exceptCustomerKey: string | null): Promise<number>;
	/** 95th percentile of net order values of a programme in a currency, and of how many. */
	orderValuePercentile(
		programmeId: string,
		currency: string,
		from: Instant,
		to: Instant,
	): Promise<{ value: Money | null; sample: number }>;

	/* Affiliates */
	/** Traits of an affiliate, payout account and tax id of its profile included. */
	affiliateTraits(affiliateId: string): Promise<Trait[]>;
	/** Other affiliates that have one of the traits. */
	affiliatesWithTraits(
		traits: readonly Trait[],
		exceptAffiliateId: string,
	): Promise<Array<{ affiliateId: string; kinds: TraitKind[] }>>;
	/** Affiliates that signed up with a trait since a moment, one left out. */
	signupsWithTrait(trait: Trait, since: Instant, exceptAffiliateId: string): Promise<number>;

	/* The nightly scan */
	/** One entry per affiliate and UTC day with anything in it, by affiliate and day, in pages. */
	affiliateDays(programmeId: string, from: Instant, to: Instant): AsyncIterable<AffiliateDay>;
	scanOrders(programmeId: string, from: Instant, to: Instant): AsyncIterable<ScanOrderRow>;
	scanCoupons(programmeId: string, from: Instant, to: Instant): AsyncIterable<ScanCouponUse>;
	/** Traits of customers of at least two affiliates (F30); `mostAffiliates` leaves out offices. */
	sharedTraits(filter: {
		programmeId: string;
		from: Instant;
		to: Instant;
		kinds: readonly TraitKind[];
		mostAffiliates: number;
	}): AsyncIterable<SharedTrait>;
	/** Distinct customers of each affiliate in a stretch of time. */
	customersPerAffiliate(
		programmeId: string,
		from: Instant,
		to: Instant,
	): Promise<ReadonlyMap<string, number>>;
	/** Times a touch of each affiliate was set aside at the checkout (F10). */
	interceptionsPerAffiliate(
		programmeId: string,
		from: Instant,
		to: Instant,
	): Promise<ReadonlyMap<string, number>>;
	/** When payouts of an affiliate were paid, newest first. */
	payoutTimes(affiliateId: string, limit: number): Promise<Instant[]>;

	/* Claims of partners' servers (F37) */
	/** False when the same claim is known already. */
	recordClaim(claim: OrderClaim): Promise<boolean>;
	claims(storeKey: string, orderId: string): Promise<OrderClaim[]>;
	/** Remembers a nonce; false when it was used before. Old ones are forgotten. */
	useNonce(programmeId: string, nonce: string, now: Instant, keepSeconds: number): Promise<boolean>;

	/* Models and lists */
	saveAnomalyModel(model: AnomalyModel): Promise<void>;
	/** The newest one; null when none was trained. */
	anomalyModel(programmeId: string): Promise<AnomalyModel | null>;
	saveReferenceList(list: ReferenceList): Promise<SaveOutcome>;
	/** False when there was none. */
	deleteReferenceList(name: string): Promise<boolean>;
	/** Names, kinds, sizes and times, without the entries. */
	referenceLists(): Promise<
		Array<Omit<ReferenceList, 'entries'> & { entryCount: number; contentHash: string }>
	>;
	referenceEntries(kind: ReferenceListKind): Promise<string[]>;
}
