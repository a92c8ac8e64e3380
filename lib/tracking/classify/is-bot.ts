import { isbot } from 'isbot';
import { headerText, type RequestFacts } from '../request-facts';

/** Longest user agent looked at: bounds the work one request can cause. */
const MAX_LENGTH = 1_024;

/**
 * A client that says itself that it is a crawler, a link preview or a program. A bot that sends a
 * plain browser string is not visible here.
 */
export function isBot({ headers }: RequestFacts): boolean {
	return isbot(headerText(headers, 'user-agent')?.slice(0, MAX_LENGTH));
}
