import { networkAddress } from '../../kernel';
import type { Order } from '../../model/order';
import { isAttributeName } from '../attribute-name';
import { absoluteLandingPage, utmMap, utmOfUrl } from '../landing-page';
import type { GenericTracking } from './schema';

const MAX_ATTRIBUTES = 100;

/** Under these names attribution looks for a click id and an affiliate's code among attributes. */
export const CLICK_ATTRIBUTE = 'affiliate_click_id';
export const AFFILIATE_CODE_ATTRIBUTE = 'affiliate_code';

/** What tells who sent the customer. A landing page without a host is kept as it is written. */
export function genericTracking(
	tracking: GenericTracking | null | undefined,
	storeKey: string,
): Order['tracking'] {
	const landing = tracking?.landingUrl ?? null;
	const hasHost = (landing !== null && URL.canParse(landing)) || storeKey.includes('.');
	const page = hasHost ? absoluteLandingPage(landing, storeKey) : landing;
	const utm = new Map(
		(tracking?.utm ?? []).map(([name, value]) => [name.replace(/^utm_/, ''), value]),
	);
	return {
		landingUrl: page,
		visits: [],
		referrer: tracking?.referrer ?? null,
		attributes: attributesOf(tracking),
		utm: { ...utmOfUrl(page), ...utmMap((name) => utm.get(name) ?? null) },
		clientIp: networkAddress(tracking?.clientIp ?? null),
		userAgent: tracking?.userAgent ?? null,
		channel: tracking?.channel ?? null,
	};
}

function attributesOf(tracking: GenericTracking | null | undefined): Record<string, string> {
	const named: ReadonlyArray<readonly [string, string | null]> = [
		[CLICK_ATTRIBUTE, tracking?.clickId ?? null],
		[AFFILIATE_CODE_ATTRIBUTE, tracking?.affiliateCode ?? null],
		...(tracking?.attributes ?? []),
	];
	const attributes = new Map<string, string>();
	for (const [name, value] of named) {
		if (value === null || !isAttributeName(name) || attributes.has(name)) continue;
		if (attributes.size < MAX_ATTRIBUTES) attributes.set(name, value);
	}
	return Object.fromEntries(attributes);
}
