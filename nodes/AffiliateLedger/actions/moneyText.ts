import { AffiliateError } from '../../../lib/kernel';

const AMOUNT = /^(\d+(?:\.\d+)?)\s*([A-Za-z]{3})$/;

/** Reads "50.00 EUR" into the JSON of money. Throws `invalid_amount`. */
export function moneyText(text: string, path: string): { amount: string; currency: string } {
	const [, amount, currency] = AMOUNT.exec(text.trim()) ?? [];
	if (amount === undefined || currency === undefined) {
		throw new AffiliateError(`'${text}' is not an amount with a currency`, {
			code: 'invalid_amount',
			path,
			hint: 'Write an amount and a currency, such as 50.00 EUR.',
		});
	}
	return { amount, currency: currency.toUpperCase() };
}

/** Reads "50.00 EUR, 60.00 USD". */
export function moneyTexts(
	text: string,
	path: string,
): Array<{ amount: string; currency: string }> {
	return text
		.split(/[,;\n]/)
		.map((part) => part.trim())
		.filter((part) => part !== '')
		.map((part) => moneyText(part, path));
}
