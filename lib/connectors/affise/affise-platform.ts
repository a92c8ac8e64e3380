import type { Instant } from '../../kernel';
import {
	asOutcome,
	customAnswer,
	customCall,
	type AffiliateChange,
	type AffiliateFilter,
	type AffiliatePlatform,
	type AffiliateWrite,
	type ClickWrite,
	type CommissionDecision,
	type ConversionAdjustment,
	type ConversionCancellation,
	type ConversionWrite,
	type LinkWrite,
	type PayoutMark,
	type PlatformAffiliate,
	type PlatformAnswer,
	type PlatformCommission,
	type PlatformConversion,
	type PlatformOutcome,
	type PlatformPage,
	type PlatformPayout,
	type PlatformProgramme,
	type PlatformRequest,
	type RecordFilter,
} from '../affiliate-platform';
import type { VendorClient, VendorConnection } from '../vendor';
import {
	createAffiliate,
	findAffiliate,
	listAffiliates,
	setAffiliateStatus,
	updateAffiliate,
} from './affiliates';
import { AFFISE_CAPABILITIES } from './capabilities';
import { buildLink, createClick } from './clicks';
import { AFFISE_WORDS, affiseClient, trackingClient } from './client';
import { confirmConversion } from './confirm-conversion';
import { createConversion } from './create-conversion';
import { adjustConversion, cancelConversion, decideCommission } from './edit-conversion';
import { conversionById, listConversions } from './find-conversions';
import { listPayouts, markPaid } from './payouts';
import { readPage } from './read';
import { commissionOf, conversionOf, programmeOf } from './records';
import { offerSchema } from './schema';
import type { AffiseSettings } from './settings';

/** One tenant of Affise, for one run. */
export class AffisePlatform implements AffiliatePlatform {
	readonly platform = 'affise';

	readonly capabilities = AFFISE_CAPABILITIES;

	readonly findsByOrderId = true;

	/** The API adds postbacks to one affiliate at a time. */
	readonly events = null;

	private readonly api: VendorClient;

	private readonly tracking: VendorClient | null;

	private readonly trackingUrl: string | null;

	/** `tracking` is the tracking domain, without a key; null when it is not known. */
	constructor(
		{
			api,
			tracking,
		}: { readonly api: VendorConnection; readonly tracking: VendorConnection | null },
		private readonly settings: AffiseSettings,
	) {
		this.api = affiseClient(api);
		this.tracking = tracking === null ? null : trackingClient(tracking);
		this.trackingUrl = tracking?.baseUrl ?? null;
	}

	private get now(): Instant {
		return this.settings.now();
	}

	async createAffiliate(affiliate: AffiliateWrite): Promise<PlatformOutcome> {
		return await asOutcome(() => createAffiliate(this.api, affiliate));
	}

	async getAffiliate(affiliate: string): Promise<PlatformAffiliate | null> {
		return await findAffiliate(this.api, affiliate);
	}

	async listAffiliates(
		filter: AffiliateFilter,
		cursor: string | null,
	): Promise<PlatformPage<PlatformAffiliate>> {
		return await listAffiliates(this.api, filter, cursor);
	}

	async updateAffiliate(change: AffiliateChange): Promise<PlatformOutcome> {
		return await updateAffiliate(this.api, change);
	}

	async setAffiliateStatus(
		affiliateId: string,
		status: 'approved' | 'declined',
		{ note }: { readonly note: string | null },
	): Promise<PlatformOutcome> {
		return await setAffiliateStatus(this.api, affiliateId, status, note);
	}

	async createClick(click: ClickWrite): Promise<PlatformOutcome> {
		return await createClick(this.tracking, click, this.settings.clickParameter);
	}

	async createConversion(conversion: ConversionWrite): Promise<PlatformOutcome> {
		const { api, tracking } = this;
		return await asOutcome(() => createConversion({ api, tracking }, conversion, this.now));
	}

	async getConversion(conversionId: string): Promise<PlatformConversion | null> {
		const found = await conversionById(this.api, conversionId);
		return found === null ? null : conversionOf(found.source, found.raw);
	}

	async listConversions(
		filter: RecordFilter,
		cursor: string | null,
	): Promise<PlatformPage<PlatformConversion>> {
		const page = await listConversions(this.api, filter, this.now, cursor, conversionOf);
		return { ...page, records: page.records.filter(isOf(filter)) };
	}

	async adjustConversion(adjustment: ConversionAdjustment): Promise<PlatformOutcome> {
		return await asOutcome(() => adjustConversion(this.api, adjustment, this.now));
	}

	async cancelConversion(cancellation: ConversionCancellation): Promise<PlatformOutcome> {
		return await asOutcome(() => cancelConversion(this.api, cancellation, this.now));
	}

	async confirmConversion(reference: string): Promise<PlatformOutcome> {
		return await asOutcome(() => confirmConversion(this.api, reference, this.now));
	}

	async listCommissions(
		filter: RecordFilter,
		cursor: string | null,
	): Promise<PlatformPage<PlatformCommission>> {
		const page = await listConversions(this.api, filter, this.now, cursor, commissionOf);
		return { ...page, records: page.records.filter(isOf(filter)) };
	}

	async decideCommission(
		decision: CommissionDecision,
		to: 'approved' | 'declined',
	): Promise<PlatformOutcome> {
		return await asOutcome(() => decideCommission(this.api, decision, to, this.now));
	}

	async listPayouts(
		filter: RecordFilter,
		cursor: string | null,
	): Promise<PlatformPage<PlatformPayout>> {
		return await listPayouts(this.api, filter, this.now, cursor);
	}

	async markPaid(mark: PayoutMark): Promise<PlatformOutcome> {
		return await asOutcome(() => markPaid(this.api, mark));
	}

	async listProgrammes(cursor: string | null): Promise<PlatformPage<PlatformProgramme>> {
		const list = { path: '/3.0/offers', member: 'offers', schema: offerSchema, query: {} };
		return await readPage(this.api, list, cursor, programmeOf);
	}

	async buildLink(link: LinkWrite): Promise<string> {
		return await Promise.resolve(buildLink(this.trackingUrl, link));
	}

	async request(call: PlatformRequest): Promise<PlatformAnswer> {
		return customAnswer(await this.api.call(customCall(call, 'form')), AFFISE_WORDS);
	}
}

/** The filter of Affise is not relied on. */
function isOf({ orderId }: RecordFilter) {
	return (record: { readonly orderId: string | null }) =>
		orderId === null || record.orderId === orderId;
}
