import { z } from 'zod/v4';
import {
	asOutcome,
	customAnswer,
	customCall,
	confirmedOutcome,
	failureOutcome,
	lenientText,
	notSupported,
	platformError,
	rejectedOutcome,
	requireId,
	type AffiliateChange,
	type AffiliateFilter,
	type AffiliatePlatform,
	type AffiliateWrite,
	type CommissionDecision,
	type ConversionAdjustment,
	type ConversionCancellation,
	type ConversionWrite,
	type EventRegistration,
	type LinkWrite,
	type PlatformAffiliate,
	type PlatformAnswer,
	type PlatformCommission,
	type PlatformConversion,
	type PlatformOperation,
	type PlatformOutcome,
	type PlatformPage,
	type PlatformProgramme,
	type PlatformRequest,
	type RecordFilter,
} from '../affiliate-platform';
import { AffiliateError } from '../../kernel';
import type { VendorClient, VendorConnection } from '../vendor';
import { PARTNERSTACK_CAPABILITIES } from './capabilities';
import { adjustConversion, cancelConversion } from './change-conversion';
import { PARTNERSTACK_WORDS, partnerStackClient } from './client';
import { confirmConversion, createConversion } from './create-conversion';
import { getConversion, listConversions } from './find-conversions';
import { partnerStackEvents } from './events';
import { between, readOne, readPage } from './read';
import { affiliateOf, commissionOf } from './records';
import { groupSchema, partnershipSchema, rewardSchema } from './schema';

/** One vendor account of PartnerStack, for one run. */
export class PartnerStackPlatform implements AffiliatePlatform {
	readonly platform = 'partnerStack';

	readonly capabilities = PARTNERSTACK_CAPABILITIES;

	readonly findsByOrderId = true;

	readonly events: EventRegistration;

	private readonly api: VendorClient;

	private readonly tracking: VendorClient | null;

	/** `tracking` has a token of its own; null without one. Throws `invalid_input` for a bad base URL. */
	constructor({
		api,
		tracking,
	}: {
		readonly api: VendorConnection;
		readonly tracking: VendorConnection | null;
	}) {
		this.api = partnerStackClient(api);
		this.events = partnerStackEvents(this.api);
		this.tracking = tracking === null ? null : partnerStackClient(tracking);
	}

	async createAffiliate(affiliate: AffiliateWrite): Promise<PlatformOutcome> {
		return await asOutcome(async () => {
			const { email, firstName, lastName, programmeId, code, more } = affiliate;
			const known = await this.getAffiliate(email);
			if (known !== null) {
				const reason = 'PartnerStack has a partner with this address';
				return { ...confirmedOutcome(known.id, known.raw), outcome: 'duplicate', reason };
			}
			if (programmeId === null) {
				return rejectedOutcome({
					reason: 'A partner of PartnerStack belongs to a group',
					hint: 'Choose the programme.',
					field: 'group_key',
				});
			}
			const answer = await this.api.call({
				method: 'POST',
				path: '/partnerships',
				body: {
					email,
					first_name: firstName,
					last_name: lastName,
					group_key: programmeId,
					...(code === null ? {} : { partner_key: code }),
					...more,
				},
				safety: 'once',
			});
			if (!answer.ok) {
				return failureOutcome(answer.failure, PARTNERSTACK_WORDS, [email, firstName, lastName]);
			}
			const { body } = answer.response;
			const read = z.object({ data: partnershipSchema }).safeParse(body);
			return confirmedOutcome(read.success ? read.data.data.key : null, body);
		});
	}

	async getAffiliate(affiliate: string): Promise<PlatformAffiliate | null> {
		const id = encodeURIComponent(requireId(affiliate, 'affiliate'));
		const found = await readOne(this.api, `/partnerships/${id}`, partnershipSchema);
		return found === null ? null : affiliateOf(found.source, found.raw);
	}

	async listAffiliates(
		{ email, programmeId, status }: AffiliateFilter,
		cursor: string | null,
	): Promise<PlatformPage<PlatformAffiliate>> {
		const page = await readPage(this.api, '/partnerships', {}, partnershipSchema, cursor);
		const records = page.rows
			.map(({ source, raw }) => affiliateOf(source, raw))
			.filter((one) => email === null || one.email?.toLowerCase() === email.toLowerCase())
			.filter((one) => programmeId === null || one.programmeIds.includes(programmeId))
			.filter((one) => status === null || one.status === status);
		return { records, cursor: page.cursor };
	}

	async updateAffiliate({
		affiliateId,
		more,
		...profile
	}: AffiliateChange): Promise<PlatformOutcome> {
		const id = requireId(affiliateId, 'affiliateId');
		const [refused] = Object.keys(profile);
		if (refused !== undefined) {
			return rejectedOutcome({
				reason: 'Partners of PartnerStack change their profile themselves',
				hint: "'More Fields' takes group_key, tier_key and manager_email.",
				field: refused,
			});
		}
		if (Object.keys(more).length === 0) {
			return rejectedOutcome({
				reason: 'There is nothing to change',
				hint: "'More Fields' takes group_key, tier_key and manager_email.",
			});
		}
		return await this.write('PATCH', `/partnerships/${encodeURIComponent(id)}`, { ...more }, id);
	}

	/** By the key of the application. That the decision is named so is not confirmed by anybody. */
	async setAffiliateStatus(
		affiliateId: string,
		status: 'approved' | 'declined',
	): Promise<PlatformOutcome> {
		const id = requireId(affiliateId, 'affiliateId');
		const path = `/applications/${encodeURIComponent(id)}/decision`;
		return await this.write('PATCH', path, { decision: status }, id);
	}

	async createClick(): Promise<PlatformOutcome> {
		return await this.refuse('click.create');
	}

	async createConversion(conversion: ConversionWrite): Promise<PlatformOutcome> {
		return await asOutcome(() => createConversion(this.api, this.tracking, conversion));
	}

	async getConversion(conversionId: string): Promise<PlatformConversion | null> {
		return await getConversion(this.api, conversionId);
	}

	async listConversions(
		filter: RecordFilter,
		cursor: string | null,
	): Promise<PlatformPage<PlatformConversion>> {
		return await listConversions(this.api, filter, cursor);
	}

	async adjustConversion(adjustment: ConversionAdjustment): Promise<PlatformOutcome> {
		return await asOutcome(() => adjustConversion(this.api, adjustment));
	}

	async cancelConversion(cancellation: ConversionCancellation): Promise<PlatformOutcome> {
		return await asOutcome(() => cancelConversion(this.api, cancellation));
	}

	async confirmConversion(reference: string): Promise<PlatformOutcome> {
		return await asOutcome(() => confirmConversion(this.api, reference));
	}

	async listCommissions(
		{ orderId, affiliateId, from, to }: RecordFilter,
		cursor: string | null,
	): Promise<PlatformPage<PlatformCommission>> {
		const page = await readPage(this.api, '/rewards', between(from, to), rewardSchema, cursor);
		const records = page.rows
			.map(({ source, raw }) => commissionOf(source, raw))
			.filter((record) => orderId === null || record.orderId === orderId)
			.filter((record) => affiliateId === null || record.affiliateId === affiliateId);
		return { records, cursor: page.cursor };
	}

	async decideCommission(
		{ orderId, note }: CommissionDecision,
		to: 'approved' | 'declined',
	): Promise<PlatformOutcome> {
		if (to === 'approved') return await this.refuse('commission.approve');
		if (orderId === null) {
			return rejectedOutcome({
				reason: 'PartnerStack takes back a whole order',
				hint: 'Give the order ID.',
				field: 'orderId',
			});
		}
		const none = {
			conversionId: null,
			programmeId: null,
			actionType: null,
			leftAmount: null,
			more: {},
		};
		return await this.cancelConversion({ orderId, ...none, reason: 'other', note });
	}

	async listPayouts(): Promise<never> {
		return await this.refuse('payout.getMany');
	}

	async markPaid(): Promise<never> {
		return await this.refuse('payout.markPaid');
	}

	async listProgrammes(cursor: string | null): Promise<PlatformPage<PlatformProgramme>> {
		const page = await readPage(this.api, '/groups', {}, groupSchema, cursor);
		const records = page.rows.map(({ source: { key, name }, raw }) => ({
			id: key,
			name: name ?? key,
			currency: null,
			landingUrl: null,
			raw,
		}));
		return { records, cursor: page.cursor };
	}

	/** One of the partner's own links: that to the landing page, else the first. */
	async buildLink({ affiliate, landingUrl }: LinkWrite): Promise<string> {
		const id = encodeURIComponent(requireId(affiliate, 'affiliate'));
		const answer = await this.api.call({
			method: 'GET',
			path: `/links/${id}`,
			safety: 'repeatable',
		});
		if (!answer.ok) throw platformError(answer.failure, PARTNERSTACK_WORDS);
		const read = linksSchema.safeParse(answer.response.body);
		const links = read.success ? read.data.data.items : [];
		const link = links.find(({ dest }) => dest === landingUrl)?.url ?? links[0]?.url ?? null;
		if (link !== null) return link;
		throw new AffiliateError('The partner has no link in PartnerStack', {
			code: 'vendor_refused',
			hint: 'Make a link for the group in PartnerStack.',
		});
	}

	async request(call: PlatformRequest): Promise<PlatformAnswer> {
		return customAnswer(await this.api.call(customCall(call, 'json')), PARTNERSTACK_WORDS);
	}

	private async write(
		method: 'PATCH',
		path: string,
		body: Readonly<Record<string, unknown>>,
		id: string,
	): Promise<PlatformOutcome> {
		const answer = await this.api.call({ method, path, body, safety: 'repeatable' });
		const sent = Object.values(body).map(String);
		if (!answer.ok) return failureOutcome(answer.failure, PARTNERSTACK_WORDS, sent);
		return confirmedOutcome(id, answer.response.body);
	}

	private async refuse(operation: PlatformOperation): Promise<never> {
		const { note } = PARTNERSTACK_CAPABILITIES[operation];
		return await Promise.reject(notSupported('PartnerStack', operation, note));
	}
}

const linksSchema = z.object({
	data: z.object({ items: z.array(z.object({ url: lenientText, dest: lenientText })) }),
});
