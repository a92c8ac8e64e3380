import type { z } from 'zod/v4';
import { AffiliateError } from '../../kernel';
import {
	platformError,
	requireId,
	type AffiliateFilter,
	type PlatformAffiliate,
	type PlatformPage,
} from '../affiliate-platform';
import type { VendorClient } from '../vendor';
import { post, read, unreadable } from './client';
import { REFERSION_WORDS } from './failure';
import { affiliateOf, affiliateStatusOf } from './records';
import { affiliatePageSchema, affiliateSchema, type listedAffiliateSchema } from './schema';

type ListedAffiliate = z.output<typeof listedAffiliateSchema>;

/** A number, as Refersion counts: without zeros in front. */
const NUMBER = /^[1-9]\d*$/;

/** As links name an affiliate: `rfsn=4000123.k9x2`. */
const NUMBER_AND_CODE = /^([1-9]\d*)\.([A-Za-z0-9]+)$/;

/**
 * By number, code, `number.code` or e-mail address. A code may have digits alone: such a text is asked for as
 * both, and where both have an affiliate, and not the same one, it is refused. Throws as readings do, and
 * `invalid_input`.
 */
export async function findAffiliate(
	client: VendorClient,
	affiliate: string,
): Promise<PlatformAffiliate | null> {
	const text = requireId(affiliate, 'affiliate');
	if (text.includes('@')) return await findByEmail(client, text);
	const [, number, code] = NUMBER_AND_CODE.exec(text) ?? [];
	if (number !== undefined && code !== undefined) {
		const found = await getByCode(client, code);
		return found?.id === number ? found : null;
	}
	const byCode = await getByCode(client, text);
	const byNumber = isNumber(text) ? await getByNumber(client, text) : null;
	if (byCode !== null && byNumber !== null && byCode.id !== byNumber.id) throw ambiguous(text);
	return byCode ?? byNumber;
}

/** The address has to be the same: Refersion also finds those that it is a part of. */
export async function findByEmail(
	client: VendorClient,
	email: string,
): Promise<PlatformAffiliate | null> {
	let seen = 0;
	for (let page = 1; ; page += 1) {
		const found = await read(
			client,
			'/affiliate/search',
			{ keyword: email.trim(), page },
			affiliatePageSchema,
		);
		const rows = found?.source.results ?? [];
		const same = rows.find((row) => isSameEmail(row.email, email));
		if (same !== undefined) return await getByCode(client, same.id);
		seen += rows.length;
		if (rows.length === 0 || seen >= (found?.source.total ?? 0)) return null;
	}
}

const PAGE_SIZE = 100;

/** Lists name the code alone, so that each affiliate that is wanted is read by itself, for its number. */
export async function listAffiliates(
	client: VendorClient,
	filter: AffiliateFilter,
	cursor: string | null,
): Promise<PlatformPage<PlatformAffiliate>> {
	if (filter.email !== null) {
		const found = await findByEmail(client, requireId(filter.email, 'email'));
		const records = found !== null && isWanted(filter, found) ? [found] : [];
		return { records, cursor: null };
	}
	const page = pageFrom(cursor);
	const body = { limit: PAGE_SIZE, page };
	const answer = await post(client, '/affiliate/list', body, 'repeatable');
	if (!answer.ok) throw platformError(answer.failure, REFERSION_WORDS);
	const parsed = affiliatePageSchema.safeParse(answer.response.body);
	if (!parsed.success) throw unreadable();
	const { results, total } = parsed.data;
	const records: PlatformAffiliate[] = [];
	for (const row of results.filter((one) => isWanted(filter, listedFacts(one)))) {
		const found = await getByCode(client, row.id);
		// It may be gone since.
		if (found !== null) records.push(found);
	}
	const isLast = results.length === 0 || page * PAGE_SIZE >= total;
	return { records, cursor: isLast ? null : String(page + 1) };
}

/** Null for an unknown one. */
export async function getByCode(
	client: VendorClient,
	code: string,
): Promise<PlatformAffiliate | null> {
	const body = { affiliate_code: code };
	const found = await read(client, '/affiliate/get', body, affiliateSchema);
	return found === null ? null : affiliateOf(found.source, found.raw, code);
}

async function getByNumber(
	client: VendorClient,
	number: string,
): Promise<PlatformAffiliate | null> {
	const found = await read(client, '/affiliate/get', { id: Number(number) }, affiliateSchema);
	return found === null ? null : affiliateOf(found.source, found.raw);
}

/** Whether a text can be the number of a record; larger ones JSON does not keep. */
export function isNumber(text: string): boolean {
	return NUMBER.test(text) && Number.isSafeInteger(Number(text));
}

function pageFrom(cursor: string | null): number {
	if (cursor === null) return 1;
	if (isNumber(cursor)) return Number(cursor);
	throw new AffiliateError('There is no such page', {
		code: 'invalid_input',
		path: 'cursor',
		hint: 'Give the cursor of the page before.',
	});
}

function listedFacts({ offer_id: offerId, status }: ListedAffiliate) {
	return {
		programmeIds: offerId === null ? [] : [offerId],
		status: affiliateStatusOf(status),
	};
}

function isWanted(
	{ programmeId, status }: AffiliateFilter,
	affiliate: Pick<PlatformAffiliate, 'programmeIds' | 'status'>,
): boolean {
	if (programmeId !== null && !affiliate.programmeIds.includes(programmeId)) return false;
	return status === null || affiliate.status === status;
}

function isSameEmail(email: string | null, wanted: string): boolean {
	return email?.trim().toLowerCase() === wanted.trim().toLowerCase();
}

function ambiguous(text: string): AffiliateError {
	return new AffiliateError(
		`Refersion has two affiliates of '${text}': one by the number and one by the code`,
		{
			code: 'invalid_input',
			path: 'affiliate',
			hint: 'Give number and code as links have them, such as 4000123.k9x2, or the e-mail address.',
		},
	);
}
