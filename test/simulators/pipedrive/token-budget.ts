import type { SimulatorRequest, SimulatorResponse } from '../simulator-server.ts';

export interface SimulatedLimits {
	/** Tokens of a day for the company; the smallest plan has 30,000 for each seat. */
	readonly dailyTokens?: number;
	/** Requests in two seconds; the smallest plan has 20. */
	readonly burst?: number;
	/** Searches in two seconds. */
	readonly searchBurst?: number;
	/** Refused requests in a row after which the network in front blocks the sender. */
	readonly patience?: number;
}

const WINDOW_MILLISECONDS = 2_000;

interface Usage {
	start: number;
	count: number;
}

/** Counts requests against the windows of two seconds and tokens against the day. */
export class TokenBudget {
	private readonly limits: Required<SimulatedLimits>;

	private readonly windows = { any: { start: 0, count: 0 }, search: { start: 0, count: 0 } };

	private tokens = 0;

	private refusals = 0;

	constructor(limits: SimulatedLimits) {
		this.limits = { dailyTokens: 30_000, burst: 20, searchBurst: 10, patience: 100, ...limits };
	}

	used(): number {
		return this.tokens;
	}

	/** A new day. */
	refill(): void {
		this.tokens = 0;
	}

	/** Counts one request; the 429, or after many of them the 403, when it is one too many. */
	take(request: SimulatorRequest, now: number): SimulatorResponse | null {
		if (this.refusals >= this.limits.patience) return blocked();
		const cost = tokenCost(request);
		if (this.tokens + cost > this.limits.dailyTokens) {
			return this.refusal({ ...this.headers(request, now), 'retry-after': '40000' });
		}
		const window = this.window(request, now);
		if (window.usage.count >= window.most) {
			const left = Math.ceil((window.usage.start + WINDOW_MILLISECONDS - now) / 1_000);
			return this.refusal({ ...this.headers(request, now), 'retry-after': String(left) });
		}
		this.refusals = 0;
		this.tokens += cost;
		this.windows.any.count += 1;
		if (isSearch(request)) this.windows.search.count += 1;
		return null;
	}

	headers(request: SimulatorRequest, now: number): Record<string, string> {
		const { usage, most } = this.window(request, now);
		const { dailyTokens } = this.limits;
		return {
			'x-ratelimit-limit': String(most),
			'x-ratelimit-remaining': String(Math.max(0, most - usage.count)),
			'x-ratelimit-reset': String(Math.ceil((usage.start + WINDOW_MILLISECONDS - now) / 1_000)),
			'x-daily-ratelimit-token-limit': String(dailyTokens),
			'x-daily-ratelimit-token-remaining': String(dailyTokens - this.tokens),
		};
	}

	/** The window that leaves a request the least room. */
	private window(request: SimulatorRequest, now: number): { usage: Usage; most: number } {
		for (const usage of Object.values(this.windows)) {
			if (now - usage.start < WINDOW_MILLISECONDS) continue;
			usage.start = now;
			usage.count = 0;
		}
		const { any, search } = this.windows;
		const { burst, searchBurst } = this.limits;
		const isTighter = isSearch(request) && searchBurst - search.count <= burst - any.count;
		return isTighter ? { usage: search, most: searchBurst } : { usage: any, most: burst };
	}

	private refusal(headers: Record<string, string>): SimulatorResponse {
		this.refusals += 1;
		return {
			status: 429,
			headers,
			body: { success: false, error: 'Rate limit exceeded', errorCode: 429 },
		};
	}
}

/** A page of the network in front of Pipedrive. */
export function blocked(): SimulatorResponse {
	return {
		status: 403,
		headers: { 'content-type': 'text/html' },
		body: '<html><head><title>Attention Required! | Cloudflare</title></head></html>',
	};
}

/** Tokens by kind of request in API v2. Source: `x-token-cost` of the API reference. */
export function tokenCost({ method, path }: SimulatorRequest): number {
	if (path.endsWith('/search')) return 20;
	if (method !== 'GET' || /\/(pipelines|stages)$/.test(path)) return 5;
	return /\/\d+$/.test(path) ? 1 : 10;
}

function isSearch({ path }: SimulatorRequest): boolean {
	return path.endsWith('/search');
}
