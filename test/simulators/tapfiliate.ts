import { Faults, type SimulatedFault } from './faults.ts';
import {
	startSimulatorServer,
	type LoggedRequest,
	type SimulatorRequest,
	type SimulatorResponse,
} from './simulator-server.ts';
import { TapfiliateAccount, TapfiliateError, type Row } from './tapfiliate/account.ts';
import { route } from './tapfiliate/routes.ts';

export interface TapfiliateSimulatorOptions {
	readonly apiKey: string;
	/** Percent of the amount that a conversion earns; 10. */
	readonly percent?: number;
	/** Commissions that a conversion has; 1. */
	readonly commissionsPerConversion?: number;
	/** Whether lists have a `Link` header, as they have now and then not; true. */
	readonly hasLinks?: boolean;
	readonly port?: number;
}

export interface TapfiliateSimulator {
	readonly url: string;
	requests(): readonly LoggedRequest[];
	clearRequests(): void;
	setFaults(faults: readonly SimulatedFault[]): void;
	/** Returns the id. */
	addAffiliate(row: { id: string; email: string; firstname?: string }): string;
	addProgramme(row: { id: string; title: string; currency?: string }): string;
	conversions(): readonly Row[];
	commissions(): readonly Row[];
	affiliates(): readonly Row[];
	clicks(): readonly Row[];
	payments(): readonly Row[];
	/** Members of a programme, with their approval. */
	members(programmeId: string): readonly Row[];
	close(): Promise<void>;
}

const PAGE_SIZE = 25;

/**
 * An account of Tapfiliate behind its REST API: the key in a header, slashes at the end, pages of 25,
 * unique ids of orders, one key for credit, errors as JSON, and pages of the website for what it does
 * not know.
 */
export async function startTapfiliateSimulator(
	options: TapfiliateSimulatorOptions,
): Promise<TapfiliateSimulator> {
	const account = new TapfiliateAccount(
		options.percent ?? 10,
		options.commissionsPerConversion ?? 1,
	);
	const faults = new Faults();
	const server = await startSimulatorServer(
		(request) => faults.apply(request, () => answer(account, options, request)),
		options.port,
	);
	return {
		url: server.url,
		requests: server.requests,
		clearRequests: server.clearRequests,
		setFaults: (next) => faults.set(next),
		addAffiliate: (row) => account.addAffiliate(row),
		addProgramme: (row) => account.addProgramme(row),
		conversions: () => account.conversions,
		commissions: () => account.conversions.flatMap(({ commissions }) => commissions as Row[]),
		affiliates: () => [...account.affiliates.values()],
		clicks: () => account.clicks,
		payments: () => account.payments,
		members: (id) => [...(account.members.get(id)?.values() ?? [])],
		close: server.close,
	};
}

function answer(
	account: TapfiliateAccount,
	{ apiKey, hasLinks = true }: TapfiliateSimulatorOptions,
	request: SimulatorRequest,
): SimulatorResponse {
	const given = request.headers['x-api-key'] ?? request.headers['api-key'] ?? '';
	if (given === '') return website();
	if (given !== apiKey) {
		return { status: 401, body: { message: 'Authentication Failed.', code: 401 } };
	}
	// Without the slash the real one redirects, and a redirected POST loses its body.
	if (!request.path.endsWith('/'))
		return { status: 301, headers: { location: `${request.path}/` } };
	try {
		const result = route(account, request);
		if (result === null) return website();
		if (!Array.isArray(result.body)) return result;
		return paged(request, result.body, hasLinks);
	} catch (error) {
		if (!(error instanceof TapfiliateError)) throw error;
		return { status: error.status, body: { message: error.message, code: error.status } };
	}
}

function website(): SimulatorResponse {
	return { status: 200, text: '<!DOCTYPE html><html><body>Tapfiliate</body></html>' };
}

function paged(
	{ query, path }: SimulatorRequest,
	rows: readonly unknown[],
	hasLinks: boolean,
): SimulatorResponse {
	const page = Number(query.get('page') ?? '1');
	if (!Number.isInteger(page) || page < 1) return { status: 404, body: { message: 'Not Found' } };
	const start = (page - 1) * PAGE_SIZE;
	const body = rows.slice(start, start + PAGE_SIZE);
	const link = (rel: string, number: number): string =>
		`<https://api.tapfiliate.com${path}?page=${number}>; rel="${rel}"`;
	const links = [
		...(start + PAGE_SIZE < rows.length ? [link('next', page + 1)] : []),
		link('first', 1),
		link('last', Math.max(1, Math.ceil(rows.length / PAGE_SIZE))),
	];
	return { status: 200, body, ...(hasLinks ? { headers: { link: links.join(', ') } } : {}) };
}
