/** The entities WordPress's wp_specialchars_decode undoes when quotes are included. */
const ENTITIES: ReadonlyArray<readonly [RegExp, string]> = [
	[/^&(?:lt|#0*60|#x0*3c);$/i, '<'],
	[/^&(?:gt|#0*62|#x0*3e);$/i, '>'],
	[/^&(?:quot|#0*34|#x0*22);$/i, '"'],
	[/^&(?:apos|#0*39|#x0*27);$/i, "'"],
	[/^&(?:amp|#0*38|#x0*26);$/i, '&'],
];

/** Decodes `& < > " '` once, from left to right: `&amp;lt;` becomes `&lt;`. */
export function decodeSpecialChars(text: string): string {
	return text.replace(
		/&(?:[a-z]{2,4}|#\d{1,6}|#x[0-9a-f]{1,6});/gi,
		(entity) => ENTITIES.find(([pattern]) => pattern.test(entity))?.[1] ?? entity,
	);
}
