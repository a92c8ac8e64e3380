import { clickId, instantFromMilliseconds } from '../kernel';
import type { Click, NetworkKind } from '../model/click';
import type { LinkDirectory } from './destination/link-directory';
import { readLinkRequest } from './destination/link-request';
import { resolveLink, type RefusalReason, type Resolution } from './destination/resolve-link';
import { clickCookie } from './redirect/cookie';
import { isPageVisit } from './redirect/is-page-visit';
import { redirectUrl } from './redirect/redirect-url';
import { defaultUtm } from './redirect/utm';
import { recordClick } from './record-click';
import type { RequestFacts } from './request-facts';
import type { TrackingSettings } from './settings';
import { journeyCookie, newJourneyId, readJourneyId } from './visitor/journey';
import type { KeyedHash } from './visitor/visitor-hashes';

/** What serving a link needs from outside. Time and randomness come from here only. */
export interface ServeLinkPorts {
	readonly directory: LinkDirectory;
	readonly keyedHash: KeyedHash;
	/** What the workspace's network lists say of an address. */
	readonly networkKinds: (address: string) => readonly NetworkKind[];
	readonly nowMilliseconds: () => number;
	/** Ten random bytes. */
	readonly randomBytes: () => Uint8Array;
}

/** The answer to a request for a tracked link. */
export interface ServedLink {
	/** Absolute address for the `Location` header; always ASCII. */
	readonly location: string;
	/** `Set-Cookie` values. */
	readonly cookies: readonly string[];
	/** To be made durable before the answer; null when the request leads to a fallback. */
	readonly click: Click | null;
	/** Why there is no click. */
	readonly reason: RefusalReason | null;
}

/** Turns a request into a redirect and a click. Stores nothing. */
export async function serveLink(
	request: RequestFacts,
	settings: TrackingSettings,
	ports: ServeLinkPorts,
): Promise<ServedLink> {
	const link = readLinkRequest(request);
	const resolution = await resolveLink(link, ports.directory, settings.programmeCode);
	if (resolution.kind === 'fallback') {
		const location = resolution.fallbackUrl ?? settings.fallbackUrl.href;
		return {
			location: new URL(location).href,
			cookies: [],
			click: null,
			reason: resolution.reason,
		};
	}
	const now = ports.nowMilliseconds();
	const click = recordClick(
		clickId(now, ports.randomBytes()),
		instantFromMilliseconds(now),
		request,
		resolution,
		settings,
		{ ...ports, journeyId: journeyIdOf(request, settings, ports) },
	);
	return { ...answer(request, click, resolution, settings), click, reason: null };
}

/**
 * A visitor who refused gets no cookie and no click id in the address: either would tie an order
 * to this visit. The UTM parameters stay, for they describe the link. A cookie is left only by a
 * person who opens a page, so that a prefetch or an embedded image cannot overwrite a real click.
 */
function answer(
	request: RequestFacts,
	click: Click,
	resolution: Extract<Resolution, { kind: 'tracked' }>,
	settings: TrackingSettings,
): Pick<ServedLink, 'location' | 'cookies'> {
	const { affiliate, link, destination, programme } = resolution;
	const isRecognisable = click.consent !== 'denied';
	const utm = settings.addsUtm ? { ...defaultUtm(link, affiliate.code), ...click.utm } : {};
	const url = redirectUrl({
		destination,
		clickIdParameter: settings.clickIdParameter,
		clickId: isRecognisable ? click.clickId : null,
		utm,
	});
	const keepsCookies = isRecognisable && click.category === 'human' && isPageVisit(request);
	if (settings.cookie === null || !keepsCookies) return { location: url.href, cookies: [] };
	const { lookbackDays } = programme;
	const cookies = [
		clickCookie(click.clickId, lookbackDays, request.isHttps, settings.cookie),
		click.journeyId === null
			? null
			: journeyCookie(click.journeyId, lookbackDays, request.isHttps, settings.cookie),
	];
	return { location: url.href, cookies: cookies.filter((cookie) => cookie !== null) };
}

/**
 * The browser's journey, or a new one for a page that is opened. What is embedded in a page joins
 * none: a stuffed image would otherwise become a touch of whoever looks at it.
 */
function journeyIdOf(
	request: RequestFacts,
	{ cookie }: TrackingSettings,
	{ nowMilliseconds, randomBytes }: ServeLinkPorts,
): string | null {
	if (cookie === null || !isPageVisit(request)) return null;
	return readJourneyId(request.headers, cookie) ?? newJourneyId(nowMilliseconds(), randomBytes());
}
