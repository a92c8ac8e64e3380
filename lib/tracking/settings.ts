import type { CookieSettings } from './redirect/cookie';
import type { ConsentSettings } from './visitor/consent';

/** How one click trigger is set up. */
export interface TrackingSettings {
	/** Where visitors of an unusable link land. */
	readonly fallbackUrl: URL;
	/** Programme that deep links count for; null finds it by the destination. */
	readonly programmeCode: string | null;
	/** Query parameter of the landing address that carries the click id. */
	readonly clickIdParameter: string;
	/** Whether UTM parameters are added to the destination where it has none. */
	readonly addsUtm: boolean;
	/** Null sets no cookie. */
	readonly cookie: CookieSettings | null;
	readonly consent: ConsentSettings;
	/** Proxies in front whose `X-Forwarded-For` entries are believed. */
	readonly trustedProxies: number;
	/** Header in which a trusted proxy names the visitor's country; null for none. */
	readonly countryHeader: string | null;
}
