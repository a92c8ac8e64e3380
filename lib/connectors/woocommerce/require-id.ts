import { AffiliateError } from '../../kernel';

/** The id of a record, which goes into the path of a request. Throws `invalid_input` for another text. */
export function requireId(id: string): string {
	const trimmed = id.trim();
	if (/^[1-9]\d{0,18}$/.test(trimmed)) return trimmed;
	throw new AffiliateError('The id of a WooCommerce record is not a whole number above zero', {
		code: 'invalid_input',
		path: 'id',
		hint: 'Use the id, not the number that customers see. A guest has no customer id.',
	});
}
