import { AffiliateError } from '../../kernel';
import { requireId, type LinkWrite, type PlatformAffiliate } from '../affiliate-platform';

const NUMBER_AND_CODE = /^[1-9]\d*\.[A-Za-z0-9]+$/;

/**
 * The landing page with `rfsn=number.code`, and `subid` where there is one. Both are looked up unless they are
 * given as such. Throws `invalid_input` for what is no web address or sub-id, and as readings do.
 */
export async function buildLink(
	findAffiliate: (affiliate: string) => Promise<PlatformAffiliate | null>,
	{ affiliate, landingUrl, subId }: LinkWrite,
): Promise<string> {
	if (!URL.canParse(landingUrl)) {
		throw invalid('The landing page is not a web address', 'landingUrl', {
			hint: 'Give it with https:// in front.',
		});
	}
	if (subId !== null && /\s/.test(subId)) {
		throw invalid('A sub-ID of Refersion has no spaces', 'subId', {
			hint: 'Use letters, digits, hyphens and underscores.',
		});
	}
	const text = requireId(affiliate, 'affiliate');
	const both = NUMBER_AND_CODE.test(text) ? text : await numberAndCode(findAffiliate, text);
	const url = new URL(landingUrl);
	url.searchParams.set('rfsn', both);
	if (subId !== null) url.searchParams.set('subid', subId);
	return url.toString();
}

async function numberAndCode(
	findAffiliate: (affiliate: string) => Promise<PlatformAffiliate | null>,
	affiliate: string,
): Promise<string> {
	const found = await findAffiliate(affiliate);
	if (found === null) {
		throw invalid('Refersion has no such affiliate', 'affiliate', {
			hint: 'Give its number, its code, both as 4000123.k9x2, or the e-mail address.',
		});
	}
	if (found.code !== null) return `${found.id}.${found.code}`;
	throw invalid('Refersion does not tell the code of this affiliate', 'affiliate', {
		hint: 'Give number and code, such as 4000123.k9x2.',
	});
}

function invalid(message: string, path: string, { hint }: { readonly hint: string }) {
	return new AffiliateError(message, { code: 'invalid_input', path, hint });
}
