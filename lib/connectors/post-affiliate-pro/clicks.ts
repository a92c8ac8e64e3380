import { createHash } from 'node:crypto';
import { AffiliateError } from '../../kernel';
import {
	acceptedOutcome,
	requireId,
	type ClickWrite,
	type LinkWrite,
	type PlatformOutcome,
} from '../affiliate-platform';
import type { PostAffiliateProClient } from './client';

/**
 * Tells the tracking script of a visit. The platform counts it as of now and answers nothing but a
 * visitor's id, which a later sale may name.
 */
export async function createClick(
	client: PostAffiliateProClient,
	click: ClickWrite,
): Promise<PlatformOutcome> {
	const { referrer, ip, userAgent, more } = click;
	const { accountId, scripts } = client.account;
	const visitorId = more['visitorId'] ?? visitorOf(click);
	const query = {
		...more,
		visitorId,
		accountId,
		tracking: '1',
		url: trackedUrl(click.landingUrl),
		referrer: referrer ?? '',
		getParams: parametersOf(click),
		...(ip === null ? {} : { ip }),
		...(userAgent === null ? {} : { useragent: userAgent }),
	};
	const answer = await client.script({
		method: 'GET',
		path: scripts.track,
		query,
		safety: 'once',
	});
	if (!answer.ok) return client.outcomeOf(answer.failure, [ip ?? '']);
	const { body } = answer.response;
	const given = typeof body === 'string' ? /setVisitor\('(\w+)'\)/.exec(body)?.[1] : undefined;
	const id = given ?? visitorId;
	return acceptedOutcome(id, { by: 'list', reference: id }, body);
}

/** 32 characters that are the same for the same visit, so that telling it twice makes no second visitor. */
function visitorOf({ affiliate, landingUrl, ip, userAgent, occurredAt }: ClickWrite): string {
	const text = JSON.stringify([affiliate, landingUrl, ip, userAgent, occurredAt]);
	return createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 32);
}

/**
 * The script takes addresses with a letter for the scheme. `H_` is seen in the vendor's requests, `S_` for
 * https follows from it and is to be confirmed on an account.
 */
function trackedUrl(landingUrl: string): string {
	const url = parsed(landingUrl);
	return `${url.protocol === 'https:' ? 'S_' : 'H_'}//${url.host}${url.pathname}${url.search}`;
}

function parametersOf({ affiliate, programmeId, subId, more }: ClickWrite): string {
	const { BannerID: bannerId } = more;
	return new URLSearchParams({
		AffiliateID: requireId(affiliate, 'affiliate'),
		...(bannerId === undefined ? {} : { BannerID: bannerId }),
		...(programmeId === null ? {} : { CampaignID: programmeId }),
		...(subId === null ? {} : { data1: subId }),
	}).toString();
}

/** The landing page with affiliate, banner and sub-id; by the click script where the account wants it. */
export function buildLink(
	client: PostAffiliateProClient,
	baseUrl: string,
	link: LinkWrite,
): string {
	const { linkStyle, linkParameters, scripts } = client.account;
	const target = parsed(link.landingUrl);
	const url = linkStyle === 'direct' ? target : new URL(`${baseUrl}${scripts.click}`);
	url.searchParams.set(linkParameters.affiliate, requireId(link.affiliate, 'affiliate'));
	if (link.bannerId !== null) url.searchParams.set(linkParameters.banner, link.bannerId);
	if (link.subId !== null) url.searchParams.set('data1', link.subId);
	if (linkStyle === 'redirect') url.searchParams.set('desturl', target.toString());
	return url.toString();
}

function parsed(landingUrl: string): URL {
	const url = URL.canParse(landingUrl) ? new URL(landingUrl) : null;
	if (url !== null && /^https?:$/.test(url.protocol)) return url;
	throw new AffiliateError('The landing page is not a web address', {
		code: 'invalid_input',
		path: 'landingUrl',
		hint: 'Give it with https:// in front.',
	});
}
