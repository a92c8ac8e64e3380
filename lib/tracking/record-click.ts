import type { Instant } from '../kernel';
import type { Click, NetworkKind } from '../model/click';
import { boundedText } from './bounded-text';
import { classifyRequest } from './classify';
import type { Resolution } from './destination/resolve-link';
import { readSubIds } from './redirect/sub-ids';
import { readUtm } from './redirect/utm';
import { plainDestination } from './redirect/redirect-url';
import { headerText, type RequestFacts } from './request-facts';
import type { TrackingSettings } from './settings';
import { readClientIp } from './visitor/client-ip';
import { readConsent } from './visitor/consent';
import { readCountry } from './visitor/country';
import { readDevice } from './visitor/device';
import { readLanguage } from './visitor/language';
import { readOpening } from './visitor/opening';
import { readReferrer } from './visitor/referrer';
import { visitorHashes, type KeyedHash } from './visitor/visitor-hashes';

const MAX_SOURCE_LENGTH = 200;

/** What is known of a visitor beside the request. */
export interface VisitorPorts {
	readonly keyedHash: KeyedHash;
	/** What the workspace's network lists say of an address. */
	readonly networkKinds: (address: string) => readonly NetworkKind[];
	/** Joins the clicks of one browser; null without a cookie. */
	readonly journeyId: string | null;
}

/**
 * Makes the click of a request. Every text from outside is bounded and cleaned. Without consent
 * the click is anonymous: no hashes, no sub-ids and no query of a deep link (affiliates put ids of
 * visitors there) and of the referrer only its host. What comes from a data centre (F3) or was loaded
 * inside of something (F5) is kept and not counted.
 */
export function recordClick(
	clickId: string,
	occurredAt: Instant,
	request: RequestFacts,
	resolution: Extract<Resolution, { kind: 'tracked' }>,
	settings: TrackingSettings,
	visitor: VisitorPorts,
): Click {
	const { headers, query } = request;
	const { programme, affiliate, link } = resolution;
	const category = classifyRequest(request);
	const consent = readConsent(request, settings.consent);
	const isAnonymous = consent === 'denied';
	const userAgent = headerText(headers, 'user-agent');
	const ip = readClientIp(request, settings.trustedProxies);
	const referrer = readReferrer(headers);
	const utm = readUtm(query, link);
	const networkKinds = ip === null ? [] : visitor.networkKinds(ip);
	const opening = readOpening(headers);
	const countReason = countReasonOf(category, opening, networkKinds);
	return {
		clickId,
		programmeId: programme.programmeId,
		affiliateId: affiliate.affiliateId,
		linkId: link?.linkId ?? null,
		occurredAt,
		destination: recordedDestination(resolution, settings.clickIdParameter, isAnonymous),
		category,
		isCounted: countReason === 'counted',
		countReason,
		consent,
		source: boundedText(utm['source'] ?? referrer?.host ?? null, MAX_SOURCE_LENGTH),
		referrer: referrer === null ? null : referrer.host + (isAnonymous ? '' : referrer.path),
		utm,
		subIds: isAnonymous ? {} : readSubIds(query),
		language: readLanguage(headers),
		country: readCountry(headers, settings.countryHeader),
		...readDevice(userAgent),
		...visitorHashes({ ip, userAgent, occurredAt }, consent, visitor.keyedHash),
		journeyId: isAnonymous ? null : visitor.journeyId,
		medium: link?.medium ?? 'web',
		opening,
		networkKinds: [...networkKinds],
	};
}

function countReasonOf(
	category: Click['category'],
	opening: Click['opening'],
	networkKinds: readonly NetworkKind[],
): Click['countReason'] {
	if (category !== 'human') return category;
	if (networkKinds.includes('datacentre')) return 'datacentre';
	return opening === 'embedded' ? 'embedded' : 'counted';
}

/** Short links have the merchant's own query; that of a deep link is whatever somebody wrote. */
function recordedDestination(
	{ link, destination }: Extract<Resolution, { kind: 'tracked' }>,
	clickIdParameter: string,
	isAnonymous: boolean,
): string {
	const url = plainDestination(destination, clickIdParameter);
	if (isAnonymous && link === null) {
		url.search = '';
		url.hash = '';
	}
	return url.href;
}
