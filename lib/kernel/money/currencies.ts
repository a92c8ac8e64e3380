import { AffiliateError } from '../errors/affiliate-error';

/**
 * ISO 4217 list one (2026): the active currency codes by number of decimal digits of the
 * minor unit. Node's Intl is wrong for 16 of them, so the list is ours.
 * Codes without a minor unit (metals, testing, SDR) are not money a programme can pay and are left out.
 */
const CODES_BY_EXPONENT: Readonly<Record<number, string>> = {
	0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
	2:
		'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD ' +
		'BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP ' +
		'DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF ' +
		'IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL ' +
		'MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR ' +
		'NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP ' +
		'SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD ' +
		'USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG',
	3: 'BHD IQD JOD KWD LYD OMR TND',
	4: 'CLF UYW',
};

const EXPONENTS: ReadonlyMap<string, number> = new Map(
	Object.entries(CODES_BY_EXPONENT).flatMap(([exponent, codes]) =>
		codes.split(' ').map((code): [string, number] => [code, Number(exponent)]),
	),
);

/** Every supported ISO 4217 code, in alphabetical order. */
export function currencyCodes(): string[] {
	return [...EXPONENTS.keys()].sort();
}

export function isCurrencyCode(code: string): boolean {
	return EXPONENTS.has(code);
}

/**
 * Number of decimal digits of the currency's minor unit (EUR 2, JPY 0, BHD 3).
 * Throws `unknown_currency` for anything else than an active upper-case ISO 4217 code.
 */
export function minorUnitExponent(code: string): number {
	const exponent = EXPONENTS.get(code);
	if (exponent === undefined) {
		throw new AffiliateError(`'${code}' is not an ISO 4217 currency code`, {
			code: 'unknown_currency',
			hint: 'Use a three-letter code in capitals, such as EUR, USD or JPY.',
		});
	}
	return exponent;
}
