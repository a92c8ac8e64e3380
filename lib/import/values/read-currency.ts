import { isCurrencyCode } from '../../kernel';
import { problem } from './problem';

/** An ISO 4217 code in any case. Throws `unknown_currency`. */
export function readCurrency(text: string): string {
	const code = text.toUpperCase();
	if (isCurrencyCode(code)) return code;
	throw problem(
		'unknown_currency',
		'is not a currency code',
		'Use three letters of ISO 4217, such as EUR or USD.',
	);
}
