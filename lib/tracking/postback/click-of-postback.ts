import { canonicalJson } from '../../kernel';
import type { Click } from '../../model/click';
import type { Resolution } from '../destination/resolve-link';
import { recordClick, type VisitorPorts } from '../record-click';
import type { RequestFacts } from '../request-facts';
import type { TrackingSettings } from '../settings';
import type { ToldClick } from './read-postback';

export interface PostbackClickPorts extends Pick<VisitorPorts, 'keyedHash' | 'networkKinds'> {
	/** Without an explicit grant the visitor is treated as not having agreed. */
	readonly isConsentRequired: boolean;
}

const CONSENT_PARAMETER = 'consent';
const COUNTRY_HEADER = 'x-visitor-country';

/**
 * Makes the click that a partner's server tells. What it tells of the visitor is put in the form of
 * the visitor's own request, so that every rule of a tracked link holds: classes of machines,
 * cleaning and bounds of texts, data centres, and what is dropped without consent.
 */
export function clickOfPostback(
	clickId: string,
	told: ToldClick,
	resolution: Extract<Resolution, { kind: 'tracked' }>,
	ports: PostbackClickPorts,
): Click {
	const click = recordClick(
		clickId,
		told.occurredAt,
		requestOf(told),
		resolution,
		settingsOf(resolution.destination, ports.isConsentRequired),
		{ ...ports, journeyId: journeyIdOf(told, resolution, ports) },
	);
	return { ...click, medium: told.medium };
}

function requestOf({ visitor, subIds, utm }: ToldClick): RequestFacts {
	const query = new URLSearchParams();
	const addAll = (values: Readonly<Record<string, string | undefined>>, prefix: string): void => {
		for (const [name, value] of Object.entries(values)) {
			if (value !== undefined) query.set(`${prefix}${name}`, value);
		}
	};
	addAll(subIds, '');
	addAll(utm, 'utm_');
	if (visitor.consent !== 'not_asked') query.set(CONSENT_PARAMETER, visitor.consent);
	return {
		method: 'GET',
		headers: {
			'user-agent': visitor.userAgent ?? undefined,
			[COUNTRY_HEADER]: visitor.country ?? undefined,
		},
		query,
		pathCode: null,
		remoteAddress: visitor.ip,
		isHttps: true,
	};
}

function settingsOf(fallbackUrl: URL, isConsentRequired: boolean): TrackingSettings {
	return {
		fallbackUrl,
		programmeCode: null,
		clickIdParameter: 'aff_click',
		addsUtm: false,
		cookie: null,
		consent: {
			parameter: CONSENT_PARAMETER,
			isRequired: isConsentRequired,
			honoursDoNotTrack: false,
		},
		trustedProxies: 0,
		countryHeader: COUNTRY_HEADER,
	};
}

/**
 * Ids of partners are kept apart by affiliate and cannot be read back. Not even one that looks like
 * ours is taken as it is: whoever knows a browser's journey could put clicks of his own into it.
 */
function journeyIdOf(
	{ visitor: { journeyId } }: ToldClick,
	{ programme, affiliate }: Extract<Resolution, { kind: 'tracked' }>,
	{ keyedHash }: PostbackClickPorts,
): string | null {
	if (journeyId === null) return null;
	const { programmeId } = programme;
	const parts = canonicalJson([programmeId, affiliate.affiliateId, journeyId]);
	return `jny_${keyedHash('click.external_journey', parts).slice(0, 20)}`;
}
