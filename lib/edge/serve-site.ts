import { reasonOf } from '../kernel';
import { serveLink, type RequestFacts, type ServedLink } from '../tracking';
import type { ClickRuntime } from './click-runtime';
import type { ClickSettings } from './click-settings';

/** What became of one request for a tracked link. */
export interface SiteAnswer extends Pick<ServedLink, 'location' | 'cookies'> {
	readonly outcome: 'click' | 'fallback' | 'not_kept' | 'failed';
}

/**
 * Serves a link: the click is durable before the answer is there. Whatever goes wrong, the visitor is
 * sent somewhere. `onFailure` hears what a person should look at, as a code.
 */
export async function serveSite(
	request: RequestFacts,
	{ tracking, counting }: ClickSettings,
	runtime: ClickRuntime,
	onFailure: (what: string, reason: string) => void,
): Promise<SiteAnswer> {
	let served: ServedLink;
	try {
		served = await serveLink(request, tracking, runtime.ports);
	} catch (error) {
		onFailure('a link could not be served', reasonOf(error));
		return { location: tracking.fallbackUrl.href, cookies: [], outcome: 'failed' };
	}
	const { location, cookies, click } = served;
	if (click === null) return { location, cookies, outcome: 'fallback' };
	try {
		await runtime.record(click, counting);
		return { location, cookies, outcome: 'click' };
	} catch (error) {
		onFailure('a click could not be kept', reasonOf(error));
		return { location, cookies, outcome: 'not_kept' };
	}
}
