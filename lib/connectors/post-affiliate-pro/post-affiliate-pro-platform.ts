import {
	asOutcome,
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
import { parseBaseUrl, type VendorConnection } from '../vendor';
import { adjustConversion } from './adjust-conversion';
import { cancelConversion } from './cancel-conversion';
import { POST_AFFILIATE_PRO_CAPABILITIES } from './capabilities';
import { PostAffiliateProClient } from './client';
import { buildLink, createClick } from './clicks';
import { decideCommission, getConversion, listCommissions, listConversions } from './commissions';
import { createConversion } from './create-conversion';
import { customRequest } from './custom-request';
import { findAffiliate, listAffiliates } from './find-affiliate';
import { listPayouts, markPaid } from './payouts';
import { listProgrammes } from './programmes';
import { accountOf, type PostAffiliateProSettings } from './settings';
import { confirmConversion } from './track-sale';
import { createAffiliate, setAffiliateStatus, updateAffiliate } from './write-affiliate';

/**
 * One account of Post Affiliate Pro, for one run, by the interface that its panel uses. The base URL is that
 * of the installation, without the folder of the scripts.
 */
export class PostAffiliateProPlatform implements AffiliatePlatform {
	readonly platform = 'postAffiliatePro';

	readonly capabilities = POST_AFFILIATE_PRO_CAPABILITIES;

	/** Not where orders go to the sale script: until that has worked they cannot be found. */
	readonly findsByOrderId: boolean;

	readonly events = null;

	private readonly client: PostAffiliateProClient;

	private readonly baseUrl: string;

	/** Throws `invalid_input` for settings, or for a base URL that would give the login away. */
	constructor({ api }: { readonly api: VendorConnection }, settings: PostAffiliateProSettings) {
		const account = accountOf(settings);
		this.client = new PostAffiliateProClient(api, account);
		this.baseUrl = parseBaseUrl(api.baseUrl, 'Post Affiliate Pro');
		this.findsByOrderId = !account.tracksSales;
	}

	async createAffiliate(affiliate: AffiliateWrite): Promise<PlatformOutcome> {
		return await asOutcome(() => createAffiliate(this.client, affiliate));
	}

	async getAffiliate(affiliate: string): Promise<PlatformAffiliate | null> {
		return await findAffiliate(this.client, affiliate);
	}

	async listAffiliates(
		filter: AffiliateFilter,
		cursor: string | null,
	): Promise<PlatformPage<PlatformAffiliate>> {
		return await listAffiliates(this.client, filter, cursor);
	}

	async updateAffiliate(change: AffiliateChange): Promise<PlatformOutcome> {
		return await asOutcome(() => updateAffiliate(this.client, change));
	}

	async setAffiliateStatus(
		affiliateId: string,
		status: 'approved' | 'declined',
	): Promise<PlatformOutcome> {
		return await asOutcome(() => setAffiliateStatus(this.client, affiliateId, status));
	}

	async createClick(click: ClickWrite): Promise<PlatformOutcome> {
		return await createClick(this.client, click);
	}

	async createConversion(conversion: ConversionWrite): Promise<PlatformOutcome> {
		return await asOutcome(() => createConversion(this.client, conversion));
	}

	async getConversion(conversionId: string): Promise<PlatformConversion | null> {
		return await getConversion(this.client, conversionId);
	}

	async listConversions(
		filter: RecordFilter,
		cursor: string | null,
	): Promise<PlatformPage<PlatformConversion>> {
		return await listConversions(this.client, filter, cursor);
	}

	async adjustConversion(adjustment: ConversionAdjustment): Promise<PlatformOutcome> {
		return await asOutcome(() => adjustConversion(this.client, adjustment));
	}

	async cancelConversion(cancellation: ConversionCancellation): Promise<PlatformOutcome> {
		return await asOutcome(() => cancelConversion(this.client, cancellation));
	}

	async confirmConversion(reference: string): Promise<PlatformOutcome> {
		return await asOutcome(() => confirmConversion(this.client, reference));
	}

	async listCommissions(
		filter: RecordFilter,
		cursor: string | null,
	): Promise<PlatformPage<PlatformCommission>> {
		return await listCommissions(this.client, filter, cursor);
	}

	async decideCommission(
		decision: CommissionDecision,
		to: 'approved' | 'declined',
	): Promise<PlatformOutcome> {
		return await asOutcome(() => decideCommission(this.client, decision, to));
	}

	async listPayouts(
		filter: RecordFilter,
		cursor: string | null,
	): Promise<PlatformPage<PlatformPayout>> {
		return await listPayouts(this.client, filter, cursor);
	}

	async markPaid(mark: PayoutMark): Promise<PlatformOutcome> {
		return await asOutcome(() => markPaid(this.client, mark));
	}

	async listProgrammes(cursor: string | null): Promise<PlatformPage<PlatformProgramme>> {
		return await listProgrammes(this.client, cursor);
	}

	async buildLink(link: LinkWrite): Promise<string> {
		return await Promise.resolve().then(() => buildLink(this.client, this.baseUrl, link));
	}

	async request(call: PlatformRequest): Promise<PlatformAnswer> {
		return await customRequest(this.client, call);
	}
}
