import { readCode } from '../values/read-code';
import { problem } from '../values/problem';
import { readAssignedStatus } from '../values/read-status';
import { readAffiliateReference } from './affiliate-reference';
import type { FieldReader } from './field-reader';
import type { LinkRecord } from './import-record';

export function readLink(reader: FieldReader): LinkRecord | null {
	const code = reader.read('code', readCode);
	const affiliate = readAffiliateReference(reader);
	const destination = reader.require('destination', readDestination);
	const status = reader.read('status', readAssignedStatus);
	return destination === null ? null : { kind: 'link', code, affiliate, destination, status };
}

/** Throws `invalid_url`. Whether the programme allows its host is for whoever saves it. */
function readDestination(text: string): string {
	const withScheme = text.startsWith('//') ? `https:${text}` : text;
	if (URL.canParse(withScheme) && /^https?:$/.test(new URL(withScheme).protocol)) return withScheme;
	throw problem(
		'invalid_url',
		'is not the address of a page',
		'Write the whole address, such as https://shop.example.com/tea.',
	);
}
