import { headerText, type RequestHeaders } from '../request-facts';

const LANGUAGE_TAG = /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,2}$/;

/** The first language of `Accept-Language`, e.g. "en-GB"; null for `*` or anything odd. */
export function readLanguage(headers: RequestHeaders): string | null {
	const first = headerText(headers, 'accept-language')?.split(/[,;]/, 1)[0]?.trim() ?? '';
	return LANGUAGE_TAG.test(first) ? first : null;
}
