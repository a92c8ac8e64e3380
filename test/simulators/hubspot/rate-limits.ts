import type { SimulatorResponse } from '../simulator-server.ts';

export interface SimulatedLimits {
	/** Requests per window; HubSpot's smallest plan has 100. */
	readonly burst?: number;
	readonly windowMilliseconds?: number;
	readonly daily?: number;
	/** Searches in a second, over all objects. */
	readonly searchBurst?: number;
}

/** Counts requests against the rolling window and the day. */
export class RateLimits {
	private readonly limits: Required<SimulatedLimits>;

	private windowStart = 0;

	private inWindow = 0;

	private today = 0;

	private searchSecond = 0;

	private searches = 0;

	constructor(limits: SimulatedLimits) {
		this.limits = {
			burst: 100,
			windowMilliseconds: 10_000,
			daily: 250_000,
			searchBurst: 5,
			...limits,
		};
	}

	/** Counts one request; the 429 answer when it is one too many. */
	take(now: number, isSearch = false): SimulatorResponse | null {
		if (isSearch) return this.takeSearch(now);
		const { burst, windowMilliseconds, daily } = this.limits;
		if (now - this.windowStart >= windowMilliseconds) {
			this.windowStart = now;
			this.inWindow = 0;
		}
		if (this.today >= daily) return this.refusal('DAILY', {});
		if (this.inWindow >= burst) {
			const left = this.windowStart + windowMilliseconds - now;
			return this.refusal('TEN_SECONDLY_ROLLING', {
				'retry-after': String(Math.max(1, Math.ceil(left / 1_000))),
			});
		}
		this.today += 1;
		this.inWindow += 1;
		return null;
	}

	/** Searches have a limit of their own, with no word about when it ends. */
	private takeSearch(now: number): SimulatorResponse | null {
		const second = Math.floor(now / 1_000);
		if (second !== this.searchSecond) this.searches = 0;
		this.searchSecond = second;
		if (this.searches >= this.limits.searchBurst) {
			const { body, status } = this.refusal('SECONDLY', {});
			return { status, body };
		}
		this.searches += 1;
		return null;
	}

	headers(): Record<string, string> {
		const { burst, windowMilliseconds, daily } = this.limits;
		return {
			'X-HubSpot-RateLimit-Max': String(burst),
			'X-HubSpot-RateLimit-Remaining': String(burst - this.inWindow),
			'X-HubSpot-RateLimit-Interval-Milliseconds': String(windowMilliseconds),
			'X-HubSpot-RateLimit-Daily': String(daily),
			'X-HubSpot-RateLimit-Daily-Remaining': String(daily - this.today),
		};
	}

	private refusal(policyName: string, headers: Record<string, string>): SimulatorResponse {
		return {
			status: 429,
			headers: { ...this.headers(), ...headers },
			body: {
				status: 'error',
				message: `You have reached your ${policyName.toLowerCase()} limit.`,
				errorType: 'RATE_LIMIT',
				correlationId: '00000000-0000-4000-8000-000000000429',
				policyName,
			},
		};
	}
}
