export interface CookieSettings {
	readonly name: string;
	/** Parent domain shared with the shop; null binds the cookie to the host of the link. */
	readonly domain: string | null;
	/**
	 * Off unless chosen: the value is in the landing address anyway, and scripts of the shop need
	 * it to put it on the cart.
	 */
	readonly isHttpOnly: boolean;
}

/** RFC 6265 token, without the prefixes that change what a browser demands. */
const COOKIE_NAME = /^(?!__)[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}$/;
const COOKIE_VALUE = /^[A-Za-z0-9_.-]{1,100}$/;
const DOMAIN =
	/^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+$/i;

const SECONDS_PER_DAY = 86_400;

export function isCookieName(name: string): boolean {
	return COOKIE_NAME.test(name);
}

export function isCookieDomain(domain: string): boolean {
	return DOMAIN.test(domain.replace(/^\./, ''));
}

/**
 * A first-party `Set-Cookie` value that lasts as long as a click can earn credit. Null when there
 * is nothing to keep (no lookback) or a part is not of the form a cookie allows, so that no input
 * can add an attribute or a header.
 */
export function clickCookie(
	value: string,
	lookbackDays: number,
	isHttps: boolean,
	{ name, domain, isHttpOnly }: CookieSettings,
): string | null {
	if (!isCookieName(name) || !COOKIE_VALUE.test(value)) return null;
	if (!Number.isInteger(lookbackDays) || lookbackDays <= 0) return null;
	if (domain !== null && !isCookieDomain(domain)) return null;
	return [
		`${name}=${value}`,
		`Max-Age=${lookbackDays * SECONDS_PER_DAY}`,
		'Path=/',
		'SameSite=Lax',
		...(domain === null ? [] : [`Domain=${domain.replace(/^\./, '').toLowerCase()}`]),
		...(isHttps ? ['Secure'] : []),
		...(isHttpOnly ? ['HttpOnly'] : []),
	].join('; ');
}
