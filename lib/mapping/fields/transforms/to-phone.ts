import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/min';
import { readingOf, type Reading } from '../value-at';

/** A phone number as E.164, "+493055501". The country is that of numbers without a country code. */
export function toPhone(value: string, country: string | undefined): Reading {
	const number = parsePhoneNumberFromString(value, country as CountryCode | undefined);
	if (number?.isPossible() === true) return readingOf(number.number);
	return {
		ok: false,
		why:
			country === undefined
				? 'it is no phone number with a country code; name the country of local numbers'
				: `it is no phone number of ${country}`,
	};
}
