import {
	asOutcome,
	customAnswer,
	customCall,
	confirmedOutcome,
	failureOutcome,
	notSupported,
	requireId,
	type AffiliateChange,
	type AffiliateFilter,
	type AffiliatePlatform,
	type AffiliateWrite,
	type Capabilities,
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
	type PlatformProgramme,
	type PlatformRequest,
	type RecordFilter,
} from '../affiliate-platform';
import { AffiliateError } from '../../kernel';
import type { VendorClient, VendorConnection } from '../vendor';
import { buildLink } from './build-link';
import { REFERSION_CAPABILITIES, WITHOUT_GRAPHQL } from './capabilities';
import { adjustConversion, cancelConversion } from './change-conversion';
import { graphClient, ordersClient, post, restClient } from './client';
import { confirmationOf, confirmConversion, conversionRows } from './conversions';
import { createConversion } from './create-conversion';
import { REFERSION_WORDS } from './failure';
import { findAffiliate, isNumber, listAffiliates } from './find-affiliate';
import { RefersionGraph } from './graph';
import { listOffers } from './offers';
import { commissionOf, conversionOf } from './records';
import {
	createAffiliate,
	isChanged,
	notChanged,
	setAffiliateStatus,
	updateAffiliate,
} from './write-affiliate';

/** One merchant account of Refersion, for one run. */
export class RefersionPlatform implements AffiliatePlatform {
	readonly platform = 'refersion';

	/** Without the key of GraphQL there are no lists but that of affiliates. */
	readonly capabilities: Capabilities;

	readonly findsByOrderId = false;

	readonly events = null;

	private readonly api: VendorClient;

	private readonly orders: VendorClient;

	private readonly graph: RefersionGraph | null;

	/** Affiliates that orders of this run named. */
	private readonly named = new Map<string, PlatformAffiliate>();

	/** `graphql` has a key of its own; null without one. Throws `invalid_input` for a bad base URL. */
	constructor({
		api,
		orders,
		graphql,
	}: {
		readonly api: VendorConnection;
		readonly orders: VendorConnection;
		readonly graphql: VendorConnection | null;
	}) {
		this.api = restClient(api);
		this.orders = ordersClient(orders);
		this.graph = graphql === null ? null : new RefersionGraph(graphClient(graphql));
		this.capabilities = graphql === null ? WITHOUT_GRAPHQL : REFERSION_CAPABILITIES;
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
		return await asOutcome(() => updateAffiliate(this.api, change));
	}

	async setAffiliateStatus(
		affiliateId: string,
		status: 'approved' | 'declined',
	): Promise<PlatformOutcome> {
		return await asOutcome(() => setAffiliateStatus(this.api, affiliateId, status));
	}

	async createClick(): Promise<never> {
		return await this.refuse('click.create');
	}

	async createConversion(conversion: ConversionWrite): Promise<PlatformOutcome> {
		const sending = {
			orders: this.orders,
			findAffiliate: async (affiliate: string) => await this.namedAffiliate(affiliate),
			confirmation: async (sent: ConversionWrite) => await confirmationOf(this.graph, sent),
		};
		return await asOutcome(() => createConversion(sending, conversion));
	}

	async getConversion(): Promise<never> {
		return await this.refuse('conversion.get');
	}

	async listConversions(
		filter: RecordFilter,
		cursor: string | null,
	): Promise<PlatformPage<PlatformConversion>> {
		const { rows, cursor: next } = await this.conversions('conversion.getMany', filter, cursor);
		return { records: rows.map(({ source, raw }) => conversionOf(source, raw)), cursor: next };
	}

	async adjustConversion(adjustment: ConversionAdjustment): Promise<PlatformOutcome> {
		return await asOutcome(() => adjustConversion(this.api, adjustment));
	}

	async cancelConversion(cancellation: ConversionCancellation): Promise<PlatformOutcome> {
		return await asOutcome(() => cancelConversion(this.api, this.graph, cancellation));
	}

	async confirmConversion(reference: string): Promise<PlatformOutcome> {
		const graph = this.requireGraph('conversion.confirm');
		return await asOutcome(() => confirmConversion(graph, reference));
	}

	async listCommissions(
		filter: RecordFilter,
		cursor: string | null,
	): Promise<PlatformPage<PlatformCommission>> {
		const { rows, cursor: next } = await this.conversions('commission.getMany', filter, cursor);
		return { records: rows.map(({ source, raw }) => commissionOf(source, raw)), cursor: next };
	}

	/** By the number of the conversion, once: sent again it would be said that nothing changed. */
	async decideCommission(
		{ commissionId }: CommissionDecision,
		to: 'approved' | 'declined',
	): Promise<PlatformOutcome> {
		const id = requireId(commissionId, 'commissionId');
		if (!isNumber(id)) {
			throw new AffiliateError('Conversions of Refersion have numbers', {
				code: 'invalid_input',
				path: 'commissionId',
				hint: 'Give the number of the conversion, as lists and events tell it.',
			});
		}
		const status = to === 'approved' ? 'APPROVED' : 'DENIED';
		const body = { ids: [Number(id)], status };
		const answer = await post(this.api, '/conversion/status_change', body, 'once');
		if (!answer.ok) return failureOutcome(answer.failure, REFERSION_WORDS);
		const { body: raw } = answer.response;
		return isChanged(raw, id) ? confirmedOutcome(id, raw) : notChanged(id, raw);
	}

	async listPayouts(): Promise<never> {
		return await this.refuse('payout.getMany');
	}

	async markPaid(): Promise<never> {
		return await this.refuse('payout.markPaid');
	}

	async listProgrammes(cursor: string | null): Promise<PlatformPage<PlatformProgramme>> {
		return await listOffers(this.requireGraph('programme.getMany'), cursor);
	}

	async buildLink(link: LinkWrite): Promise<string> {
		return await buildLink(async (affiliate) => await this.namedAffiliate(affiliate), link);
	}

	async request(call: PlatformRequest): Promise<PlatformAnswer> {
		const answer = await this.api.call(customCall(call, 'json'));
		const told = customAnswer(answer, REFERSION_WORDS);
		const code = answer.ok ? '' : answer.failure.code;
		return /^\d{3}$/.test(code) ? { ...told, status: Number(code) } : told;
	}

	/** Conversions name affiliates by their number. */
	private async conversions(
		operation: PlatformOperation,
		filter: RecordFilter,
		cursor: string | null,
	): ReturnType<typeof conversionRows> {
		const graph = this.requireGraph(operation);
		const { affiliateId } = filter;
		if (affiliateId === null || isNumber(affiliateId.trim())) {
			return await conversionRows(graph, filter, cursor);
		}
		const affiliate = await this.namedAffiliate(affiliateId);
		if (affiliate === null) return { rows: [], cursor: null };
		return await conversionRows(graph, { ...filter, affiliateId: affiliate.id }, cursor);
	}

	private async namedAffiliate(affiliate: string): Promise<PlatformAffiliate | null> {
		const known = this.named.get(affiliate);
		if (known !== undefined) return known;
		const found = await findAffiliate(this.api, affiliate);
		if (found !== null) this.named.set(affiliate, found);
		return found;
	}

	private requireGraph(operation: PlatformOperation): RefersionGraph {
		if (this.graph !== null) return this.graph;
		throw notSupported('Refersion', operation, WITHOUT_GRAPHQL[operation].note);
	}

	private async refuse(operation: PlatformOperation): Promise<never> {
		const { note } = REFERSION_CAPABILITIES[operation];
		return await Promise.reject(notSupported('Refersion', operation, note));
	}
}
