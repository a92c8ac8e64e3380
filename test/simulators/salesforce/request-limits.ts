import type { SimulatorResponse } from '../simulator-server.ts';

/** Counts the requests of the last 24 hours, over the whole org. */
export class RequestLimits {
	private readonly daily: number;

	private used = 0;

	constructor(daily: number) {
		this.daily = daily;
	}

	/** Counts one request; the 403 answer when it is one too many. */
	take(): SimulatorResponse | null {
		if (this.used >= this.daily) return limitExceeded('TotalRequests');
		this.used += 1;
		return null;
	}

	headers(): Record<string, string> {
		return { 'Sforce-Limit-Info': `api-usage=${this.used}/${this.daily}` };
	}
}

/** No `Retry-After`: Salesforce does not say when there is room again. */
export function limitExceeded(
	which: 'TotalRequests' | 'ConcurrentRequests (Concurrent API Requests)',
): SimulatorResponse {
	return {
		status: 403,
		body: [{ message: `${which} Limit exceeded.`, errorCode: 'REQUEST_LIMIT_EXCEEDED' }],
	};
}
