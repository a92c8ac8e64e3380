/** `affiliate_source` is `Affiliate_Source__c`. */
export function apiName(name: string): string {
	return `${capitalised(name)}__c`;
}

/** The first letter of each word as a capital. */
export function capitalised(text: string): string {
	return text.replace(/(^|[ _-])([a-z])/g, (_, before: string, letter: string) => {
		return `${before}${letter.toUpperCase()}`;
	});
}
