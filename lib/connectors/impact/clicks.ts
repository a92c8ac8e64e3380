import { z } from 'zod/v4';
import { AffiliateError } from '../../kernel';
import {
	confirmedOutcome,
	failureOutcome,
	lenientText,
	platformError,
	rejectedOutcome,
	requireId,
	type ClickWrite,
	type LinkWrite,
	type PlatformOutcome,
} from '../affiliate-platform';
import type { VendorClient } from '../vendor';
import type { ImpactClient } from './client';
import { IMPACT_WORDS } from './failure';

/** Tells Impact of a page that a visitor opened; the profile is the caller's own mark of the visitor. */
export async function createClick(
	tracking: VendorClient,
	{ programmeId, landingUrl, occurredAt, referrer, userAgent, ip, subId, more }: ClickWrite,
): Promise<PlatformOutcome> {
	const profile = more['CustomProfileId'] ?? subId;
	if (programmeId === null || profile === null || profile === undefined) {
		return rejectedOutcome({
			reason: 'A page load in Impact belongs to a programme and a visitor',
			hint: "Choose the programme, and give your own mark of the visitor as 'Sub ID'.",
			field: programmeId === null ? 'CampaignId' : 'CustomProfileId',
		});
	}
	const answer = await tracking.call({
		method: 'POST',
		path: '/PageLoad',
		form: {
			CampaignId: programmeId,
			PageUrl: landingUrl,
			EventDate: occurredAt,
			CustomProfileId: profile,
			...(referrer === null ? {} : { ReferringUrl: referrer }),
			...(userAgent === null ? {} : { UserAgent: userAgent }),
			...(ip === null ? {} : { IpAddress: ip }),
			...more,
		},
		safety: 'once',
	});
	if (!answer.ok) return failureOutcome(answer.failure, IMPACT_WORDS, [ip ?? '']);
	const { body } = answer.response;
	const read = z.object({ clickId: lenientText }).safeParse(body);
	const clickId = read.success ? read.data.clickId : null;
	if (clickId !== null) return confirmedOutcome(clickId, body);
	return rejectedOutcome(
		{
			reason: 'Impact counted no click of it',
			hint: "The page's address must be one that a link of Impact leads to, with its parameters.",
			field: 'PageUrl',
		},
		body,
	);
}

/** A link that Impact makes; the same partner, page and programme give the same. */
export async function buildLink(
	client: ImpactClient,
	{ affiliate, programmeId, landingUrl, subId, bannerId }: LinkWrite,
): Promise<string> {
	if (programmeId === null) {
		throw new AffiliateError('A link of Impact belongs to a programme', {
			code: 'missing_input',
			path: 'programmeId',
			hint: 'Choose the programme.',
		});
	}
	const programme = encodeURIComponent(requireId(programmeId, 'programmeId'));
	const answer = await client.call({
		method: 'POST',
		path: `/Programs/${programme}/TrackingLinks`,
		query: { MediaPartnerId: requireId(affiliate, 'affiliate') },
		form: {
			Type: 'Regular',
			DeepLink: landingUrl,
			...(bannerId === null ? {} : { AdId: bannerId }),
		},
		safety: 'repeatable',
	});
	if (!answer.ok) throw platformError(answer.failure, IMPACT_WORDS);
	const read = z.object({ TrackingURL: z.url() }).safeParse(answer.response.body);
	if (!read.success) {
		throw new AffiliateError('Impact gave no link', {
			code: 'vendor_refused',
			hint: 'Make the link in Impact, and look why it is refused.',
		});
	}
	const url = new URL(read.data.TrackingURL);
	if (subId !== null) url.searchParams.set('subId1', subId);
	return url.toString();
}
