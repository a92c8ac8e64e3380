import type { Affiliate } from '../../model/affiliate';
import type { Link } from '../../model/link';
import type { Programme } from '../../model/programme';
import type { LinkDirectory } from './link-directory';
import type { LinkRequest } from './link-request';
import { programmeOfDeepLink } from './programme-of-deep-link';
import { safeDestination } from './safe-destination';

/** Why a request leads to the fallback and no click is kept. */
export type RefusalReason =
	| 'no_link_named'
	| 'unknown_link'
	| 'paused_link'
	| 'unknown_programme'
	| 'paused_programme'
	| 'unknown_affiliate'
	| 'inactive_affiliate';

/** Where a request leads. Only a `tracked` one makes a click. */
export type Resolution =
	| {
			readonly kind: 'tracked';
			readonly programme: Programme;
			readonly affiliate: Affiliate;
			/** Null for a deep link. */
			readonly link: Link | null;
			readonly destination: URL;
			/** False when the page asked for is not allowed and the programme's fallback stands in. */
			readonly isDestinationAllowed: boolean;
	  }
	| {
			readonly kind: 'fallback';
			readonly reason: RefusalReason;
			/** The programme's own fallback, if the programme is known. */
			readonly fallbackUrl: string | null;
	  };

/**
 * Finds programme, affiliate and destination of a link. A destination outside the programme's
 * hosts is never used; an affiliate or programme that is not active earns no click.
 */
export async function resolveLink(
	request: LinkRequest | null,
	directory: LinkDirectory,
	programmeCode: string | null,
): Promise<Resolution> {
	if (request === null) return refused('no_link_named', null);
	if (request.kind === 'link') return await resolveShortLink(request.code, directory);
	const { affiliateCode, url } = request;
	const [programme, affiliate] = await Promise.all([
		programmeOfDeepLink(directory, programmeCode, url),
		directory.affiliateByCode(affiliateCode),
	]);
	return decide(programme, affiliate, null, url);
}

async function resolveShortLink(code: string, directory: LinkDirectory): Promise<Resolution> {
	const link = await directory.linkByCode(code);
	if (link === null) return refused('unknown_link', null);
	const [programme, affiliate] = await Promise.all([
		directory.programme(link.programmeId),
		directory.affiliate(link.affiliateId),
	]);
	if (link.status !== 'active') return refused('paused_link', programme);
	return decide(programme, affiliate, link, link.destination);
}

function decide(
	programme: Programme | null,
	affiliate: Affiliate | null,
	link: Link | null,
	url: string | null,
): Resolution {
	if (programme === null) return refused('unknown_programme', null);
	if (programme.status !== 'active') return refused('paused_programme', programme);
	if (affiliate === null) return refused('unknown_affiliate', programme);
	if (affiliate.status !== 'active') return refused('inactive_affiliate', programme);
	const allowed = url === null ? null : safeDestination(url, programme.allowedHosts);
	return {
		kind: 'tracked',
		programme,
		affiliate,
		link,
		destination: allowed ?? new URL(programme.fallbackUrl),
		isDestinationAllowed: url === null || allowed !== null,
	};
}

function refused(reason: RefusalReason, programme: Programme | null): Resolution {
	return { kind: 'fallback', reason, fallbackUrl: programme?.fallbackUrl ?? null };
}
