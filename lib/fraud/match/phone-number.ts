/**
 * A phone number in E.164 ("+4930123456"). Null when the number names no country (national
 * notation), because then it cannot be compared with another one.
 */
export function phoneNumber(raw: string): string | null {
	const text = raw
		.normalize('NFKC')
		.trim()
		.replace(/^00/, '+')
		.replace(/\(0\)/g, '')
		.replace(/[\s().\-/\u2010-\u2015]/g, '');
	return /^\+[1-9]\d{6,14}$/.test(text) ? text : null;
}
