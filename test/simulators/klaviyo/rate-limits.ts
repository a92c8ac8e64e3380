import type { SimulatorResponse } from '../simulator-server.ts';

export interface SimulatedTier {
	/** Requests in a second. */
	readonly burst: number;
	/** Requests in a minute. */
	readonly steady: number;
}

/** Source: "x-klaviyo-ratelimit" of the endpoints in Klaviyo's OpenAPI description. */
const TIERS: ReadonlyArray<readonly [RegExp, SimulatedTier]> = [
	[/^\w+ \/api\/events$/, { burst: 350, steady: 3_500 }],
	[/\/api\/(event-bulk-create-jobs|profile-bulk-import-jobs|metrics)/, { burst: 10, steady: 150 }],
	[/\/api\/data-privacy-deletion-jobs/, { burst: 3, steady: 60 }],
	[/\/relationships\/profiles$/, { burst: 10, steady: 150 }],
	[/\/api\/(profiles|profile-|segments|lists)/, { burst: 75, steady: 750 }],
];

const DEFAULT_TIER: SimulatedTier = { burst: 10, steady: 150 };

interface Window {
	start: number;
	used: number;
}

/** Fixed windows of a second and a minute for each endpoint. */
export class RateLimits {
	private readonly windows = new Map<string, { second: Window; minute: Window }>();

	private readonly own: SimulatedTier | undefined;

	constructor(own: SimulatedTier | undefined) {
		this.own = own;
	}

	/** Counts one request; the 429 answer when it is one too many. */
	take(endpoint: string, now: number): SimulatorResponse | null {
		const { burst, steady } = this.tierOf(endpoint);
		const { second, minute } = this.windowsOf(endpoint, now);
		for (const [window, limit, length] of [
			[second, burst, 1_000],
			[minute, steady, 60_000],
		] as const) {
			if (window.used >= limit) return refusal(window.start + length - now);
		}
		second.used += 1;
		minute.used += 1;
		return null;
	}

	/** Told with all answers but 429, of the steady window. */
	headers(endpoint: string, now: number): Record<string, string> {
		const { steady } = this.tierOf(endpoint);
		const { minute } = this.windowsOf(endpoint, now);
		return {
			'RateLimit-Limit': String(steady),
			'RateLimit-Remaining': String(Math.max(0, steady - minute.used)),
			'RateLimit-Reset': String(Math.ceil((minute.start + 60_000 - now) / 1_000)),
		};
	}

	private tierOf(endpoint: string): SimulatedTier {
		return this.own ?? TIERS.find(([path]) => path.test(endpoint))?.[1] ?? DEFAULT_TIER;
	}

	private windowsOf(endpoint: string, now: number): { second: Window; minute: Window } {
		const windows = this.windows.get(endpoint) ?? {
			second: { start: now, used: 0 },
			minute: { start: now, used: 0 },
		};
		if (now - windows.second.start >= 1_000) windows.second = { start: now, used: 0 };
		if (now - windows.minute.start >= 60_000) windows.minute = { start: now, used: 0 };
		this.windows.set(endpoint, windows);
		return windows;
	}
}

function refusal(leftMilliseconds: number): SimulatorResponse {
	const seconds = Math.max(1, Math.ceil(leftMilliseconds / 1_000));
	return {
		status: 429,
		headers: { 'retry-after': String(seconds) },
		body: {
			errors: [
				{
					id: '00000000-0000-4000-8000-000000000429',
					status: 429,
					code: 'throttled',
					title: 'Request was throttled.',
					detail: `Request was throttled. Expected available in ${seconds} seconds.`,
					source: { pointer: '/data/' },
				},
			],
		},
	};
}
