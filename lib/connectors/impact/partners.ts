import { z } from 'zod/v4';
import {
	confirmedOutcome,
	duplicateOutcome,
	failureOutcome,
	lenientText,
	rejectedOutcome,
	requireId,
	type AffiliateChange,
	type AffiliateFilter,
	type AffiliateWrite,
	type PlatformAffiliate,
	type PlatformOutcome,
	type PlatformPage,
} from '../affiliate-platform';
import type { ImpactClient } from './client';
import { IMPACT_WORDS } from './failure';
import { readOne, readPage } from './read';
import { affiliateOf } from './records';
import { contractSchema, partnerSchema } from './schema';

const PAGE_SIZE = '100';

export async function listPartners(
	client: ImpactClient,
	{ email, programmeId, status }: AffiliateFilter,
	cursor: string | null,
): Promise<PlatformPage<PlatformAffiliate>> {
	const list = {
		path: '/MediaPartners',
		member: 'Partners',
		schema: partnerSchema,
		query: {
			PageSize: PAGE_SIZE,
			...(programmeId === null ? {} : { CampaignId: programmeId }),
		},
	};
	const page = await readPage(client, list, cursor, affiliateOf);
	const wanted = email?.trim().toLowerCase() ?? null;
	const records = page.records.filter(
		(affiliate) =>
			(wanted === null || affiliate.email?.toLowerCase() === wanted) &&
			(status === null || affiliate.status === status),
	);
	return { records, cursor: page.cursor };
}

/** By number. */
export async function getPartner(
	client: ImpactClient,
	affiliate: string,
): Promise<PlatformAffiliate | null> {
	const id = requireId(affiliate, 'affiliate');
	if (!/^\d+$/.test(id)) return null;
	const found = await readOne(client, `/MediaPartners/${id}`, partnerSchema);
	return found === null ? null : affiliateOf(found.source, found.raw);
}

/** What Impact asks of a new partner besides name and address; given as further fields. */
const REQUIRED = [
	'Website',
	'AddressLine1',
	'City',
	'PostalCode',
	'PhoneCountry',
	'PhoneNumber',
	'PrimaryPromotionalMethod',
	'TemplateTermsId',
	'Currency',
] as const;

export async function createPartner(
	client: ImpactClient,
	{ email, firstName, lastName, company, code, country, password, more }: AffiliateWrite,
): Promise<PlatformOutcome> {
	const lacking = REQUIRED.find((field) => (more[field] ?? '').trim() === '');
	if (lacking !== undefined || country === null) {
		const field = country === null ? 'Country' : (lacking ?? '');
		return rejectedOutcome({
			reason: `Impact needs '${field}' of a new partner`,
			hint: `Give it${country === null ? ' as Country' : " in 'More Fields'"}; Impact asks for ${REQUIRED.join(', ')} and the country.`,
			field,
		});
	}
	const answer = await client.call({
		method: 'POST',
		path: '/MediaPartners',
		form: {
			AccountName: company ?? `${firstName} ${lastName}`,
			Country: country,
			Username: code ?? email,
			FirstName: firstName,
			LastName: lastName,
			Password: password ?? '',
			EmailAddress: email,
			...more,
		},
		safety: 'once',
	});
	if (!answer.ok) {
		const sent = [email, firstName, lastName, password ?? '', more['PhoneNumber'] ?? ''];
		return failureOutcome(answer.failure, IMPACT_WORDS, sent);
	}
	const { body } = answer.response;
	const read = z.object({ Uri: lenientText }).safeParse(body);
	const uri = read.success ? (read.data.Uri ?? '') : '';
	return confirmedOutcome(/\/MediaPartners\/([^/?]+)/.exec(uri)?.[1] ?? null, body);
}

const VALUES = /^MPValue[123]$/;

export async function updatePartner(
	client: ImpactClient,
	{ affiliateId, more, ...profile }: AffiliateChange,
): Promise<PlatformOutcome> {
	const id = requireId(affiliateId, 'affiliateId');
	const refused = Object.keys(profile)[0] ?? Object.keys(more).find((field) => !VALUES.test(field));
	if (refused !== undefined) {
		return rejectedOutcome({
			reason: 'Impact lets a brand change only three values of its own of a partner',
			hint: "Give MPValue1, MPValue2 or MPValue3 in 'More Fields'.",
			field: refused,
		});
	}
	const path = `/MediaPartners/${encodeURIComponent(id)}`;
	const answer = await client.call({ method: 'PUT', path, form: more, safety: 'repeatable' });
	if (!answer.ok) return failureOutcome(answer.failure, IMPACT_WORDS, Object.values(more));
	return confirmedOutcome(id, answer.response.body);
}

/** Settles the open application of a partner for a programme. */
export async function decidePartner(
	client: ImpactClient,
	affiliateId: string,
	status: 'approved' | 'declined',
	{ programmeId, note }: { readonly programmeId: string | null; readonly note: string | null },
): Promise<PlatformOutcome> {
	const id = requireId(affiliateId, 'affiliateId');
	if (programmeId === null) {
		return rejectedOutcome({
			reason: 'Impact decides about partners for each programme',
			hint: 'Choose the programme.',
			field: 'ProgramId',
		});
	}
	const programme = encodeURIComponent(requireId(programmeId, 'programmeId'));
	const contract = await openContract(client, programme, id);
	if (contract === null) {
		return rejectedOutcome({
			reason: 'The partner has no open application for this programme',
			hint: 'Look at the contracts of the programme in Impact.',
			field: 'contractId',
		});
	}
	const answer = await client.call({
		method: status === 'approved' ? 'POST' : 'DELETE',
		path: `/Programs/${programme}/Contracts`,
		body: { contractId: contract, ...(note === null ? {} : { reason: note }) },
		safety: 'repeatable',
	});
	if (answer.ok) return confirmedOutcome(id, answer.response.body);
	if (answer.failure.status === 409) {
		return duplicateOutcome(id, 'The application is settled already', null);
	}
	return failureOutcome(answer.failure, IMPACT_WORDS, [note ?? '']);
}

async function openContract(
	client: ImpactClient,
	programme: string,
	partnerId: string,
): Promise<string | null> {
	const list = {
		path: `/Campaigns/${programme}/Contracts`,
		member: 'Contracts',
		schema: contractSchema,
		query: { Status: 'PENDING' },
	};
	let cursor: string | null = null;
	do {
		const page: PlatformPage<z.output<typeof contractSchema>> = await readPage(
			client,
			list,
			cursor,
			(source) => source,
		);
		const found = page.records.find(
			({ MediaPartnerId: one, MediaId: other }) => (one ?? other) === partnerId,
		);
		if (found !== undefined) return found.Id;
		({ cursor } = page);
	} while (cursor !== null);
	return null;
}
