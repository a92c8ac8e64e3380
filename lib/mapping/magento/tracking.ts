import { networkAddress } from '../../kernel';
import type { Order } from '../../model/order';
import { isAttributeName } from '../attribute-name';
import { absoluteLandingPage, utmMap, utmOfUrl } from '../landing-page';
import { lenientText } from '../lenient-fields';
import { ORIGINAL_ID, ORIGINAL_NUMBER } from './lineage';
import type { MagentoOrder } from './schema';

const MAX_ATTRIBUTES = 100;

/** With this our own comments begin; they say nothing about where the customer came from. */
export const OWN_COMMENT_PREFIX = 'Affiliate Loop:';

/** Extension attributes of Magento itself that are amounts or flags of its own working. */
const INTERNAL = /^(?:base_|gift_cards_|customer_balance_|reward_|gw_)|^converting_from_quote$/;

/** A line of a comment that a script or module wrote for machines: `click_id=abc`, `utm_source: x`. */
const NAMED_VALUE =
	/^(?:([A-Za-z][\w.-]{0,99})\s*=|([a-z][a-z0-9]*_[a-z0-9_]{1,98})\s*:)\s*(\S{1,2000})$/;

/**
 * What tells who sent the buyer. Magento itself keeps only the coupon and the address of the
 * browser; everything else comes from modules, as extension or custom attributes, or as comments
 * that hold nothing but lines `name=value`. `landing_url`, `referrer` and `utm_*` among them are read
 * as what they are.
 */
export function magentoTracking(order: MagentoOrder, storeKey: string): Order['tracking'] {
	const attributes = attributesOf(order);
	const told = (name: string) => attributes[name] ?? null;
	const landingUrl = absoluteLandingPage(told('landing_url'), storeKey.split('/')[0] ?? storeKey);
	return {
		landingUrl,
		visits: [],
		referrer: told('referrer'),
		attributes,
		utm: { ...utmOfUrl(landingUrl), ...utmMap((key) => told(`utm_${key}`)) },
		clientIp: networkAddress(clientAddress(order)),
		userAgent: told('user_agent'),
		channel: null,
	};
}

function attributesOf(order: MagentoOrder): Record<string, string> {
	const pairs = [
		...lineagePairs(order),
		...extensionPairs(order.extension_attributes),
		...order.custom_attributes.map(({ attribute_code, value }) => [attribute_code, value] as const),
		...order.status_histories.flatMap(({ comment }) => commentPairs(comment ?? '')),
	];
	const attributes = new Map<string, string>();
	for (const [name, value] of pairs) {
		if (value === null || !isAttributeName(name) || attributes.has(name)) continue;
		if (attributes.size < MAX_ATTRIBUTES) attributes.set(name.slice(0, 200), value);
	}
	return Object.fromEntries(attributes);
}

function lineagePairs(order: MagentoOrder): Array<readonly [string, string | null]> {
	return [
		[ORIGINAL_ID, order.relation_parent_id],
		[ORIGINAL_NUMBER, order.original_increment_id],
	];
}

/** Plain values only: what is nested belongs to addresses, taxes and payment. */
function extensionPairs(extension: unknown): Array<readonly [string, string | null]> {
	if (extension === null || typeof extension !== 'object' || Array.isArray(extension)) return [];
	return Object.entries(extension)
		.filter(([name]) => !INTERNAL.test(name))
		.map(([name, value]) => [name, lenientText.parse(value)] as const);
}

/** Lines of a comment; none unless all of them are named values, since people write prose. */
function commentPairs(comment: string): Array<readonly [string, string]> {
	const text = comment.trim();
	if (text === '' || text.startsWith(OWN_COMMENT_PREFIX)) return [];
	const lines = text.split(/\r?\n|<br\s*\/?>/).filter((line) => line.trim() !== '');
	const matches = lines.map((line) => NAMED_VALUE.exec(line.trim()));
	if (matches.some((match) => match === null)) return [];
	return matches.flatMap((match) => {
		const name = match?.[1] ?? match?.[2];
		const value = match?.[3];
		return name === undefined || value === undefined ? [] : [[name, value] as const];
	});
}

const PRIVATE = /^(?:10\.|127\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|::1$|f[cd][0-9a-f]{2}:)/i;

/** Behind a proxy Magento may keep the proxy's address and, beside it, whom the proxy served. */
function clientAddress({ remote_ip, x_forwarded_for }: MagentoOrder): string | null {
	if (remote_ip !== null && !PRIVATE.test(remote_ip)) return remote_ip;
	const forwarded = x_forwarded_for?.split(',')[0]?.trim() ?? '';
	return forwarded === '' ? remote_ip : forwarded;
}
