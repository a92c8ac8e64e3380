import { clickCookie, type CookieSettings } from '../redirect/cookie';
import { headerText, type RequestHeaders } from '../request-facts';

/** With the time in front; before there was one, and from a partner's server, without. */
const JOURNEY_ID = /^jny_(?:[0-9a-f]{8})?[0-9a-f]{20}$/;

/** Cookie that joins the clicks of one browser, beside the one of the click. */
export function journeyCookieName({ name }: CookieSettings): string {
	return `${name}_journey`;
}

/** The id that this browser got with an earlier click; null without one of the right form. */
export function readJourneyId(headers: RequestHeaders, settings: CookieSettings): string | null {
	const wanted = `${journeyCookieName(settings)}=`;
	const found = (headerText(headers, 'cookie') ?? '')
		.split(';')
		.map((part) => part.trim())
		.find((part) => part.startsWith(wanted));
	const value = found?.slice(wanted.length) ?? '';
	return JOURNEY_ID.test(value) ? value : null;
}

/**
 * A new id from ten random bytes: it cannot be guessed, so nobody joins another one's journey. The second
 * it was made in stands in front, so that new journeys lie side by side in the store's index.
 */
export function newJourneyId(atMilliseconds: number, randomBytes: Uint8Array): string {
	const second = Math.floor(atMilliseconds / 1000) % 2 ** 32;
	const random = Buffer.from(randomBytes).toString('hex').slice(0, 20);
	return `jny_${second.toString(16).padStart(8, '0')}${random}`;
}

/** Scripts need not see this cookie, so none may. */
export function journeyCookie(
	journeyId: string,
	lookbackDays: number,
	isHttps: boolean,
	settings: CookieSettings,
): string | null {
	return clickCookie(journeyId, lookbackDays, isHttps, {
		...settings,
		name: journeyCookieName(settings),
		isHttpOnly: true,
	});
}
