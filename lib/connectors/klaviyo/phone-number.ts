/** Klaviyo takes phone numbers in E.164 only. Source: `phone_number` of the API reference. */
const E164 = /^\+[1-9]\d{6,14}$/;

/**
 * A phone number as Klaviyo takes it: "+49 (30) 123-456" is "+4930123456", "0049…" is "+49…". Null for
 * a number without country code, because the country cannot be guessed.
 */
export function phoneNumber(text: string): string | null {
	const compact = text.replace(/\(0\)/g, '').replace(/[\s().\-/]/g, '');
	const international = compact.replace(/^00/, '+');
	return E164.test(international) ? international : null;
}
