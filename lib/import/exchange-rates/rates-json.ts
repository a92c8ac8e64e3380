import { z } from 'zod/v4';
import type { RateFile } from './rate-file';

/** Numbers of JSON are taken as the decimal they were written as; nothing is calculated with them. */
const rateTextSchema = z.union([z.string(), z.number().transform(String)]);

const ratesJsonSchema = z.object({
	base: z.string(),
	date: z.string(),
	rates: z.record(z.string(), rateTextSchema),
});

/** `{ "base": "EUR", "date": "2026-11-20", "rates": { "USD": 1.0843 } }`, as many services send it. */
export function readRatesJson(text: string): RateFile | null {
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch {
		return null;
	}
	const result = ratesJsonSchema.safeParse(json);
	if (!result.success) return null;
	const { base, date, rates } = result.data;
	return {
		base,
		day: date.slice(0, 10),
		rates: Object.entries(rates).map(([currency, rate]) => ({ currency, rate })),
	};
}
