import type { Order } from '../../model/order';
import type { PlatformName } from '../../model/platform-records';

/**
 * Under which names a platform's click id comes with a visitor: parameters of its landing pages, and
 * cookies that a shop copies into cart attributes.
 */
const NAMES: Readonly<Record<PlatformName, readonly string[]>> = {
	affise: ['clickid', 'afclick'],
	impact: ['irclickid', 'im_ref'],
	partnerStack: ['ps_xid', 'gsxid'],
	postAffiliatePro: ['PAPVisitorId', 'pap_visitor_id'],
	refersion: ['cart_id', 'rfsn_cart_id'],
	tapfiliate: ['tap_click_id'],
};

/** Characters of a visitor id in Post Affiliate Pro's cookie; what stands before them is its account. */
const VISITOR_ID_LENGTH = 32;

/** The platform's own click that an order tells of; the newest visit goes first. Null for none. */
export function platformClickId({ tracking }: Order, platform: PlatformName): string | null {
	const names = NAMES[platform];
	const told = names.map((name) => tracking.attributes[name]);
	const visits = [...tracking.visits].reverse().map(({ landingUrl }) => landingUrl);
	const pages = [tracking.landingUrl, ...visits].flatMap((url) => queryOf(url));
	const fromPages = pages.flatMap((query) => names.map((name) => query.get(name)));
	const texts = [...told, ...fromPages].map((value) => value?.trim() ?? '');
	const clickId = texts.find((text) => text !== '');
	if (clickId === undefined) return null;
	return platform === 'postAffiliatePro' ? clickId.slice(-VISITOR_ID_LENGTH) : clickId;
}

/** Shops may tell a path alone. */
function queryOf(url: string | null): URLSearchParams[] {
	if (url === null || !URL.canParse(url, 'https://shop.invalid')) return [];
	return [new URL(url, 'https://shop.invalid').searchParams];
}
