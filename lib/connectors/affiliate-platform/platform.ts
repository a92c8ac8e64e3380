import type { Capabilities } from './capabilities';
import type { PlatformOutcome } from './outcomes';
import type {
	PlatformAffiliate,
	PlatformCommission,
	PlatformConversion,
	PlatformName,
	PlatformPage,
	PlatformPayout,
	PlatformProgramme,
} from '../../model/platform-records';
import type {
	AffiliateChange,
	AffiliateFilter,
	AffiliateWrite,
	ClickWrite,
	CommissionDecision,
	ConversionAdjustment,
	ConversionCancellation,
	ConversionWrite,
	LinkWrite,
	PayoutMark,
	RecordFilter,
} from '../../model/platform-writes';

/**
 * One account of an affiliate platform, for one run. Money is given and taken in the platform's unit and
 * the order's currency. Requests are retried where that is safe; after an answer that dooms all further
 * ones (credential refused, quota used up, out of reach) it stops calling and answers alike.
 *
 * Writes give an outcome and throw nothing but `not_supported`, `invalid_input` (with `path`) and what is
 * a fault of ours. Reads throw `vendor_unavailable` or `vendor_refused`. An operation whose capability is
 * `none` throws `not_supported` with the other route as its hint.
 *
 * A conversion is looked for by its order id before it is created where the platform can look; where it
 * cannot, the caller keeps a claim in the store (`findsByOrderId` is false).
 */
export interface AffiliatePlatform {
	readonly platform: PlatformName;
	readonly capabilities: Capabilities;
	/** Whether `createConversion` itself finds a conversion of the same order. */
	readonly findsByOrderId: boolean;

	createAffiliate(affiliate: AffiliateWrite): Promise<PlatformOutcome>;
	/** By id, code or e-mail address, whichever the platform takes; null for an unknown one. */
	getAffiliate(affiliate: string): Promise<PlatformAffiliate | null>;
	listAffiliates(
		filter: AffiliateFilter,
		cursor: string | null,
	): Promise<PlatformPage<PlatformAffiliate>>;
	updateAffiliate(change: AffiliateChange): Promise<PlatformOutcome>;
	/** `programmeId` where the platform decides for each programme. */
	setAffiliateStatus(
		affiliateId: string,
		status: 'approved' | 'declined',
		about: { readonly programmeId: string | null; readonly note: string | null },
	): Promise<PlatformOutcome>;

	createClick(click: ClickWrite): Promise<PlatformOutcome>;

	createConversion(conversion: ConversionWrite): Promise<PlatformOutcome>;
	/** By the platform's own id; null for an unknown one. */
	getConversion(conversionId: string): Promise<PlatformConversion | null>;
	listConversions(
		filter: RecordFilter,
		cursor: string | null,
	): Promise<PlatformPage<PlatformConversion>>;
	adjustConversion(adjustment: ConversionAdjustment): Promise<PlatformOutcome>;
	cancelConversion(cancellation: ConversionCancellation): Promise<PlatformOutcome>;
	/**
	 * What became of a write that was only accepted: `confirmed`, `rejected`, or `accepted` once more while
	 * the platform is still at it. `reference` is that of its `confirmation`.
	 */
	confirmConversion(reference: string): Promise<PlatformOutcome>;

	listCommissions(
		filter: RecordFilter,
		cursor: string | null,
	): Promise<PlatformPage<PlatformCommission>>;
	decideCommission(
		decision: CommissionDecision,
		to: 'approved' | 'declined',
	): Promise<PlatformOutcome>;

	listPayouts(filter: RecordFilter, cursor: string | null): Promise<PlatformPage<PlatformPayout>>;
	markPaid(mark: PayoutMark): Promise<PlatformOutcome>;

	listProgrammes(cursor: string | null): Promise<PlatformPage<PlatformProgramme>>;

	/** The affiliate's tracked link. */
	buildLink(link: LinkWrite): Promise<string>;

	/** Null where its user enters the address of a trigger in the platform himself. */
	readonly events: EventRegistration | null;

	/** Any call of the platform's own API below its base address; the answer as it came. */
	request(call: PlatformRequest): Promise<PlatformAnswer>;
}

/** Has the platform send its events to an address, by its API. Throws as readings do. */
export interface EventRegistration {
	/**
	 * Makes sure that events come to the address, its query included; a registration of the same address with
	 * another query is replaced.
	 */
	register(address: string): Promise<void>;
	/** Takes away what is registered for the address, whatever its query, and nothing else. */
	unregister(address: string): Promise<void>;
}

export interface PlatformRequest {
	readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	/** Absolute path below the base URL. */
	readonly path: string;
	readonly query: Readonly<Record<string, string>>;
	/** JSON, or a form where the platform takes forms; null for none. */
	readonly body: Readonly<Record<string, unknown>> | null;
}

export interface PlatformAnswer {
	readonly status: number;
	readonly body: unknown;
	/** Null for a good answer; also set for 200 with an error inside. */
	readonly failure: string | null;
}
