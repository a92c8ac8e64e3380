import type { Order } from '../../model/order';
import { isAttributeName } from '../attribute-name';
import { utmMap } from '../landing-page';
import type { StripeMetadata } from './schema';

const MAX_ATTRIBUTES = 100;

/** Where a landing page is looked for in metadata. */
const LANDING_KEYS = ['landing_url', 'landing_page'] as const;

/**
 * What metadata tells of who sent the customer. The lists are given nearest first: what stands on
 * the invoice goes before what its subscription repeats on every renewal.
 */
export function stripeTracking(
	sources: readonly StripeMetadata[],
	channel: string | null,
): Order['tracking'] {
	const attributes = new Map<string, string>();
	for (const [name, value] of sources.flat()) {
		if (!isAttributeName(name) || attributes.has(name)) continue;
		if (attributes.size < MAX_ATTRIBUTES) attributes.set(name, value);
	}
	const landing = LANDING_KEYS.map((key) => attributes.get(key)).find((url) => url !== undefined);
	return {
		landingUrl: landing ?? null,
		visits: [],
		referrer: attributes.get('referrer') ?? null,
		attributes: Object.fromEntries(attributes),
		utm: utmMap((key) => attributes.get(`utm_${key}`) ?? null),
		clientIp: null,
		userAgent: null,
		channel,
	};
}
