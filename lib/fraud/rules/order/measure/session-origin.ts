import type { CheckedAffiliate, FraudFacts } from '../../../../model/fraud-facts';
import { matchesHost } from '../../../match/host-pattern';
import { isLandingOf, paidLanding } from './paid-visit';
import { SEARCH_AND_SOCIAL_HOSTS } from './search-and-social-hosts';

/** Where the visit that bought began, as far as it matters to a coupon's owner (F22). */
export type SessionOrigin =
	| { readonly kind: 'coupon_site' | 'other_source'; readonly sign: string }
	| { readonly kind: 'neutral' }
	| { readonly kind: 'untold' };

/** Sources that name nobody; tracked links say the first unless told otherwise. */
const NAMELESS_SOURCES: readonly string[] = ['affiliate', 'direct', '(direct)', 'referral'];

/**
 * Reads landing page and referrer. A site that the owner registered, a landing page that names the
 * owner (all that is left of a tracked link without consent), search and social networks are neutral:
 * that is where an owner's audience looks the shop up.
 */
export function sessionOrigin(
	facts: FraudFacts,
	owner: Pick<CheckedAffiliate, 'code' | 'sites'>,
): SessionOrigin {
	const { visit, order } = facts;
	const host = visit.referrerHost;
	const isOwners = host !== null && owner.sites.some((site) => matchesHost(host, site));
	if (visit.isFromCouponSite && !isOwners) {
		return { kind: 'coupon_site', sign: `referrer ${host ?? 'on the list of coupon sites'}` };
	}
	if (isLandingOf(facts, [owner.code])) return { kind: 'neutral' };
	const paid = paidLanding(facts);
	if (paid !== null) return { kind: 'other_source', sign: paid.sign };

	const source = visit.landingParameters['utm_source'] ?? order.tracking.utm['source'] ?? '';
	if (isForeignSource(source, owner)) {
		return { kind: 'other_source', sign: `utm_source ${source.trim().slice(0, 50)}` };
	}
	if (host === null && source === '' && Object.keys(visit.landingParameters).length === 0) {
		return { kind: 'untold' };
	}
	const isNeutral =
		host === null ||
		isOwners ||
		matchesHost(host, order.storeKey) ||
		SEARCH_AND_SOCIAL_HOSTS.some((pattern) => matchesHost(host, pattern));
	return isNeutral ? { kind: 'neutral' } : { kind: 'other_source', sign: `referrer ${host}` };
}

function isForeignSource(
	source: string,
	{ code, sites }: Pick<CheckedAffiliate, 'code' | 'sites'>,
): boolean {
	const name = source.trim().toLowerCase();
	if (name === '' || name.includes('@')) return false;
	if (name === code.toLowerCase() || NAMELESS_SOURCES.includes(name)) return false;
	if (sites.some((site) => matchesHost(name, site))) return false;
	return !SEARCH_AND_SOCIAL_HOSTS.some(
		(pattern) => matchesHost(name, pattern) || pattern.split('.')[0] === name,
	);
}
