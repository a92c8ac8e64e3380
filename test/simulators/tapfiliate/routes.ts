import type { SimulatorRequest, SimulatorResponse } from '../simulator-server.ts';
import { TapfiliateError, type Row, type TapfiliateAccount } from './account.ts';

/** Null for a path that the API does not have. */
export function route(
	account: TapfiliateAccount,
	request: SimulatorRequest,
): SimulatorResponse | null {
	const [resource = '', id = '', part = '', key = '', last = ''] = request.path
		.split('/')
		.filter((piece) => piece !== '')
		.map((piece) => decodeURIComponent(piece));
	const call = `${request.method} ${[id === '' ? '' : '*', part].join('/')}`;
	const body = (request.body ?? {}) as Row;
	switch (resource) {
		case 'affiliates':
			return affiliates(account, { call, id, key, body, request });
		case 'programs':
			return programmes(account, { call, id, key, last, body, request });
		case 'conversions':
			return conversions(account, { call, id, body, request });
		case 'commissions':
			return commissions(account, { call, id, body, request });
		case 'clicks':
			return call === 'POST /' ? { status: 200, body: account.createClick(body) } : null;
		case 'payments':
			if (call === 'GET /') return { status: 200, body: newestFirst(account.payments) };
			return call === 'POST /' ? { status: 200, body: account.pay(body) } : null;
		default:
			return null;
	}
}

interface Call {
	readonly call: string;
	readonly id: string;
	readonly key?: string;
	readonly last?: string;
	readonly body: Row;
	readonly request: SimulatorRequest;
}

function affiliates(
	account: TapfiliateAccount,
	{ call, id, key = '', body, request }: Call,
): SimulatorResponse | null {
	switch (call) {
		case 'GET /': {
			const email = request.query.get('email');
			const rows = [...account.affiliates.values()];
			return { status: 200, body: rows.filter((row) => email === null || row['email'] === email) };
		}
		case 'POST /':
			return { status: 201, body: account.createAffiliate(body) };
		case 'GET */':
			return { status: 200, body: account.affiliate(id) };
		case 'PUT */meta-data': {
			const affiliate = account.affiliate(id);
			if (key === '' || typeof body['value'] !== 'string') throw new TapfiliateError(422, 'value');
			affiliate['meta_data'] = { ...(affiliate['meta_data'] as Row), [key]: body['value'] };
			return { status: 204 };
		}
		case 'PUT */group':
			account.affiliate(id)['affiliate_group_id'] = body['group_id'];
			return { status: 204 };
		case 'GET */payments': {
			account.affiliate(id);
			const own = account.payments.filter(({ affiliate }) => (affiliate as Row)['id'] === id);
			return { status: 200, body: newestFirst(own) };
		}
		default:
			return null;
	}
}

function programmes(
	account: TapfiliateAccount,
	{ call, id, key = '', last = '', body, request }: Call,
): SimulatorResponse | null {
	if (call === 'GET /') return { status: 200, body: account.programmes };
	if (!call.endsWith('*/affiliates')) return null;
	const { method } = request;
	if (last === 'approved') {
		const member = account.member(id, key);
		member['approved'] = method === 'PUT';
		return { status: 204 };
	}
	if (method === 'POST' && key === '') return { status: 201, body: account.join(id, body) };
	if (method !== 'GET') return null;
	if (key !== '') return { status: 200, body: account.member(id, key) };
	return { status: 200, body: [...account.programme(id).values()] };
}

function conversions(
	account: TapfiliateAccount,
	{ call, id, body, request }: Call,
): SimulatorResponse | null {
	const { query } = request;
	switch (call) {
		case 'GET /': {
			const wanted = (row: Row): boolean =>
				is(query.get('external_id'), row['external_id']) &&
				is(query.get('affiliate_id'), (row['affiliate'] as Row)['id']) &&
				is(query.get('program_id'), (row['program'] as Row)['id']) &&
				isWithin(row, query);
			return { status: 200, body: newestFirst(account.conversions.filter(wanted)) };
		}
		case 'POST /':
			return { status: 200, body: account.createConversion(body) };
		case 'GET */':
			return { status: 200, body: account.conversion(id) };
		case 'PATCH */': {
			const recalculates = query.get('recalculate_commissions') === 'true';
			return { status: 200, body: account.changeConversion(id, body, recalculates) };
		}
		case 'DELETE */':
			account.deleteConversion(id);
			return { status: 204 };
		default:
			return null;
	}
}

function commissions(
	account: TapfiliateAccount,
	{ call, id, body, request }: Call,
): SimulatorResponse | null {
	switch (call) {
		case 'GET /': {
			const affiliateId = request.query.get('affiliate_id');
			const all = account.conversions.flatMap((row) => row['commissions'] as Row[]);
			const own = all.filter(({ affiliate }) => is(affiliateId, (affiliate as Row)['id']));
			return { status: 200, body: newestFirst(own) };
		}
		case 'PATCH */': {
			const commission = account.commissionById(id);
			if (typeof body['amount'] === 'number') commission['amount'] = body['amount'];
			return { status: 200, body: commission };
		}
		case 'PUT */approved':
			account.commissionById(id)['approved'] = true;
			return { status: 204 };
		case 'DELETE */approved':
			account.commissionById(id)['approved'] = false;
			return { status: 204 };
		default:
			return null;
	}
}

function is(wanted: string | null, value: unknown): boolean {
	return wanted === null || String(value) === wanted;
}

function isWithin(row: Row, query: URLSearchParams): boolean {
	const day = String(row['created_at']).slice(0, 10);
	const [from, to] = [query.get('date_from'), query.get('date_to')];
	return (from === null || day >= from) && (to === null || day <= to);
}

function newestFirst(rows: readonly Row[]): Row[] {
	return [...rows].reverse();
}
