import type { Click } from '../../model/click';
import type { RequestFacts } from '../request-facts';
import { hasUserAgent } from './has-user-agent';
import { isBot } from './is-bot';
import { isHead } from './is-head';
import { isPrefetch } from './is-prefetch';

/**
 * Who asks for the link. The method and headers that a client sets on purpose go before guesses
 * from its user agent.
 */
export function classifyRequest(request: RequestFacts): Click['category'] {
	if (isHead(request)) return 'head';
	if (isPrefetch(request)) return 'prefetch';
	if (!hasUserAgent(request)) return 'no_user_agent';
	if (isBot(request)) return 'bot';
	return 'human';
}
