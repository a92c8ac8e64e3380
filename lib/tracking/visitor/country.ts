import { headerText, type RequestHeaders } from '../request-facts';

/** Codes that networks send for "not known" and anonymous networks. */
const NOT_A_COUNTRY: ReadonlySet<string> = new Set(['XX', 'ZZ', 'T1']);

/**
 * ISO 3166 country from a header that the proxy in front sets (such as `CF-IPCountry`). Without a
 * configured header the country is unknown, because any client could send one.
 */
export function readCountry(headers: RequestHeaders, headerName: string | null): string | null {
	if (headerName === null) return null;
	const code = headerText(headers, headerName)?.toUpperCase() ?? '';
	return /^[A-Z]{2}$/.test(code) && !NOT_A_COUNTRY.has(code) ? code : null;
}
