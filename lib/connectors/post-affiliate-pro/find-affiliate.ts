import { z } from 'zod/v4';
import {
	lenientText,
	requireId,
	type AffiliateFilter,
	type PlatformAffiliate,
	type PlatformAffiliateStatus,
	type PlatformPage,
} from '../affiliate-platform';
import { AffiliateError } from '../../kernel';
import type { PostAffiliateProClient } from './client';
import {
	cursorOf,
	offsetOf,
	readExactly,
	readGrid,
	unreadable,
	type GridFilter,
	type GridQuery,
	type GridRow,
} from './grid';
import { fromServerTime } from './server-time';
import type { Account } from './settings';

const DATA_FIELDS = Array.from({ length: 25 }, (_, index) => `data${index + 1}`);

const QUERY: Omit<GridQuery, 'filters'> = {
	className: 'Pap_Merchants_User_AffiliatesGrid',
	columns: [
		...['userid', 'refid', 'username', 'firstname', 'lastname', 'rstatus', 'parentuserid'],
		...['dateinserted', ...DATA_FIELDS],
	],
	sortColumn: 'dateinserted',
};

const rowSchema = z.object({
	id: lenientText,
	userid: lenientText,
	refid: lenientText,
	username: lenientText,
	firstname: lenientText,
	lastname: lenientText,
	rstatus: lenientText,
	parentuserid: lenientText,
	dateinserted: lenientText,
});

/** By e-mail address, which is the user name, or else by id and then by referral id; null for none. */
export async function findAffiliate(
	client: PostAffiliateProClient,
	affiliate: string,
): Promise<PlatformAffiliate | null> {
	const wanted = requireId(affiliate, 'affiliate');
	if (wanted.includes('@')) return await findByEmail(client, wanted);
	for (const column of ['userid', 'refid']) {
		const [row] = await readExactly(client, QUERY, column, wanted);
		if (row !== undefined) return affiliateOf(row, client.account);
	}
	return null;
}

export async function findByEmail(
	client: PostAffiliateProClient,
	email: string,
): Promise<PlatformAffiliate | null> {
	const wanted = requireId(email, 'email').toLowerCase();
	// User names are kept as they were typed, and compared without regard to capitals.
	const { rows } = await readGrid(client, { ...QUERY, filters: [['username', 'E', wanted]] }, 0);
	const found = rows
		.map((row) => affiliateOf(row, client.account))
		.find((affiliate) => affiliate.email?.trim().toLowerCase() === wanted);
	if (found !== undefined) return found;
	if (rows.length === 0) return null;
	throw new AffiliateError('Post Affiliate Pro gave affiliates that were not asked for', {
		code: 'vendor_refused',
		path: 'username',
		hint: "This account does not filter by 'username'. Tell the maintainers of this package.",
	});
}

/** Filtered by address and status; the platform's list does not tell campaigns. */
export async function listAffiliates(
	client: PostAffiliateProClient,
	{ email, programmeId, status }: AffiliateFilter,
	cursor: string | null,
): Promise<PlatformPage<PlatformAffiliate>> {
	if (programmeId !== null) {
		throw new AffiliateError('Post Affiliate Pro does not list affiliates by campaign', {
			code: 'not_supported',
			path: 'programmeId',
			hint: 'Leave the programme out.',
		});
	}
	const filters: GridFilter[] = [
		...(email === null ? [] : [['username', 'E', email] as const]),
		...(status === null ? [] : [['rstatus', 'E', RSTATUS[status]] as const]),
	];
	const { rows, next } = await readGrid(client, { ...QUERY, filters }, offsetOf(cursor));
	const records = rows
		.map((row) => affiliateOf(row, client.account))
		.filter((row) => email === null || row.email?.toLowerCase() === email.trim().toLowerCase())
		.filter((row) => status === null || row.status === status);
	return { records, cursor: cursorOf(next) };
}

export const RSTATUS = { approved: 'A', pending: 'P', declined: 'D' } as const;

function affiliateOf(row: GridRow, { timeZone, companyField }: Account): PlatformAffiliate {
	const parsed = rowSchema.safeParse(row);
	const id = parsed.success ? (parsed.data.userid ?? parsed.data.id) : null;
	if (!parsed.success || id === null) throw unreadable();
	const { refid, username, firstname, lastname, rstatus, parentuserid } = parsed.data;
	return {
		id,
		code: refid,
		email: username,
		firstName: firstname,
		lastName: lastname,
		company: companyField === null ? null : lenientText.parse(row[companyField]),
		status: affiliateStatus(rstatus),
		parentId: parentuserid,
		programmeIds: [],
		link: null,
		coupons: [],
		balances: [],
		createdAt: fromServerTime(parsed.data.dateinserted, timeZone),
		raw: row,
	};
}

function affiliateStatus(rstatus: string | null): PlatformAffiliateStatus {
	if (rstatus === 'A') return 'approved';
	if (rstatus === 'P') return 'pending';
	return rstatus === 'D' ? 'declined' : 'unknown';
}
