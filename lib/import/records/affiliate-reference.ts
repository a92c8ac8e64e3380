import { readCode, readEmail } from '../values/read-code';
import type { FieldReader } from './field-reader';
import type { AffiliateReference } from './import-record';

/** Code and e-mail address that a row names its affiliate by; one of them must be filled in. */
export function readAffiliateReference(reader: FieldReader): AffiliateReference {
	const code = reader.read('affiliateCode', readCode);
	const email = reader.read('affiliateEmail', readEmail);
	if (reader.text('affiliateCode') === null && reader.text('affiliateEmail') === null) {
		const field = reader.rules.recognition.columns.has('affiliateCode')
			? 'affiliateCode'
			: 'affiliateEmail';
		reader.fail(field, {
			code: 'missing_value',
			message: 'The row names no affiliate',
			hint: 'Fill in the code or the e-mail address, or leave the row out of the file.',
		});
	}
	return { code, email };
}
