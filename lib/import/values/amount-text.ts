import { isCurrencyCode } from '../../kernel';
import { problem } from './problem';

/** An amount taken apart: what is left to decide is which mark begins its decimals. */
export interface AmountText {
	readonly isNegative: boolean;
	/** Digits, points and commas only. */
	readonly digits: string;
	/** Currency codes and symbols that stood beside the number, in capitals: "$", "USD". */
	readonly currencyMarks: readonly string[];
}

/** Spaces and apostrophes only ever group digits: "1 234,56" and "1'234.56". */
const GROUPING = /(?<=\d)[\s\u00a0\u202f'’](?=\d{3}(?!\d))/g;

const NUMBER = /\d(?:[\d.,]*\d)?|[.,]\d+/;

/**
 * Takes "$1,234.56", "12.50 EUR", "(3,00)", "-€ 5" or "5-" apart. Throws `invalid_amount` for
 * anything that has more than a number, a sign and a currency.
 */
export function amountText(text: string): AmountText {
	const plain = text.replaceAll('−', '-').replace(GROUPING, '').trim();
	const isInBrackets = /^[^()]*\([^()]+\)[^()]*$/.test(plain);
	const body = isInBrackets ? plain.replace(/[()]/g, '') : plain;
	const number = NUMBER.exec(body)?.[0];
	if (number === undefined) throw notAnAmount();
	const around = body.replace(number, ' ');
	const signs = around.match(/[+-]/g) ?? [];
	if (signs.length > 1 || (isInBrackets && signs.length > 0)) throw notAnAmount();
	return {
		isNegative: isInBrackets || signs[0] === '-',
		digits: number,
		currencyMarks: currencyMarks(around.replace(/[+\-\s\u00a0\u202f]/g, '')),
	};
}

/** Symbols by the currencies they can stand for. */
const SYMBOLS: ReadonlyMap<string, readonly string[]> = new Map([
	['€', ['EUR']],
	['£', ['GBP', 'EGP', 'FKP', 'GIP', 'LBP', 'SHP', 'SSP', 'SYP', 'SDG']],
	['¥', ['JPY', 'CNY']],
	['₹', ['INR']],
	['₽', ['RUB']],
	['₺', ['TRY']],
	['₩', ['KRW', 'KPW']],
	['₪', ['ILS']],
	['ZŁ', ['PLN']],
	['KČ', ['CZK']],
	['R$', ['BRL']],
	['KR', ['SEK', 'NOK', 'DKK', 'ISK']],
	['FR.', ['CHF']],
	['US$', ['USD']],
	['C$', ['CAD']],
	['CA$', ['CAD']],
	['A$', ['AUD']],
]);

/** Currencies that call their unit a dollar or a peso; "$" alone does not tell which one. */
const DOLLARS: ReadonlySet<string> = new Set(
	(
		'USD CAD AUD NZD HKD SGD TWD BBD BMD BND BSD BZD FJD GYD JMD KYD LRD NAD SBD SRD TTD XCD ' +
		'ARS CLP COP CUP DOP MXN UYU'
	).split(' '),
);

/** Whether a mark beside a number agrees with the currency of the row. */
export function marksCurrency(mark: string, currency: string): boolean {
	if (mark === '$') return DOLLARS.has(currency);
	const candidates = SYMBOLS.get(mark);
	return candidates === undefined ? mark === currency : candidates.includes(currency);
}

/** "USD", "$" or "$USD" as its parts; nothing else may stand beside a number. */
function currencyMarks(text: string): string[] {
	const upper = text.toUpperCase();
	if (upper === '') return [];
	if (isSymbol(upper)) return [upper];
	const code = /[A-Z]{3}/.exec(upper)?.[0] ?? '';
	const symbol = upper.replace(code, '');
	if (!isCurrencyCode(code) || (symbol !== '' && !isSymbol(symbol))) throw notAnAmount();
	return symbol === '' ? [code] : [code, symbol];
}

function isSymbol(text: string): boolean {
	return text === '$' || SYMBOLS.has(text);
}

function notAnAmount() {
	return problem(
		'invalid_amount',
		'is not an amount',
		'Write a number such as 1234.50, with a currency beside it if you like.',
	);
}
