import { z } from 'zod/v4';
import {
	asOutcome,
	customAnswer,
	customCall,
	confirmedOutcome,
	failureOutcome,
	idText,
	notSupported,
	requireId,
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
import { AffiliateError } from '../../kernel';
import type { VendorConnection } from '../vendor';
import {
	createAffiliate,
	getAffiliate,
	listAffiliates,
	setAffiliateStatus,
	updateAffiliate,
} from './affiliates';
import { TAPFILIATE_CAPABILITIES } from './capabilities';
import { adjustConversion, cancelConversion } from './change-conversion';
import { TapfiliateClient } from './client';
import { decideCommission, listCommissions } from './commissions';
import { createConversion } from './create-conversion';
import { TAPFILIATE_WORDS } from './failure';
import { getConversion, listConversions } from './find-conversions';
import { listPayouts, markPaid } from './payouts';
import { readPage } from './read-page';
import { programmeOf } from './records';
import { programmeSchema } from './schema';

/** One account of Tapfiliate, for one run. */
export class TapfiliatePlatform implements AffiliatePlatform {
	readonly platform = 'tapfiliate';

	readonly capabilities = TAPFILIATE_CAPABILITIES;

	readonly findsByOrderId = true;

	readonly events = null;

	private readonly client: TapfiliateClient;

	/** Throws `invalid_input` for a base URL that would give the key away. */
	constructor({ api }: { readonly api: VendorConnection }) {
		this.client = new TapfiliateClient(api);
	}

	async createAffiliate(affiliate: AffiliateWrite): Promise<PlatformOutcome> {
		return await asOutcome(() => createAffiliate(this.client, affiliate));
	}

	async getAffiliate(affiliate: string): Promise<PlatformAffiliate | null> {
		return await getAffiliate(this.client, affiliate);
	}

	async listAffiliates(
		filter: AffiliateFilter,
		cursor: string | null,
	): Promise<PlatformPage<PlatformAffiliate>> {
		return await listAffiliates(this.client, filter, cursor);
	}

	async updateAffiliate(change: AffiliateChange): Promise<PlatformOutcome> {
		return await updateAffiliate(this.client, change);
	}

	async setAffiliateStatus(
		affiliateId: string,
		status: 'approved' | 'declined',
		{ programmeId }: { readonly programmeId: string | null },
	): Promise<PlatformOutcome> {
		return await setAffiliateStatus(this.client, affiliateId, status, programmeId);
	}

	async createClick(click: ClickWrite): Promise<PlatformOutcome> {
		const { affiliate, landingUrl, referrer, userAgent, ip, subId, more } = click;
		const answer = await this.client.writeOnce('POST', '/clicks/', {
			referral_code: requireId(affiliate, 'affiliate'),
			landing_page: landingUrl,
			...(referrer === null ? {} : { referrer }),
			...(userAgent === null ? {} : { user_agent: userAgent }),
			...(ip === null ? {} : { ip }),
			...(subId === null ? {} : { meta_data: { subid1: subId } }),
			...more,
		});
		if (!answer.ok) return failureOutcome(answer.failure, TAPFILIATE_WORDS, [ip ?? '']);
		const { body } = answer.response;
		const read = z.object({ id: idText }).safeParse(body);
		return confirmedOutcome(read.success ? read.data.id : null, body);
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

	async confirmConversion(): Promise<PlatformOutcome> {
		const { note } = TAPFILIATE_CAPABILITIES['conversion.confirm'];
		return await Promise.reject(notSupported('Tapfiliate', 'conversion.confirm', note));
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
		return await decideCommission(this.client, decision, to);
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
		const page = await readPage(this.client, '/programs/', {}, programmeSchema, cursor);
		const records = page.rows.map(({ source, raw }) => programmeOf(source, raw));
		return { records, cursor: page.cursor };
	}

	/** The landing page with `ref`; sub-ids and banners are not part of such a link. */
	async buildLink({ affiliate, landingUrl }: LinkWrite): Promise<string> {
		if (!URL.canParse(landingUrl)) {
			throw new AffiliateError('The landing page is not a web address', {
				code: 'invalid_input',
				path: 'landingUrl',
				hint: 'Give it with https:// in front.',
			});
		}
		const url = new URL(landingUrl);
		url.searchParams.set('ref', requireId(affiliate, 'affiliate'));
		return await Promise.resolve(url.toString());
	}

	async request(call: PlatformRequest): Promise<PlatformAnswer> {
		return customAnswer(await this.client.call(customCall(call, 'json')), TAPFILIATE_WORDS);
	}
}
