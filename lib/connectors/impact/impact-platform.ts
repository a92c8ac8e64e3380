import {
	asOutcome,
	customAnswer,
	customCall,
	notSupported,
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
	type PlatformAffiliate,
	type PlatformAnswer,
	type PlatformCommission,
	type PlatformConversion,
	type PlatformOperation,
	type PlatformOutcome,
	type PlatformPage,
	type PlatformPayout,
	type PlatformProgramme,
	type PlatformRequest,
	type RecordFilter,
} from '../affiliate-platform';
import type { VendorClient, VendorConnection } from '../vendor';
import { actionPath, listActions } from './actions';
import { IMPACT_CAPABILITIES } from './capabilities';
import { adjustConversion, cancelConversion, reverseAction } from './change-conversion';
import { buildLink, createClick } from './clicks';
import { ImpactClient, trackingClient } from './client';
import { conversionForm } from './conversion-form';
import { IMPACT_WORDS } from './failure';
import { createPartner, decidePartner, getPartner, listPartners, updatePartner } from './partners';
import { confirmSubmission, queuedOutcome } from './queue';
import { readOne, readPage } from './read';
import { commissionOf, conversionOf, payoutOf, programmeOf } from './records';
import { actionSchema, campaignSchema, invoiceSchema } from './schema';
import type { ImpactSettings } from './settings';

/** One brand's account on impact.com, for one run. */
export class ImpactPlatform implements AffiliatePlatform {
	readonly platform = 'impact';

	readonly capabilities = IMPACT_CAPABILITIES;

	/** An order lies in a window of time, and in a queue before: the caller keeps a claim. */
	readonly findsByOrderId = false;

	readonly events = null;

	private readonly client: ImpactClient;

	private readonly tracking: VendorClient;

	/** `tracking` is a host of its own, without a key. Throws `invalid_input` for a bad base URL. */
	constructor(
		{ api, tracking }: { readonly api: VendorConnection; readonly tracking: VendorConnection },
		private readonly settings: ImpactSettings,
	) {
		this.client = new ImpactClient(api, settings.accountSid);
		this.tracking = trackingClient(tracking);
	}

	async createAffiliate(affiliate: AffiliateWrite): Promise<PlatformOutcome> {
		return await createPartner(this.client, affiliate);
	}

	async getAffiliate(affiliate: string): Promise<PlatformAffiliate | null> {
		return await getPartner(this.client, affiliate);
	}

	async listAffiliates(
		filter: AffiliateFilter,
		cursor: string | null,
	): Promise<PlatformPage<PlatformAffiliate>> {
		return await listPartners(this.client, filter, cursor);
	}

	async updateAffiliate(change: AffiliateChange): Promise<PlatformOutcome> {
		return await updatePartner(this.client, change);
	}

	async setAffiliateStatus(
		affiliateId: string,
		status: 'approved' | 'declined',
		about: { readonly programmeId: string | null; readonly note: string | null },
	): Promise<PlatformOutcome> {
		return await asOutcome(() => decidePartner(this.client, affiliateId, status, about));
	}

	async createClick(click: ClickWrite): Promise<PlatformOutcome> {
		return await createClick(this.tracking, click);
	}

	async createConversion(conversion: ConversionWrite): Promise<PlatformOutcome> {
		const made = conversionForm(conversion);
		if ('outcome' in made) return made.outcome;
		const { form } = made;
		const answer = await this.client.call({
			method: 'POST',
			path: '/Conversions',
			form,
			safety: 'once',
		});
		const { id, ip, email } = conversion.customer;
		return queuedOutcome(answer, null, [id ?? '', ip ?? '', email ?? '']);
	}

	async getConversion(conversionId: string): Promise<PlatformConversion | null> {
		const found = await readOne(this.client, actionPath(conversionId), actionSchema);
		return found === null ? null : conversionOf(found.source, found.raw);
	}

	async listConversions(
		filter: RecordFilter,
		cursor: string | null,
	): Promise<PlatformPage<PlatformConversion>> {
		return await listActions(this.client, filter, this.settings.now(), cursor, conversionOf);
	}

	async adjustConversion(adjustment: ConversionAdjustment): Promise<PlatformOutcome> {
		return await adjustConversion(this.client, adjustment);
	}

	async cancelConversion(cancellation: ConversionCancellation): Promise<PlatformOutcome> {
		return await cancelConversion(this.client, cancellation);
	}

	async confirmConversion(reference: string): Promise<PlatformOutcome> {
		return await asOutcome(() => confirmSubmission(this.client, reference));
	}

	async listCommissions(
		filter: RecordFilter,
		cursor: string | null,
	): Promise<PlatformPage<PlatformCommission>> {
		return await listActions(this.client, filter, this.settings.now(), cursor, commissionOf);
	}

	async decideCommission(
		{ commissionId, note }: CommissionDecision,
		to: 'approved' | 'declined',
	): Promise<PlatformOutcome> {
		if (to === 'approved') return await this.refuse('commission.approve');
		return await reverseAction(this.client, commissionId, note);
	}

	async listPayouts(
		_filter: RecordFilter,
		cursor: string | null,
	): Promise<PlatformPage<PlatformPayout>> {
		const query = { PageSize: '100' };
		const list = { path: '/Invoices', member: 'Invoices', schema: invoiceSchema, query };
		return await readPage(this.client, list, cursor, payoutOf);
	}

	async markPaid(): Promise<never> {
		return await this.refuse('payout.markPaid');
	}

	async listProgrammes(cursor: string | null): Promise<PlatformPage<PlatformProgramme>> {
		const query = { PageSize: '100' };
		const list = { path: '/Campaigns', member: 'Campaigns', schema: campaignSchema, query };
		return await readPage(this.client, list, cursor, programmeOf);
	}

	async buildLink(link: LinkWrite): Promise<string> {
		return await buildLink(this.client, link);
	}

	/** Below the account: `/Campaigns`, not `/Advertisers/…/Campaigns`. */
	async request(call: PlatformRequest): Promise<PlatformAnswer> {
		return customAnswer(await this.client.call(customCall(call, 'form')), IMPACT_WORDS);
	}

	private async refuse(operation: PlatformOperation): Promise<never> {
		const { note } = IMPACT_CAPABILITIES[operation];
		return await Promise.reject(notSupported('Impact', operation, note));
	}
}
