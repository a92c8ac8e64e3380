import { networkAddress } from '../../kernel';
import type { Order } from '../../model/order';
import { isAttributeName } from '../attribute-name';
import { absoluteLandingPage, utmMap, utmOfUrl } from '../landing-page';
import type { WooOrder } from './schema';

const ATTRIBUTION = '_wc_order_attribution_';
const MAX_ATTRIBUTES = 100;

/**
 * What tells who sent the buyer: WooCommerce's order attribution (last touch of the session, only
 * with cookie consent) and the order's meta. Meta that starts with an underscore is internal and
 * stays out unless it is named in `extraMetaKeys`.
 */
export function wooTracking(
	order: WooOrder,
	storeKey: string,
	extraMetaKeys: readonly string[],
): Order['tracking'] {
	const attribution = (name: string) =>
		order.meta_data.find(({ key }) => key === `${ATTRIBUTION}${name}`)?.value ?? null;
	const landingUrl = absoluteLandingPage(attribution('session_entry'), storeKey);
	return {
		landingUrl,
		visits: [],
		referrer: attribution('referrer'),
		attributes: attributesOf(order, extraMetaKeys),
		utm: { ...utmOfUrl(landingUrl), ...utmMap((key) => attribution(`utm_${key}`)) },
		clientIp: networkAddress(order.customer_ip_address),
		userAgent: attribution('user_agent') ?? order.customer_user_agent,
		channel: order.created_via,
	};
}

function attributesOf(order: WooOrder, extraMetaKeys: readonly string[]): Record<string, string> {
	const kept = order.meta_data.flatMap(({ key, value }) =>
		value !== null && isAttributeName(key) && (!key.startsWith('_') || extraMetaKeys.includes(key))
			? [[key.slice(0, 200), value] as const]
			: [],
	);
	return Object.fromEntries(kept.slice(0, MAX_ATTRIBUTES));
}
