import { AffiliateError, isCurrencyCode, parseInstant } from '../../kernel';
import { exactRateSchema } from '../../model/primitives';
import { readEcbXml } from './ecb-xml';
import type { RateFile } from './rate-file';
import { readRatesJson } from './rates-json';

export interface ImportedRate {
	readonly from: string;
	readonly to: string;
	/** Decimal text: units of `to` per unit of `from`. */
	readonly rate: string;
	readonly asOf: string;
	readonly source: string;
}

export interface ImportedRates {
	readonly rates: readonly ImportedRate[];
	/** Currencies of the file that are no active ISO 4217 codes, or have no usable rate. */
	readonly skipped: readonly string[];
}

/**
 * Reads a daily rate file (C22). A day without time holds from its first moment in UTC. Throws
 * `invalid_rate_file` when it is none, or has no usable rate.
 */
export function readRateFile(text: string, source: string): ImportedRates {
	const file = readRatesJson(text) ?? readEcbXml(text);
	if (file === null || !isCurrencyCode(file.base) || !/^\d{4}-\d{2}-\d{2}$/.test(file.day)) {
		throw invalidFile('The text is no rate file');
	}
	const asOf = parseInstant(`${file.day}T00:00:00Z`);
	const usable = file.rates.filter((entry) => isUsable(file, entry));
	if (usable.length === 0) throw invalidFile('The rate file has no usable rate');
	return {
		rates: usable.map(({ currency, rate }) => ({
			from: file.base,
			to: currency,
			rate,
			asOf,
			source,
		})),
		skipped: file.rates.filter((entry) => !usable.includes(entry)).map(({ currency }) => currency),
	};
}

function isUsable({ base }: RateFile, { currency, rate }: RateFile['rates'][number]): boolean {
	const isRate = exactRateSchema.safeParse(rate).success && !/^[0.]+$/.test(rate);
	return isCurrencyCode(currency) && currency !== base && isRate;
}

function invalidFile(message: string): AffiliateError {
	return new AffiliateError(message, {
		code: 'invalid_rate_file',
		path: 'ratesText',
		hint: "Pass the XML of the European Central Bank, or JSON with 'base', 'date' and 'rates'.",
	});
}
