/** Letters without a decomposition of their own. */
const LATIN: Readonly<Record<string, string>> = {
	ß: 'ss',
	ẞ: 'SS',
	Æ: 'AE',
	æ: 'ae',
	Œ: 'OE',
	œ: 'oe',
	Ø: 'O',
	ø: 'o',
	Ł: 'L',
	ł: 'l',
	Đ: 'D',
	đ: 'd',
	Ð: 'D',
	ð: 'd',
	Þ: 'TH',
	þ: 'th',
	ı: 'i',
	'&': '+',
	'@': '(at)',
	_: '-',
	'€': 'EUR',
	'–': '-',
	'—': '-',
	'’': "'",
	'‘': "'",
	'“': "'",
	'”': "'",
	'"': "'",
	';': ',',
};

const GREEK: Readonly<Record<string, string>> = {
	α: 'a',
	β: 'v',
	γ: 'g',
	δ: 'd',
	ε: 'e',
	ζ: 'z',
	η: 'i',
	θ: 'th',
	ι: 'i',
	κ: 'k',
	λ: 'l',
	μ: 'm',
	ν: 'n',
	ξ: 'x',
	ο: 'o',
	π: 'p',
	ρ: 'r',
	σ: 's',
	ς: 's',
	τ: 't',
	υ: 'y',
	φ: 'f',
	χ: 'ch',
	ψ: 'ps',
	ω: 'o',
};

const CYRILLIC: Readonly<Record<string, string>> = {
	а: 'a',
	б: 'b',
	в: 'v',
	г: 'g',
	д: 'd',
	е: 'e',
	ж: 'zh',
	з: 'z',
	и: 'i',
	й: 'y',
	к: 'k',
	л: 'l',
	м: 'm',
	н: 'n',
	о: 'o',
	п: 'p',
	р: 'r',
	с: 's',
	т: 't',
	у: 'u',
	ф: 'f',
	х: 'h',
	ц: 'ts',
	ч: 'ch',
	ш: 'sh',
	щ: 'sht',
	ъ: 'a',
	ы: 'y',
	ь: 'y',
	э: 'e',
	ю: 'yu',
	я: 'ya',
	і: 'i',
	ї: 'i',
	є: 'ie',
	ґ: 'g',
	ђ: 'dj',
	ј: 'j',
	љ: 'lj',
	њ: 'nj',
	ћ: 'c',
	џ: 'dz',
};

const LETTERS: ReadonlyMap<string, string> = new Map([
	...Object.entries(LATIN),
	...[GREEK, CYRILLIC].flatMap(withCapitals),
]);

const ALLOWED = /^[A-Za-z0-9/\-?:().,'+ ]$/;

/**
 * A text in the characters that every SEPA bank takes (EPC217-08): accents dropped, Greek and
 * Cyrillic in Latin letters, anything else a full stop. Not longer than `length`; without slashes
 * at its ends or in pairs, which banks refuse.
 */
export function sepaText(text: string, length: number): string {
	const written = [...text.normalize('NFC')].map(inLatin).join('');
	return written
		.replace(/\s+/g, ' ')
		.replace(/\/{2,}/g, '/')
		.replace(/^[/ ]+/, '')
		.slice(0, length)
		.replace(/[/ ]+$/, '');
}

/** Whether enough of a name survived to be recognised by a bank. */
export function hasLetters(text: string): boolean {
	return /[A-Za-z0-9]/.test(text);
}

function inLatin(character: string): string {
	const known = LETTERS.get(character);
	if (known !== undefined) return known;
	if (ALLOWED.test(character)) return character;
	if (/\s/.test(character)) return ' ';
	const base = character.normalize('NFKD').replace(/\p{M}/gu, '');
	if (base === '' || base === character) return base === '' ? '' : '.';
	return [...base].map((part) => LETTERS.get(part) ?? (ALLOWED.test(part) ? part : '.')).join('');
}

function withCapitals(letters: Readonly<Record<string, string>>): Array<[string, string]> {
	return Object.entries(letters).flatMap(([letter, latin]): Array<[string, string]> => [
		[letter, latin],
		[letter.toUpperCase(), `${latin.charAt(0).toUpperCase()}${latin.slice(1)}`],
	]);
}
