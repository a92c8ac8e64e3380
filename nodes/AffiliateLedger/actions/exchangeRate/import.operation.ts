import { readRateFile } from '../../../../lib/import/exchange-rates/read-rate-file';
import type { SaveOutcome } from '../../../../lib/ports/store';
import { readText, requireText } from '../../fields';
import type { LedgerOperation } from '../../operation';
import { recordItems } from '../../save';

/** Stores a day's rates from a file in one go; a corrected file corrects the day. */
export const importExchangeRates: LedgerOperation = {
	value: 'import',
	name: 'Import',
	action: 'Import exchange rates',
	description: 'Store all rates of a daily file: ECB XML, or JSON with base, date and rates',
	fields: [
		{
			displayName: 'Rates',
			name: 'ratesText',
			type: 'string',
			typeOptions: { rows: 4 },
			default: '',
			required: true,
			description: 'Text of the file, as an HTTP Request node returns it',
		},
		{
			displayName: 'Source',
			name: 'source',
			type: 'string',
			default: 'European Central Bank',
			description: 'Kept with every commission that is booked at such a rate',
		},
	],
	async run(context) {
		const text = requireText(context, 'ratesText', 'Rates');
		const { rates, skipped } = readRateFile(text, readText(context, 'source') || 'rate file');
		const outcomes = await context.store.registry.saveExchangeRates(rates);
		const count = (wanted: SaveOutcome): number =>
			outcomes.filter((outcome) => outcome === wanted).length;
		return recordItems([
			{
				asOf: rates[0]?.asOf ?? null,
				base: rates[0]?.from ?? null,
				created: count('created'),
				updated: count('updated'),
				unchanged: count('unchanged'),
				skipped,
			},
		]);
	},
};
