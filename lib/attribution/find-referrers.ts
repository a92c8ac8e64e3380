import type { Instant } from '../kernel';
import type { Order } from '../model/order';
import { hostSchema } from '../model/primitives';
import { visitsLatestFirst } from './visits-latest-first';

/** A site that a visit of the customer came from. */
export interface ReferrerSignal {
	readonly host: string;
	/** Of the visit; of the order where the store tells no more. */
	readonly occurredAt: Instant;
	readonly foundIn: string;
}

/** Bounds on what a stranger's order can make the engine look up. */
const MAXIMUM_REFERRERS = 10;
const MAXIMUM_URL_LENGTH = 8_192;

/**
 * The hosts that the customer's visits came from, each once: that of the visit that bought, then those
 * of earlier visits, latest first. What is no host of the public internet is nobody's site.
 */
export function findReferrers({ tracking, createdAt }: Order): ReferrerSignal[] {
	const told = [
		{ referrer: tracking.referrer, occurredAt: createdAt, foundIn: 'referrer' },
		...visitsLatestFirst(tracking).map(({ referrer, occurredAt }) => ({
			referrer,
			occurredAt,
			foundIn: 'referrer of an earlier visit',
		})),
	];
	const referrers = new Map<string, ReferrerSignal>();
	for (const { referrer, occurredAt, foundIn } of told) {
		const host = hostOf(referrer);
		if (host === null || referrers.has(host)) continue;
		if (referrers.size === MAXIMUM_REFERRERS) break;
		referrers.set(host, { host, occurredAt, foundIn });
	}
	return [...referrers.values()];
}

/** Shops give an address with or without its protocol. */
function hostOf(referrer: string | null): string | null {
	const text = referrer?.trim() ?? '';
	if (text === '' || text.length > MAXIMUM_URL_LENGTH) return null;
	const address =
		/^[a-z][a-z0-9+.-]*:/i.test(text) && text.includes('//') ? text : `https://${text}`;
	if (!URL.canParse(address)) return null;
	const host = hostSchema.safeParse(new URL(address).hostname.replace(/\.$/, ''));
	return host.success ? host.data : null;
}
