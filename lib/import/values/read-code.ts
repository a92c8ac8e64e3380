import { normalizeEmail } from '../../kernel';
import { codeSchema } from '../../model/primitives';
import { problem } from './problem';

/** Code of an affiliate, link or group. Throws `invalid_code`. */
export function readCode(text: string): string {
	const result = codeSchema.safeParse(text);
	if (result.success) return result.data;
	throw problem(
		'invalid_code',
		'is not a code',
		'Codes have 1 to 100 letters, digits, dots, dashes or underscores. Map another column that ' +
			'identifies the affiliate, such as its number.',
	);
}

/** Throws `invalid_email`. */
export function readEmail(text: string): string {
	const email = normalizeEmail(text);
	if (email !== null) return email;
	throw problem(
		'invalid_email',
		'is not an e-mail address',
		'Correct it, leave it empty, or map another column.',
	);
}
