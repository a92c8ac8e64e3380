import { isbot } from 'isbot';
import { remembered } from '../../kernel';
import { headerText, type RequestFacts } from '../request-facts';

/** Longest user agent looked at: bounds the work one request can cause. */
const MAX_LENGTH = 1_024;

const MOST_USER_AGENTS = 2_000;

const isKnownBot = remembered((userAgent: string) => isbot(userAgent), MOST_USER_AGENTS);

/**
 * A client that says itself that it is a crawler, a link preview or a program. A bot that sends a
 * plain browser string is not visible here.
 */
export function isBot({ headers }: RequestFacts): boolean {
	return isKnownBot(headerText(headers, 'user-agent')?.slice(0, MAX_LENGTH) ?? '');
}
