import { Faults, type SimulatedFault } from './faults.ts';
import {
	PostAffiliateProAccount,
	Refusal,
	RpcError,
	type Row,
} from './post-affiliate-pro/account.ts';
import { callForm, fieldsOf, formAnswer, refusalAnswer } from './post-affiliate-pro/forms.ts';
import { gridRows, type Request } from './post-affiliate-pro/grids.ts';
import {
	startSimulatorServer,
	type LoggedRequest,
	type SimulatorRequest,
	type SimulatorResponse,
} from './simulator-server.ts';

export interface PostAffiliateProSimulatorOptions {
	readonly username: string;
	readonly password: string;
	/** Taken instead of user name and password; none unless given. */
	readonly authToken?: string;
	/** Milliseconds; by it lists are counted and dates are written. Stands still unless given. */
	readonly now?: () => number;
	/** America/Los_Angeles unless given. */
	readonly timeZone?: string;
	/** Percent of the amount that a sale earns, and that each tier above earns; 10 and 2. */
	readonly percent?: number;
	readonly tierPercent?: number;
	/** What becomes of an order id that is there already; nothing unless given. */
	readonly fraudProtection?: 'decline' | 'drop' | 'off';
	/** Whether `refund_multitier` reaches the tiers above; true. */
	readonly refundsReachTiers?: boolean;
	/** Whether a payment is done with the first request, or with the second; true. */
	readonly paysAtOnce?: boolean;
	/** Codes that no list filters by, as if they were misspelt: everything comes. */
	readonly ignoredFilters?: readonly string[];
	readonly port?: number;
}

export interface PostAffiliateProSimulator {
	readonly url: string;
	requests(): readonly LoggedRequest[];
	clearRequests(): void;
	setFaults(faults: readonly SimulatedFault[]): void;
	addAffiliate(row: { userid: string; refid: string; username: string } & Row): void;
	addCampaign(row: { campaignid: string; name: string }): void;
	/** Returns the id. */
	addTransaction(row: Row): string;
	/** Changes what is kept of a transaction, as the panel would. */
	setTransaction(id: string, changes: Row): void;
	affiliates(): readonly Row[];
	transactions(): readonly Row[];
	payouts(): readonly Row[];
	members(): readonly Row[];
	clicks(): readonly Row[];
	/** What the sale script took in and has not worked on. */
	sales(): readonly Row[];
	processSales(): void;
	/** Ends all sessions, as time does. */
	closeSessions(): void;
	/** Class and method of each request to the server script. */
	calls(): readonly string[];
	close(): Promise<void>;
}

const LIST_MILLISECONDS = 1_000;

/** Panel, server script and tracking scripts share it. */
const WINDOW = { milliseconds: 30_000, requests: 500 } as const;

/**
 * An installation of Post Affiliate Pro: the server script with sessions, forms, actions and lists, and the
 * tracking scripts. It answers 200 to everything but too many requests, and calls its JSON a page.
 */
export async function startPostAffiliateProSimulator(
	options: PostAffiliateProSimulatorOptions,
): Promise<PostAffiliateProSimulator> {
	const server = new Installation(options);
	const faults = new Faults();
	const http = await startSimulatorServer(
		(request) => faults.apply(request, () => server.answer(request)),
		options.port,
	);
	const { account } = server;
	return {
		url: http.url,
		requests: http.requests,
		clearRequests: http.clearRequests,
		setFaults: (next) => faults.set(next),
		addAffiliate: (row) => {
			account.addAffiliate({ firstname: 'Jo', lastname: 'Li', rstatus: 'A', ...row });
		},
		addCampaign: (row) => {
			account.campaigns.push({ rstatus: 'A', rtype: 'P', ...row });
		},
		addTransaction: (row) => account.addTransaction(row)?.['transid'] ?? '',
		setTransaction: (id, changes) => {
			Object.assign(account.transaction(id), changes);
		},
		affiliates: () => account.affiliates,
		transactions: () => account.transactions,
		payouts: () => account.payouts,
		members: () => account.members,
		clicks: () => account.clicks,
		sales: () => account.sales,
		processSales: () => account.processSales(),
		closeSessions: () => server.sessions.clear(),
		calls: () => server.calls,
		close: http.close,
	};
}

class Installation {
	readonly account: PostAffiliateProAccount;

	readonly sessions = new Set<string>();

	readonly calls: string[] = [];

	private readonly options: PostAffiliateProSimulatorOptions;

	private readonly now: () => number;

	private readonly marked = new Set<string>();

	private readonly times: number[] = [];

	private lastList = Number.NEGATIVE_INFINITY;

	private payments = 0;

	constructor(options: PostAffiliateProSimulatorOptions) {
		this.options = options;
		this.now = options.now ?? (() => Date.UTC(2026, 10, 20, 12));
		this.account = new PostAffiliateProAccount({
			percent: options.percent ?? 10,
			tierPercent: options.tierPercent ?? 2,
			timeZone: options.timeZone ?? 'America/Los_Angeles',
			fraudProtection: options.fraudProtection ?? 'off',
			refundsReachTiers: options.refundsReachTiers ?? true,
			now: this.now,
		});
	}

	answer(request: SimulatorRequest): SimulatorResponse {
		const since = this.now() - WINDOW.milliseconds;
		while (this.times[0] !== undefined && this.times[0] <= since) this.times.shift();
		this.times.push(this.now());
		if (this.times.length > WINDOW.requests) return tooMany();
		switch (request.path) {
			case '/scripts/server.php':
				return this.serverScript(request);
			case '/scripts/track.php': {
				const click = Object.fromEntries(request.query);
				this.account.clicks.push(click);
				return { status: 200, text: `setVisitor('${click['visitorId'] ?? ''}');` };
			}
			case '/scripts/sale.php':
				this.account.sales.push({ ...Object.fromEntries(request.query), ...formOf(request) });
				return { status: 200 };
			default:
				return { status: 404, text: '<html><body>Not Found</body></html>' };
		}
	}

	private serverScript(request: SimulatorRequest): SimulatorResponse {
		const { D = '' } = formOf(request);
		if (request.method !== 'POST' || D === '') return page();
		const call = JSON.parse(D) as Request;
		const requests = call['requests'] as Request[] | undefined;
		if (call['C'] !== 'Gpf_Rpc_Server' || call['M'] !== 'run' || !Array.isArray(requests)) {
			return json({ e: 'Class or method does not exist' });
		}
		const answers: unknown[] = [];
		for (const single of requests) {
			const answer = this.single(single, String(call['S'] ?? ''));
			if (answer === null) return tooMany();
			answers.push(answer);
		}
		return json(answers);
	}

	/** Null for one list too many. */
	private single(request: Request, session: string): unknown {
		this.calls.push(`${String(request['C'])}.${String(request['M'])}`);
		try {
			if (request['C'] === 'Pap_Api_AuthService') return this.logIn(fieldsOf(request));
			if (!this.sessions.has(session)) throw new RpcError('session_closed');
			if (request['M'] !== 'getRows') {
				const paysAtOnce = (): boolean => {
					this.payments += 1;
					return this.options.paysAtOnce !== false || this.payments > 1;
				};
				return callForm(this.account, request, this.marked, paysAtOnce);
			}
			if (this.now() - this.lastList < LIST_MILLISECONDS) return null;
			this.lastList = this.now();
			const grid = gridRows(this.account, request, new Set(this.options.ignoredFilters ?? []));
			if (grid === null) throw new RpcError('Class does not exist');
			return grid;
		} catch (error) {
			if (error instanceof RpcError) return { e: error.message };
			if (error instanceof Refusal) return refusalAnswer(error);
			throw error;
		}
	}

	private logIn(fields: Row): object {
		const { username, password, authToken } = this.options;
		const isOwner = fields['username'] === username && fields['password'] === password;
		const hasToken = authToken !== undefined && fields['authToken'] === authToken;
		if (!isOwner && !hasToken) {
			throw new Refusal(
				`Either the username ${fields['username'] ?? ''} or the password is incorrect`,
			);
		}
		if (fields['roleType'] !== 'M') throw new Refusal('Merchants only');
		const S = this.account.id().padStart(32, '0');
		this.sessions.add(S);
		return formAnswer({ S }, 'User authenticated. Logging in.');
	}
}

/** The server calls its JSON a page. */
function json(body: unknown): SimulatorResponse {
	return { status: 200, text: JSON.stringify(body) };
}

function page(): SimulatorResponse {
	return { status: 200, text: '<!DOCTYPE html><html><body>Post Affiliate Pro</body></html>' };
}

function tooMany(): SimulatorResponse {
	return { status: 429, text: '<html><body>Too Many Requests</body></html>' };
}

function formOf({ rawBody }: SimulatorRequest): Row {
	return Object.fromEntries(new URLSearchParams(rawBody));
}
