import { clickId, instantFromMilliseconds } from '../kernel';
import type { Click } from '../model/click';
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
import type { KeyedHash } from './visitor/visitor-hashes';

/** What serving a link needs from outside. Time and randomness come from here only. */
export interface ServeLinkPorts {
	readonly directory: LinkDirectory;
	readonly keyedHash: KeyedHash;
	readonly nowMilliseconds: () => number;
	/** Ten random bytes. */
	readonly randomBytes: () => Uint8Array;
}

/** The answer to a request for a tracked link. */
export interface ServedLink {
	/** Absolute address for the `Location` header; always ASCII. */
	readonly location: string;
	/** `Set-Cookie` value, if any. */
	readonly cookie: string | null;
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
			cookie: null,
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
		ports.keyedHash,
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
): Pick<ServedLink, 'location' | 'cookie'> {
	const { affiliate, link, destination, programme } = resolution;
	const isRecognisable = click.consent !== 'denied';
	const utm = settings.addsUtm ? { ...defaultUtm(link, affiliate.code), ...click.utm } : {};
	const url = redirectUrl({
		destination,
		clickIdParameter: settings.clickIdParameter,
		clickId: isRecognisable ? click.clickId : null,
		utm,
	});
	const keepsCookie = isRecognisable && click.category === 'human' && isPageVisit(request);
	const cookie =
		settings.cookie !== null && keepsCookie
			? clickCookie(click.clickId, programme.lookbackDays, request.isHttps, settings.cookie)
			: null;
	return { location: url.href, cookie };
}
