import type { HttpPort, Sleeper } from '../../ports/http';
import { isWindowUsedUp, rateWindowMilliseconds } from './retry-rules';

/**
 * Waits before a request that the window of two seconds has no room for. Pipedrive blocks accounts
 * that keep running into its limit, so it is better not reached.
 */
export function withPace(http: HttpPort, sleeper: Sleeper): HttpPort {
	let wait = 0;
	return {
		async request(request) {
			const due = wait;
			wait = 0;
			if (due > 0) await sleeper.sleep(due);
			const response = await http.request(request);
			if (isWindowUsedUp(response)) wait = rateWindowMilliseconds(response);
			return response;
		},
	};
}
