import { headerText, type RequestHeaders } from '../request-facts';

const MAX_LENGTH = 500;

export interface Referrer {
	readonly host: string;
	readonly path: string;
}

/** Where the visitor came from. Query, fragment and credentials of the page are dropped. */
export function readReferrer(headers: RequestHeaders): Referrer | null {
	const text = headerText(headers, 'referer');
	if (text === null || !URL.canParse(text)) return null;
	const { protocol, host, pathname } = new URL(text);
	if ((protocol !== 'http:' && protocol !== 'https:') || host === '') return null;
	return { host: host.slice(0, 253), path: pathname.slice(0, MAX_LENGTH - 253) };
}
