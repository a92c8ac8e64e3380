import { AffiliateError } from '../kernel';

/** The one error of this folder: what is wrong, where, and how to mend it. */
export function invalidInput(message: string, path: string, hint: string): AffiliateError {
	return new AffiliateError(message, { code: 'invalid_input', path, hint });
}
