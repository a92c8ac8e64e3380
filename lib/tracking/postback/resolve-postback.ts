import type { Programme } from '../../model/programme';
import type { LinkDirectory } from '../destination/link-directory';
import { resolveLink, type RefusalReason, type Resolution } from '../destination/resolve-link';
import type { ToldClick } from './read-postback';

/** Where a click that is told belongs, or why it cannot be kept. */
export type PostbackResolution =
	| { readonly outcome: 'tracked'; readonly resolution: Extract<Resolution, { kind: 'tracked' }> }
	| { readonly outcome: 'refused'; readonly message: string; readonly path: string };

const MESSAGES: Readonly<Record<RefusalReason, string>> = {
	no_link_named: 'name either the link or the affiliate',
	unknown_link: 'the programme has no such link',
	paused_link: 'the link is paused',
	unknown_programme: 'there is no such programme',
	paused_programme: 'the programme is paused',
	unknown_affiliate: 'there is no such affiliate',
	inactive_affiliate: 'the affiliate is not active',
};

/**
 * Finds link and affiliate by the rules of a tracked link. The secret is one programme's, so that a
 * link of another one is no better than an unknown one.
 */
export async function resolvePostback(
	{ link, affiliate }: Pick<ToldClick, 'link' | 'affiliate'>,
	programme: Programme,
	directory: LinkDirectory,
): Promise<PostbackResolution> {
	const request =
		link === null
			? ({ kind: 'deep_link', affiliateCode: affiliate ?? '', url: null } as const)
			: ({ kind: 'link', code: link } as const);
	const resolution = await resolveLink(request, directory, programme.code);
	if (resolution.kind === 'fallback') return refused(resolution.reason, link !== null);
	if (resolution.programme.programmeId !== programme.programmeId) {
		return refused('unknown_link', true);
	}
	return { outcome: 'tracked', resolution };
}

function refused(reason: RefusalReason, isByLink: boolean): PostbackResolution {
	const field = reason.endsWith('_programme') ? 'programme' : isByLink ? 'link' : 'affiliate';
	const path = `postback.${field}`;
	return { outcome: 'refused', message: `${path}: ${MESSAGES[reason]}`, path };
}
