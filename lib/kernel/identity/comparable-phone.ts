import { callingCodeOf, leadingCallingCode } from './calling-codes';

/** What a line within the country begins with; mostly one zero, which is not dialled from abroad. */
const TRUNK_PREFIXES: Readonly<Record<string, RegExp>> = {
	'1': /^1(?=\d{10}$)/,
	'7': /^8(?=\d{10}$)/,
	'36': /^06/,
};

/** Where a zero in front is part of the number. */
const KEEPS_ZERO: ReadonlySet<string> = new Set(['39', '225', '229', '241', '242', '378']);

const NANP = '1';

const FULL_NUMBER = /^\d{7,15}$/;

/**
 * Digits of a phone number with its country code, however it is spelled: "+", "00" and "011", the zero
 * of a trunk with and without parentheses, any separators, an extension behind it. A number without
 * country code is one of `country` (ISO 3166); null where that is not known, and for what is no number.
 */
export function comparablePhone(phone: string | null, country: string | null): string | null {
	const text = (phone ?? '')
		.normalize('NFKC')
		.replace(/\p{DI}|\p{Cf}/gu, '')
		.replace(/\p{Nd}/gu, latinDigit)
		.replace(/^[^\d+(]+/, '');
	const spelled = text.split(/[\p{L}#;]/u, 1)[0] ?? '';
	const digits = spelled.replace(/\(\s*0\s*\)/g, '').replace(/\D/g, '');
	const own = callingCodeOf(country);
	const international = internationalDigits(spelled, digits, own);
	const code = international === null ? own : leadingCallingCode(international);
	if (code === null) return null;
	const local = international === null ? digits : international.slice(code.length);
	const full = code + withoutTrunk(local, code);
	return FULL_NUMBER.test(full) ? full : null;
}

/** Null for a number that is dialled within the country. */
function internationalDigits(
	spelled: string,
	digits: string,
	ownCode: string | null,
): string | null {
	if (/^\(?\+/.test(spelled)) return digits;
	if (digits.startsWith('00')) return digits.slice(2);
	return ownCode === NANP && digits.startsWith('011') ? digits.slice(3) : null;
}

function withoutTrunk(local: string, code: string): string {
	if (KEEPS_ZERO.has(code)) return local;
	return local.replace(TRUNK_PREFIXES[code] ?? /^0/, '');
}

/** Scripts have their own ten digits, one after the other from zero on. */
function latinDigit(digit: string): string {
	const point = digit.codePointAt(0) ?? 0;
	let zero = point;
	while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
	return String((point - zero) % 10);
}
