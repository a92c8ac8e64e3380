import { networkAddress } from '../../kernel';
import type { Order } from '../../model/order';
import { isAttributeName } from '../attribute-name';
import { absoluteLandingPage, utmOfUrl } from '../landing-page';
import type { ShopifyOrder } from './schema';

const MAX_ATTRIBUTES = 100;

/**
 * What tells who sent the buyer: landing page, referrer, cart attributes and the referral code
 * that Shopify took from the landing page (kept as attribute `landing_site_ref`).
 */
export function shopifyTracking(order: ShopifyOrder, storeKey: string): Order['tracking'] {
	const landingUrl = absoluteLandingPage(order.landing_site, storeKey);
	const attributes = new Map<string, string>();
	if (order.landing_site_ref !== null) attributes.set('landing_site_ref', order.landing_site_ref);
	for (const { name, value } of order.note_attributes.slice(0, MAX_ATTRIBUTES)) {
		if (name === null || value === null || !isAttributeName(name)) continue;
		attributes.set(name, value);
	}
	return {
		landingUrl,
		visits: [],
		referrer: order.referring_site,
		attributes: Object.fromEntries(attributes),
		utm: utmOfUrl(landingUrl),
		clientIp: networkAddress(order.browser_ip ?? order.client_details?.browser_ip ?? null),
		userAgent: order.client_details?.user_agent ?? null,
		channel: order.source_name,
	};
}
