const BIC = /^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/;

/** Without spaces, in capitals. */
export function normalizeBic(text: string): string {
	return text.replace(/\s+/g, '').toUpperCase();
}

/** Whether a text has the form of a BIC (ISO 9362): 8 or 11 characters. */
export function isValidBic(text: string): boolean {
	return BIC.test(normalizeBic(text));
}
