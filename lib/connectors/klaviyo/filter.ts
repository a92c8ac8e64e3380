/*
 * Klaviyo's filter language: texts stand in quotes, moments do not, conditions are joined by commas.
 * Source: "Filtering" of Klaviyo's guides. It tells of no way to escape a quote.
 */

/** Whether a text can stand in a filter. */
export function canFilterBy(text: string): boolean {
	return text !== '' && !/["\\\p{Cc}]/u.test(text);
}

export function equalsText(field: string, text: string): string {
	return `equals(${field},${quoted(text)})`;
}

export function anyText(field: string, texts: readonly string[]): string {
	return `any(${field},[${texts.map(quoted).join(',')}])`;
}

/** The moment is ISO 8601. */
export function after(field: string, moment: string): string {
	return `greater-than(${field},${moment})`;
}

export function allOf(...conditions: readonly string[]): string {
	return conditions.join(',');
}

function quoted(text: string): string {
	return `"${text}"`;
}
