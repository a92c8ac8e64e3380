import type { RequestFacts } from '../request-facts';

/** HEAD is how link checkers look at a link; no page is opened. */
export function isHead({ method }: RequestFacts): boolean {
	return method === 'HEAD';
}
