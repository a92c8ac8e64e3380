import {
	confirmedOutcome,
	duplicateOutcome,
	failureOutcome,
	rejectedOutcome,
	requireId,
	type AffiliateChange,
	type AffiliateFilter,
	type AffiliateWrite,
	type PlatformAffiliate,
	type PlatformOutcome,
	type PlatformPage,
} from '../affiliate-platform';
import type { TapfiliateClient } from './client';
import { TAPFILIATE_WORDS } from './failure';
import { readOne, readPage } from './read-page';
import { affiliateOf } from './records';
import { affiliateSchema } from './schema';

/** By id, or by e-mail address. */
export async function getAffiliate(
	client: TapfiliateClient,
	affiliate: string,
): Promise<PlatformAffiliate | null> {
	const id = requireId(affiliate, 'affiliate');
	if (id.includes('@')) return await findByEmail(client, id);
	const found = await readOne(client, `/affiliates/${encodeURIComponent(id)}/`, affiliateSchema);
	return found === null ? null : affiliateOf(found.source, found.raw);
}

/** Within a programme affiliates have a status; outside of one they have none. */
export async function listAffiliates(
	client: TapfiliateClient,
	{ email, programmeId, status }: AffiliateFilter,
	cursor: string | null,
): Promise<PlatformPage<PlatformAffiliate>> {
	const path =
		programmeId === null
			? '/affiliates/'
			: `/programs/${encodeURIComponent(requireId(programmeId, 'programmeId'))}/affiliates/`;
	const query: Record<string, string> = email === null ? {} : { email };
	const page = await readPage(client, path, query, affiliateSchema, cursor);
	const records = page.rows
		.map(({ source, raw }) => affiliateOf(source, raw, programmeId))
		.filter((affiliate) => email === null || isAddress(affiliate, email))
		.filter((affiliate) => status === null || affiliate.status === status);
	return { records, cursor: page.cursor };
}

/**
 * Creates an affiliate unless one has the address, and makes it a member of the programme: Tapfiliate
 * keeps the two apart, so that a run that was cut off in between is finished by the next.
 */
export async function createAffiliate(
	client: TapfiliateClient,
	affiliate: AffiliateWrite,
): Promise<PlatformOutcome> {
	const known = await findByEmail(client, affiliate.email);
	const created =
		known === null
			? await create(client, affiliate)
			: duplicateOutcome(known.id, 'Tapfiliate has an affiliate with this address', known.raw);
	const { externalId } = created;
	if (externalId === null || affiliate.programmeId === null) return created;
	const joined = await join(client, externalId, affiliate);
	return joined ?? created;
}

async function create(
	client: TapfiliateClient,
	{ email, firstName, lastName, company, country, password, more }: AffiliateWrite,
): Promise<PlatformOutcome> {
	const answer = await client.writeOnce('POST', '/affiliates/', {
		email,
		firstname: firstName,
		lastname: lastName,
		...(company === null ? {} : { company: { name: company } }),
		...(country === null ? {} : { address: { country: { code: country } } }),
		...(password === null ? {} : { password }),
		...(Object.keys(more).length === 0 ? {} : { custom_fields: more }),
	});
	if (!answer.ok) {
		return failureOutcome(answer.failure, TAPFILIATE_WORDS, [email, firstName, lastName]);
	}
	const read = affiliateSchema.safeParse(answer.response.body);
	return confirmedOutcome(read.success ? read.data.id : null, answer.response.body);
}

/** Null when the affiliate is a member now; who was one before stays as decided. */
async function join(
	client: TapfiliateClient,
	id: string,
	{ programmeId, status }: AffiliateWrite,
): Promise<PlatformOutcome | null> {
	const members = `/programs/${encodeURIComponent(requireId(programmeId ?? '', 'programmeId'))}/affiliates/`;
	const member = await readOne(client, `${members}${encodeURIComponent(id)}/`, affiliateSchema);
	if (member !== null) return null;
	const answer = await client.write('POST', members, {
		affiliate: { id },
		approved: status === 'approved',
	});
	return answer.ok ? null : { ...failureOutcome(answer.failure, TAPFILIATE_WORDS), externalId: id };
}

export async function setAffiliateStatus(
	client: TapfiliateClient,
	affiliateId: string,
	status: 'approved' | 'declined',
	programmeId: string | null,
): Promise<PlatformOutcome> {
	const id = requireId(affiliateId, 'affiliateId');
	if (programmeId === null) {
		return rejectedOutcome({
			reason: 'Tapfiliate decides about affiliates for each programme',
			hint: 'Choose the programme.',
			field: 'programmeId',
		});
	}
	const programme = requireId(programmeId, 'programmeId');
	const path = `/programs/${encodeURIComponent(programme)}/affiliates/${encodeURIComponent(id)}/approved/`;
	const answer = await client.write(status === 'approved' ? 'PUT' : 'DELETE', path);
	if (!answer.ok) return failureOutcome(answer.failure, TAPFILIATE_WORDS);
	return confirmedOutcome(id, answer.response.body);
}

/** A profile cannot be changed: meta data are set one by one, and the group by `group_id`. */
export async function updateAffiliate(
	client: TapfiliateClient,
	{ affiliateId, more, ...profile }: AffiliateChange,
): Promise<PlatformOutcome> {
	const id = requireId(affiliateId, 'affiliateId');
	const [refused] = Object.keys(profile);
	if (refused !== undefined) {
		return rejectedOutcome({
			reason: 'Tapfiliate offers no way to change the profile of an affiliate',
			hint: "Change it in Tapfiliate, or ask the affiliate to. 'More Fields' sets meta data.",
			field: refused,
		});
	}
	const path = `/affiliates/${encodeURIComponent(id)}/`;
	for (const [name, value] of Object.entries(more)) {
		const answer =
			name === 'group_id'
				? await client.write('PUT', `${path}group/`, { group_id: value })
				: await client.write('PUT', `${path}meta-data/${encodeURIComponent(name)}/`, { value });
		if (!answer.ok) return failureOutcome(answer.failure, TAPFILIATE_WORDS, [value]);
	}
	return confirmedOutcome(id, null);
}

async function findByEmail(
	client: TapfiliateClient,
	email: string,
): Promise<PlatformAffiliate | null> {
	const { rows } = await readPage(client, '/affiliates/', { email }, affiliateSchema, null);
	const found = rows
		.map(({ source, raw }) => affiliateOf(source, raw))
		.find((affiliate) => isAddress(affiliate, email));
	return found ?? null;
}

function isAddress({ email }: PlatformAffiliate, wanted: string): boolean {
	return email?.trim().toLowerCase() === wanted.trim().toLowerCase();
}
