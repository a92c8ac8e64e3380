import { z } from 'zod/v4';
import {
	confirmedOutcome,
	duplicateOutcome,
	failureOutcome,
	idText,
	rejectedOutcome,
	requireId,
	type AffiliateChange,
	type AffiliateFilter,
	type AffiliateWrite,
	type PlatformAffiliate,
	type PlatformOutcome,
	type PlatformPage,
} from '../affiliate-platform';
import type { VendorClient } from '../vendor';
import { AFFISE_WORDS } from './client';
import { readOne, readPage } from './read';
import { affiliateOf } from './records';
import { partnerSchema } from './schema';

const FILTER_STATUSES = {
	approved: 'active',
	pending: 'on moderation',
	declined: 'not active',
} as const;

export async function listAffiliates(
	client: VendorClient,
	{ email, status }: AffiliateFilter,
	cursor: string | null,
): Promise<PlatformPage<PlatformAffiliate>> {
	const page = await readPage(
		client,
		{
			path: '/3.0/admin/partners',
			member: 'partners',
			schema: partnerSchema,
			query: {
				with_balance: '1',
				...(email === null ? {} : { search: email }),
				...(status === null ? {} : { 'status[0]': FILTER_STATUSES[status] }),
			},
		},
		cursor,
		affiliateOf,
	);
	const wanted = email?.trim().toLowerCase() ?? null;
	const records = page.records.filter(
		(affiliate) =>
			(wanted === null || affiliate.email?.toLowerCase() === wanted) &&
			(status === null || affiliate.status === status),
	);
	return { records, cursor: page.cursor };
}

/** By number; else by exactly this e-mail address or login. */
export async function findAffiliate(
	client: VendorClient,
	affiliate: string,
): Promise<PlatformAffiliate | null> {
	const wanted = requireId(affiliate, 'affiliate');
	if (/^\d+$/.test(wanted)) {
		const path = `/3.0/admin/partner/${wanted}`;
		const found = await readOne(
			client,
			path,
			{},
			{ members: ['partner', 'partners'], schema: partnerSchema },
		);
		return found === null ? null : affiliateOf(found.source, found.raw);
	}
	const { records } = await readPage(
		client,
		{
			path: '/3.0/admin/partners',
			member: 'partners',
			schema: partnerSchema,
			query: { search: wanted },
		},
		null,
		(source, raw) => ({ source, affiliate: affiliateOf(source, raw) }),
	);
	const folded = wanted.toLowerCase();
	const exact = records.filter(({ source: { email, login } }) =>
		[email, login].some((name) => name?.toLowerCase() === folded),
	);
	return exact[0]?.affiliate ?? null;
}

/** With an offer the affiliate gets access to it; a run that was cut off in between is finished by the next. */
export async function createAffiliate(
	client: VendorClient,
	affiliate: AffiliateWrite,
): Promise<PlatformOutcome> {
	const { country, email, password } = affiliate;
	if (country === null) {
		return rejectedOutcome({
			reason: 'Affise needs the country of an affiliate',
			hint: 'Give two letters, such as DE.',
			field: 'country',
		});
	}
	const known = await findAffiliate(client, email);
	const created =
		known === null
			? await create(client, affiliate, { country, password: password ?? '' })
			: duplicateOutcome(known.id, 'Affise has an affiliate with this address', known.raw);
	const { externalId } = created;
	if (externalId === null || affiliate.programmeId === null) return created;
	const given = await client.call({
		method: 'POST',
		path: '/3.0/offer/enable-affiliate',
		form: { offer_id: requireId(affiliate.programmeId, 'programmeId'), pid: externalId },
		safety: 'repeatable',
	});
	return given.ok ? created : { ...failureOutcome(given.failure, AFFISE_WORDS), externalId };
}

async function create(
	client: VendorClient,
	{ email, firstName, lastName, company, parentId, status, more }: AffiliateWrite,
	{ country, password }: { readonly country: string; readonly password: string },
): Promise<PlatformOutcome> {
	const answer = await client.call({
		method: 'POST',
		path: '/3.0/admin/partner',
		form: {
			email,
			password,
			country,
			contact_person: `${firstName} ${lastName}`,
			status: status === 'approved' ? 'active' : 'on moderation',
			...(company === null ? {} : { login: company }),
			...(parentId === null ? {} : { ref: parentId }),
			...more,
		},
		safety: 'once',
	});
	if (!answer.ok) {
		return failureOutcome(answer.failure, AFFISE_WORDS, [email, password, firstName, lastName]);
	}
	const { body } = answer.response;
	const read = z.object({ id: idText }).safeParse(body);
	return confirmedOutcome(read.success ? read.data.id : null, body);
}

export async function updateAffiliate(
	client: VendorClient,
	{ affiliateId, email, firstName, lastName, company, code, more }: AffiliateChange,
): Promise<PlatformOutcome> {
	if (code !== undefined) {
		return rejectedOutcome({
			reason: 'Affiliates of Affise are known by their number',
			hint: 'Leave the code out.',
			field: 'code',
		});
	}
	const person = [firstName, lastName].filter((part) => part !== undefined).join(' ');
	return await change(client, affiliateId, {
		...(email === undefined ? {} : { email }),
		...(person === '' ? {} : { contact_person: person }),
		...(company === undefined ? {} : { login: company }),
		...more,
	});
}

export async function setAffiliateStatus(
	client: VendorClient,
	affiliateId: string,
	status: 'approved' | 'declined',
	note: string | null,
): Promise<PlatformOutcome> {
	return await change(client, affiliateId, {
		status: FILTER_STATUSES[status],
		...(note === null ? {} : { notes: note }),
	});
}

async function change(
	client: VendorClient,
	affiliateId: string,
	form: Readonly<Record<string, string>>,
): Promise<PlatformOutcome> {
	const id = requireId(affiliateId, 'affiliateId');
	if (Object.keys(form).length === 0) return confirmedOutcome(id, null);
	const path = `/3.0/admin/partner/${encodeURIComponent(id)}`;
	const answer = await client.call({ method: 'POST', path, form, safety: 'repeatable' });
	if (!answer.ok) return failureOutcome(answer.failure, AFFISE_WORDS, Object.values(form));
	return confirmedOutcome(id, answer.response.body);
}
