import { headerText, type RequestFacts } from '../request-facts';

/** Every browser sends a user agent; a missing one is a class of its own, not a person. */
export function hasUserAgent({ headers }: RequestFacts): boolean {
	return headerText(headers, 'user-agent') !== null;
}
