import { AffiliateError } from '../../lib/kernel';

const PATH = /^[A-Za-z0-9_-]+(?:\/[A-Za-z0-9_-]+)*$/;

/** Throws `invalid_parameter` unless the path is plain: n8n reads a colon as a variable part. */
export function requirePlainPath(path: unknown): void {
	if (typeof path === 'string' && PATH.test(path)) return;
	throw new AffiliateError("The parameter 'Path' is not in a form that can be used", {
		code: 'invalid_parameter',
		hint: "Enter a value such as go or r/go: letters, digits, dashes and underscores, with '/' in between.",
	});
}
