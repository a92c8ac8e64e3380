/** Length of an IBAN by country (ISO 13616 registry). */
const IBAN_LENGTHS =
	'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 ' +
	'DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 ' +
	'IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 ' +
	'MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 ' +
	'SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30';

const LENGTH_BY_COUNTRY: ReadonlyMap<string, number> = new Map(
	IBAN_LENGTHS.split(' ').map((entry): [string, number] => [
		entry.slice(0, 2),
		Number(entry.slice(2)),
	]),
);

/** Countries whose accounts SEPA credit transfers reach (EPC409-09). */
const SEPA_COUNTRIES: ReadonlySet<string> = new Set(
	(
		'AD AL AT BE BG CH CY CZ DE DK EE ES FI FR GB GI GR HR HU IE IS IT LI LT LU LV MC MD ME MK ' +
		'MT NL NO PL PT RO RS SE SI SK SM VA'
	).split(' '),
);

const IBAN = /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/;

/** Without spaces, in capitals, as payment files want it. */
export function normalizeIban(text: string): string {
	return text.replace(/\s+/g, '').toUpperCase();
}

/** Whether country, length and check digits (ISO 7064, mod 97-10) are right. Spaces may stand in it. */
export function isValidIban(text: string): boolean {
	const iban = normalizeIban(text);
	if (!IBAN.test(iban) || LENGTH_BY_COUNTRY.get(iban.slice(0, 2)) !== iban.length) return false;
	const digits = [...`${iban.slice(4)}${iban.slice(0, 4)}`]
		.map((character) => Number.parseInt(character, 36).toString())
		.join('');
	return BigInt(digits) % 97n === 1n;
}

/** Whether a SEPA credit transfer can reach an account of this (valid) IBAN's country. */
export function isSepaIban(text: string): boolean {
	return SEPA_COUNTRIES.has(normalizeIban(text).slice(0, 2));
}
