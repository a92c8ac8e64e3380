import { AffiliateError } from '../kernel';
import {
	isCookieDomain,
	isCookieName,
	parseFallbackUrl,
	type CookieSettings,
	type TrackingSettings,
} from '../tracking';

/** Which clicks count. */
export interface CountingRules {
	/** How long another click of the same visitor on the same link is not counted (F1). */
	readonly repeatWindowSeconds: number;
	/** Clicks of one address in a minute from which on no more are counted; 0: no limit (F2). */
	readonly mostPerMinute: number;
}

/** Options by name, as the form of Affiliate Click Trigger and the edge's file have them. */
export type ClickOptions = Readonly<Record<string, unknown>>;

/** How links are served, read and checked. */
export interface ClickSettings {
	readonly tracking: TrackingSettings;
	readonly counting: CountingRules;
	/** True when n8n's own proxy setting decides about the visitor's address. */
	readonly usesHostProxySetting: boolean;
}

const DEFAULT_NAME = 'aff_click';
const PARAMETER_NAME = /^[A-Za-z0-9_.~-]{1,64}$/;
const DEFAULT_REPEAT_WINDOW_SECONDS = 3_600;
const DEFAULT_MOST_PER_MINUTE = 20;

/** Throws an `AffiliateError` that names the parameter to mend. */
export function readClickSettings(fallbackUrl: unknown, options: ClickOptions): ClickSettings {
	const clickIdParameter = textOf(options['clickIdParameter']) ?? DEFAULT_NAME;
	requireForm(PARAMETER_NAME.test(clickIdParameter), 'Click ID Parameter', 'such as aff_click');
	const trustedProxies = options['trustedProxies'];
	return {
		tracking: {
			fallbackUrl: parseFallbackUrl(textOf(fallbackUrl) ?? ''),
			programmeCode: textOf(options['programmeCode']),
			clickIdParameter,
			addsUtm: options['addUtm'] !== false,
			cookie: options['setCookie'] === false ? null : readCookie(options),
			consent: {
				parameter: textOf(options['consentParameter'] ?? 'consent'),
				isRequired: options['requireConsent'] === true,
				honoursDoNotTrack: options['honourDoNotTrack'] === true,
			},
			trustedProxies: typeof trustedProxies === 'number' ? trustedProxies : 0,
			countryHeader: textOf(options['countryHeader']),
		},
		counting: {
			repeatWindowSeconds: numberOf(options['repeatWindowSeconds'], DEFAULT_REPEAT_WINDOW_SECONDS),
			mostPerMinute: numberOf(options['mostPerMinute'], DEFAULT_MOST_PER_MINUTE),
		},
		usesHostProxySetting: typeof trustedProxies !== 'number',
	};
}

function readCookie(options: ClickOptions): CookieSettings {
	const name = textOf(options['cookieName']) ?? DEFAULT_NAME;
	const domain = textOf(options['cookieDomain']);
	requireForm(isCookieName(name), 'Cookie Name', 'such as aff_click');
	requireForm(domain === null || isCookieDomain(domain), 'Cookie Domain', 'such as example.com');
	return { name, domain, isHttpOnly: options['cookieHttpOnly'] === true };
}

function requireForm(isValid: boolean, parameter: string, example: string): void {
	if (isValid) return;
	throw new AffiliateError(`The parameter '${parameter}' is not in a form that can be used`, {
		code: 'invalid_parameter',
		hint: `Enter a value ${example}.`,
	});
}

function numberOf(value: unknown, fallback: number): number {
	return typeof value === 'number' ? value : fallback;
}

function textOf(value: unknown): string | null {
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}
