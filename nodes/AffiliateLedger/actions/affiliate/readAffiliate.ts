import { AffiliateError, isPublicAddress, networkAddress } from '../../../../lib/kernel';
import type { Affiliate } from '../../../../lib/model/affiliate';
import { NETWORK_PURPOSE, USER_AGENT_PURPOSE, type TraitHash } from '../../../../lib/model/trait';
import { optionalText, textList, type Collection } from '../../fields';

/** How the partner works and is credited; what is left out keeps its value. */
export function partnershipOf(
	extra: Collection,
	known: Affiliate | null,
): Pick<Affiliate, 'lookbackDays' | 'mayIntercept' | 'sites'> & Record<string, unknown> {
	const sites = optionalText(extra, 'sites');
	return {
		partnerType: optionalText(extra, 'partnerType') ?? known?.partnerType ?? null,
		priority: optionalText(extra, 'priority') ?? known?.priority ?? 'standard',
		lookbackDays: (extra.lookbackDays as number | undefined) ?? known?.lookbackDays ?? null,
		mayIntercept: (extra.mayIntercept as boolean | undefined) ?? known?.mayIntercept ?? false,
		sites: sites === null ? (known?.sites ?? []) : textList(sites),
	};
}

/** Street, postcode, city and country; null when none of them is known. */
export function homeOf(extra: Collection, known: Affiliate | null): Affiliate['address'] {
	const address = {
		line: optionalText(extra, 'street') ?? known?.address?.line ?? null,
		postcode: optionalText(extra, 'postcode') ?? known?.address?.postcode ?? null,
		city: optionalText(extra, 'city') ?? known?.address?.city ?? null,
		country: optionalText(extra, 'country')?.toUpperCase() ?? known?.address?.country ?? null,
		lastName: known?.address?.lastName ?? null,
	};
	return Object.values(address).every((part) => part === null) ? null : address;
}

/** Keyed hashes of where somebody signed up; the address itself is not kept. */
export function signupOf(
	extra: Collection,
	known: Affiliate | null,
	hash: TraitHash,
): Affiliate['signup'] {
	const ip = optionalText(extra, 'signupIp');
	const userAgent = optionalText(extra, 'signupUserAgent');
	if (ip === null && userAgent === null) return known?.signup ?? null;
	return {
		networkHash: ip === null ? (known?.signup?.networkHash ?? null) : networkHashOf(ip, hash),
		userAgentHash:
			userAgent === null
				? (known?.signup?.userAgentHash ?? null)
				: hash(USER_AGENT_PURPOSE, userAgent),
	};
}

/** Null for the address of a proxy in front of the form, which everybody who joins would share. */
function networkHashOf(ip: string, hash: TraitHash): string | null {
	const network = networkAddress(ip);
	if (network !== null) return isPublicAddress(ip) ? hash(NETWORK_PURPOSE, network) : null;
	throw new AffiliateError("'Sign-Up IP Address' is not an IP address", {
		code: 'invalid_input',
		path: 'signupIp',
		hint: 'Write an address such as 203.0.113.7 or 2001:db8::1, or leave it out.',
	});
}
