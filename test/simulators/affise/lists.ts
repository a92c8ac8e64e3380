import type { AffiseAccount } from './account.ts';
import { AffiseError, type Row } from './refusal.ts';

const MOST = 500;
const MOST_PAYMENTS = 100;
const MOST_DAYS = 365;
const MILLISECONDS_PER_DAY = 86_400_000;

/** How far the account's own zone is ahead of UTC, in which records are kept here. */
const HOURS_AHEAD = 3;

const CONVERSION_FILTERS = ['date_from', 'date_to', 'timezone', 'action_id', 'partner', 'offer'];
const PAYMENT_FILTERS = ['date_from', 'date_to', 'aid'];

/** Conversions of the days that are asked for, newest first; days and times are of the zone. */
export function conversionPage({ conversions }: AffiseAccount, query: URLSearchParams): Row {
	onlyFields(query, [...CONVERSION_FILTERS, 'page', 'limit']);
	const [from, to] = datesOf(query);
	const wanted = conversions
		.map((row) => inZone(row, query))
		.filter((row) => {
			const day = String(row['created_at']).slice(0, 10);
			return (
				day >= from &&
				day <= to &&
				isAmong(query, 'partner[0]', row['partner_id']) &&
				isAmong(query, 'offer[0]', row['offer_id']) &&
				isAmong(query, 'action_id', row['action_id'])
			);
		})
		.sort((a, b) => String(b['created_at']).localeCompare(String(a['created_at'])));
	return page('conversions', wanted, query);
}

/** Takes the ids of its database only. */
export function oneConversion(account: AffiseAccount, query: URLSearchParams): Row {
	onlyFields(query, ['id', 'timezone']);
	const id = query.get('id') ?? '';
	if (!/^[0-9a-f]{24}$/.test(id)) throw new AffiseError(400, 'Bad Request');
	return { conversion: inZone(account.conversion(id), query) };
}

export function partnerPage({ partners }: AffiseAccount, query: URLSearchParams): Row {
	const search = query.get('search')?.toLowerCase() ?? '';
	const status = query.get('status[0]');
	const wanted = partners.filter(
		(row) =>
			(status === null || row['status'] === status) &&
			[row['email'], row['login']].some((text) =>
				String(text ?? '')
					.toLowerCase()
					.includes(search),
			),
	);
	return page('partners', wanted, query);
}

/** Payments know no zone. */
export function paymentPage({ payments }: AffiseAccount, query: URLSearchParams): Row {
	onlyFields(query, [...PAYMENT_FILTERS, 'page', 'limit']);
	const [from, to] = datesOf(query);
	const wanted = payments.filter((row) => {
		const day = String(row['posted_date']).slice(0, 10);
		return day >= from && day <= to && isAmong(query, 'aid[0]', row['pid']);
	});
	return page('payments', wanted, query, MOST_PAYMENTS);
}

export function page(
	member: string,
	rows: readonly Row[],
	query: URLSearchParams,
	most = MOST,
): Row {
	const limit = Math.min(Number(query.get('limit') ?? 50), most);
	const number = Number(query.get('page') ?? 1);
	const start = (number - 1) * limit;
	return {
		status: 1,
		[member]: rows.slice(start, start + limit),
		pagination: { per_page: limit, total_count: rows.length, page: number },
	};
}

function onlyFields(query: URLSearchParams, known: readonly string[]): void {
	for (const name of query.keys()) {
		if (known.includes(name.replace(/\[\d*\]$/, ''))) continue;
		throw new AffiseError(200, `Method does not allow extra fields: '${name}'`);
	}
}

function isAmong(query: URLSearchParams, name: string, value: unknown): boolean {
	const wanted = query.get(name);
	return wanted === null || wanted === String(value);
}

/** Both are required, and at most 365 days apart. */
function datesOf(query: URLSearchParams): readonly [string, string] {
	const [from, to] = [query.get('date_from'), query.get('date_to')];
	if (from === null || to === null) {
		throw new AffiseError(200, 'date_from and date_to are required');
	}
	const days = (Date.parse(to) - Date.parse(from)) / MILLISECONDS_PER_DAY;
	if (Number.isNaN(days) || days > MOST_DAYS) {
		throw new AffiseError(200, 'The period should not exceed 365 days');
	}
	return [from, to];
}

function inZone(row: Row, query: URLSearchParams): Row {
	const zone = query.get('timezone');
	if (zone !== null && zone !== 'UTC') throw new AffiseError(200, 'timezone is not valid');
	const hours = zone === null ? HOURS_AHEAD : 0;
	const shifted = (name: string) => {
		const moment = new Date(`${String(row[name]).replace(' ', 'T')}Z`);
		moment.setUTCHours(moment.getUTCHours() + hours);
		return moment.toISOString().slice(0, 19).replace('T', ' ');
	};
	return { ...row, created_at: shifted('created_at'), updated_at: shifted('updated_at') };
}
