import {
	AffiliateError,
	minorUnitExponent,
	money,
	parseAmount,
	rateFromDecimal,
	roundQuotient,
	zeroMoney,
	type Money,
} from '../../kernel';

/**
 * An amount of the sender in its currency. More decimals than the currency has are refused, because
 * only the sender knows how they were rounded. Throws `invalid_input` with the path.
 */
export function genericAmount(text: string, currency: string, path: string): Money {
	try {
		return parseAmount(text, currency);
	} catch {
		throw new AffiliateError(`'${path}' has more decimals than ${currency} allows`, {
			code: 'invalid_input',
			path,
			hint: `${currency} has ${minorUnitExponent(currency)} decimals; round the amount before it is sent.`,
		});
	}
}

export function genericAmountOrZero(
	text: string | undefined,
	currency: string,
	path: string,
): Money {
	return text === undefined ? zeroMoney(currency) : genericAmount(text, currency, path);
}

/** Unit price times quantity, rounded half up once; unit prices may be finer than the currency. */
export function extendedPrice(unitPrice: string, quantity: number, currency: string): Money {
	const { numerator, denominator } = rateFromDecimal(unitPrice);
	const minor = numerator * BigInt(quantity) * 10n ** BigInt(minorUnitExponent(currency));
	return money(roundQuotient(minor, denominator, 'half_up'), currency);
}
