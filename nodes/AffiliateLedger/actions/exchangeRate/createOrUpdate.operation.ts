import { AffiliateError, isCurrencyCode } from '../../../../lib/kernel';
import { lockedRateSchema } from '../../../../lib/model/commission';
import { parseModel } from '../../../../lib/model/parse';
import {
	additionalFields,
	optionalInstant,
	optionalText,
	readCollection,
	requireText,
} from '../../fields';
import type { LedgerOperation } from '../../operation';
import { savedItem } from '../../save';

/** Stores a daily rate; orders in a foreign currency are booked at the newest one before them. */
export const createOrUpdateExchangeRate: LedgerOperation = {
	value: 'upsert',
	name: 'Create or Update',
	action: 'Create or update exchange rate',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
	fields: [
		{
			displayName: 'From Currency',
			name: 'fromCurrency',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. USD',
			description: 'Currency of the order',
		},
		{
			displayName: 'To Currency',
			name: 'toCurrency',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. EUR',
			description: 'Currency of the programme',
		},
		{
			displayName: 'Rate',
			name: 'rate',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 0.9213',
			description: 'Units of the second currency for one unit of the first',
		},
		additionalFields([
			{
				displayName: 'As Of',
				name: 'asOf',
				type: 'dateTime',
				default: '',
				description: 'From when the rate holds; now when left out',
			},
			{
				displayName: 'Source',
				name: 'source',
				type: 'string',
				default: '',
				placeholder: 'e.g. European Central Bank',
			},
		]),
	],
	async run(context) {
		const extra = readCollection(context, 'additionalFields');
		const rate = parseModel(
			lockedRateSchema,
			{
				from: requireText(context, 'fromCurrency', 'From Currency').toUpperCase(),
				to: requireText(context, 'toCurrency', 'To Currency').toUpperCase(),
				rate: requireText(context, 'rate', 'Rate'),
				asOf: optionalInstant(extra, 'asOf') ?? context.clock.now(),
				source: optionalText(extra, 'source') ?? 'entered by hand',
			},
			'exchangeRate',
		);
		if (!isCurrencyCode(rate.from) || rate.from === rate.to || /^[0.]+$/.test(rate.rate)) {
			throw new AffiliateError("'Rate' must be above zero and between two different currencies", {
				code: 'invalid_rate',
				path: 'rate',
				hint: 'For one unit of the first currency, write how many units of the second you get.',
			});
		}
		return savedItem(rate, await context.store.registry.saveExchangeRate(rate));
	},
};
