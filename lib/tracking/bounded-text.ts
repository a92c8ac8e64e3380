/** Control and format characters (line breaks, zero-width marks, direction marks). */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;

/** Half of a pair, left by a cut. */
const LONE_SURROGATE = /\p{Cs}/gu;

/** Text from outside for storage: invisible characters dropped, trimmed, cut; null when empty. */
export function boundedText(text: string | null, maxLength: number): string | null {
	if (text === null) return null;
	const clean = text
		.slice(0, maxLength * 4)
		.replace(INVISIBLE, '')
		.trim()
		.slice(0, maxLength)
		.replace(LONE_SURROGATE, '');
	return clean === '' ? null : clean;
}
