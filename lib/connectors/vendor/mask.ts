const E_MAIL = /[^\s@"'<>[\](){},;:]+@[^\s@"'<>[\](){},;:]+/g;

/** A vendor's words without the values that were sent and without anything like an e-mail address. */
export function maskValues(text: string, sentValues: readonly string[]): string {
	const values = [...new Set(sentValues)]
		.filter((value) => value.length >= 3)
		.sort((a, b) => b.length - a.length);
	const masked = values.reduce((rest, value) => rest.replaceAll(value, '•••'), text);
	return masked.replace(E_MAIL, '•••');
}
