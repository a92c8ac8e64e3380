import type { Link } from '../../model/link';
import { boundedText } from '../bounded-text';

/** The UTM names in use, without their prefix. */
export const UTM_NAMES = ['source', 'medium', 'campaign', 'term', 'content', 'id'] as const;

const MAX_LENGTH = 200;

/**
 * UTM values a click carries: those of the tracked link's own address, and above them what the
 * merchant set on the link (with or without the prefix).
 */
export function readUtm(query: URLSearchParams, link: Link | null): Record<string, string> {
	const utm: Record<string, string> = {};
	for (const name of UTM_NAMES) {
		const ofLink = link?.utm[name] ?? link?.utm[`utm_${name}`];
		const value = boundedText(ofLink ?? query.get(`utm_${name}`), MAX_LENGTH);
		if (value !== null) utm[name] = value;
	}
	return utm;
}

/** Values for whatever the click does not name; none of them says anything about the visitor. */
export function defaultUtm(link: Link | null, affiliateCode: string): Record<string, string> {
	return { source: 'affiliate', medium: 'affiliate', campaign: link?.code ?? affiliateCode };
}
