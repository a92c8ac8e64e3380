import { AffiliateError } from '../../kernel';
import {
	confirmedOutcome,
	failureOutcome,
	rejectedOutcome,
	requireId,
	type ClickWrite,
	type LinkWrite,
	type PlatformOutcome,
} from '../affiliate-platform';
import type { VendorClient } from '../vendor';
import { AFFISE_WORDS } from './client';

/**
 * Follows the affiliate's link as a visitor would, and reads the click from where it leads: the offer's page
 * carries it under the parameter that the offer fills with `{clickid}`. The page itself is not asked for.
 */
export async function createClick(
	tracking: VendorClient | null,
	{ affiliate, programmeId, subId, referrer, userAgent, ip, more }: ClickWrite,
	clickParameter: string,
): Promise<PlatformOutcome> {
	if (tracking === null) return noTracking();
	if (programmeId === null) return noOffer();
	const answer = await tracking.call({
		method: 'GET',
		path: '/click',
		// What it leads to may be a page.
		expects: () => true,
		query: {
			...linkQuery(affiliate, programmeId, subId),
			...more,
		},
		headers: {
			...(referrer === null ? {} : { referer: referrer }),
			...(userAgent === null ? {} : { 'user-agent': userAgent }),
			...(ip === null ? {} : { 'x-forwarded-for': ip }),
		},
		safety: 'once',
	});
	if (!answer.ok) return failureOutcome(answer.failure, AFFISE_WORDS, [ip ?? '']);
	const { location = '' } = answer.response.headers;
	const clickId = URL.canParse(location)
		? new URL(location).searchParams.get(clickParameter)
		: null;
	if (clickId !== null && clickId !== '') return confirmedOutcome(clickId, { location });
	return rejectedOutcome({
		reason: `The page that Affise leads to names no click under '${clickParameter}'`,
		hint: "Put {clickid} into the link of the offer in Affise, and its parameter into 'Click Parameter'.",
		field: 'clickid',
	});
}

export function buildLink(
	trackingUrl: string | null,
	{ affiliate, programmeId, subId }: LinkWrite,
): string {
	if (trackingUrl === null) throw missing('tracking domain', 'credential');
	if (programmeId === null) throw missing('programme', 'programmeId');
	const url = new URL(`${trackingUrl}/click`);
	for (const [name, value] of Object.entries(linkQuery(affiliate, programmeId, subId))) {
		url.searchParams.set(name, value);
	}
	return url.toString();
}

function linkQuery(
	affiliate: string,
	programmeId: string,
	subId: string | null,
): Record<string, string> {
	return {
		pid: requireId(affiliate, 'affiliate'),
		offer_id: requireId(programmeId, 'programmeId'),
		...(subId === null ? {} : { sub1: subId }),
	};
}

function missing(what: string, path: string): AffiliateError {
	return new AffiliateError(`A link of Affise needs the ${what}`, {
		code: 'missing_input',
		path,
		hint:
			path === 'credential'
				? 'Fill in the tracking domain in the credential, such as https://company.g2afse.com.'
				: 'Choose the programme: the page that the link leads to is that of the offer.',
	});
}

function noTracking(): PlatformOutcome {
	return rejectedOutcome({
		reason: 'Clicks of Affise are made by its tracking domain',
		hint: 'Fill in the tracking domain in the credential, such as https://company.g2afse.com.',
		field: 'trackingUrl',
	});
}

function noOffer(): PlatformOutcome {
	return rejectedOutcome({
		reason: 'A click in Affise belongs to an offer',
		hint: 'Choose the programme.',
		field: 'offer_id',
	});
}
