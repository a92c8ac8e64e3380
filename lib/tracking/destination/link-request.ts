import { codeSchema } from '../../model/primitives';
import type { RequestFacts } from '../request-facts';

/** What a request asks for: a short link, or an affiliate's deep link to a page of the shop. */
export type LinkRequest =
	| { readonly kind: 'link'; readonly code: string }
	| { readonly kind: 'deep_link'; readonly affiliateCode: string; readonly url: string | null };

/**
 * Reads `/go/<code>`, `?l=<code>` or `?aff=<affiliate>&url=<page>`. Null when the request names
 * nothing that could be a code, so that noise never reaches the store.
 */
export function readLinkRequest({ pathCode, query }: RequestFacts): LinkRequest | null {
	const code = pathCode ?? query.get('l');
	if (code !== null) return isCode(code) ? { kind: 'link', code: code.trim() } : null;
	const affiliateCode = query.get('aff');
	if (affiliateCode === null || !isCode(affiliateCode)) return null;
	return { kind: 'deep_link', affiliateCode: affiliateCode.trim(), url: query.get('url') };
}

function isCode(text: string): boolean {
	return codeSchema.safeParse(text).success;
}
