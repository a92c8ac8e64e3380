import { AffiliateError } from '../../kernel';

/**
 * A cell that cannot be read. The message goes on after the name of the column ("is not an
 * amount") and never repeats the cell: a wrongly chosen column may hold personal data.
 */
export function problem(code: string, message: string, hint: string): AffiliateError {
	return new AffiliateError(message, { code, hint });
}
