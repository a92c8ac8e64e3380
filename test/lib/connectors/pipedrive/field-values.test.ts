import type { PipedriveField } from '../../../../lib/connectors/pipedrive/object-fields';
import { crmFieldType } from '../../../../lib/connectors/pipedrive/field-types';
import {
	currencyOfValue,
	faultOf,
	inStoredForm,
	jsonOfText,
	textOfValue,
} from '../../../../lib/connectors/pipedrive/field-values';

const fieldOf = (vendorType: string, options: PipedriveField['options'] = []): PipedriveField => ({
	code: 'f'.repeat(40),
	label: 'Field',
	vendorType,
	type: crmFieldType(vendorType),
	isCustom: true,
	isWritable: true,
	isRequired: false,
	options,
});

const stored = (vendorType: string, value: string, options?: PipedriveField['options']): string =>
	inStoredForm({ field: 'f', value, policy: 'source_wins' }, fieldOf(vendorType, options)).value;

describe('a value of Pipedrive as text', () => {
	it.each([
		[null, ''],
		[undefined, ''],
		['anna', 'anna'],
		[12.5, '12.5'],
		[1e-7, '0.0000001'],
		[true, 'true'],
		[7, '7'],
		[[7, 9], '7;9'],
		[[{ id: 7, label: 'Gold' }], '7'],
		[{ value: 12.5, currency: 'EUR' }, '12.5'],
		[{ value: 'Via Roma 1', locality: 'Turin' }, 'Via Roma 1'],
		[
			[
				{ value: '+39 1', primary: true },
				{ value: '', primary: false },
			],
			'+39 1',
		],
		[{}, ''],
	])('of %j is %j', (value, text) => {
		expect(textOfValue(value)).toBe(text);
	});

	it('tells the currency of money only', () => {
		expect(currencyOfValue({ value: 1, currency: 'EUR' })).toBe('EUR');
		expect(currencyOfValue({ value: 1, currency: '' })).toBeNull();
		expect(currencyOfValue(1)).toBeNull();
		expect(currencyOfValue(null)).toBeNull();
	});
});

describe('a text as Pipedrive keeps it', () => {
	const options = [
		{ label: 'Gold', value: '7' },
		{ label: '7', value: '9' },
	];

	it.each([
		['date', '2026-11-17T23:30:00.000-02:00', '2026-11-18'],
		['date', '2026-11-17', '2026-11-17'],
		['date', 'soon', 'soon'],
		['varchar', ' anna ', 'anna'],
		['varchar', '2026-11-17T23:30:00.000Z', '2026-11-17T23:30:00.000Z'],
		['double', ' 12.50', '12.50'],
		['enum', ' gold', '7'],
		['enum', '7', '7'],
		['set', 'Gold; 9', '7;9'],
		['set', '', ''],
	])('of type %s: %j is %j', (type, text, kept) => {
		expect(stored(type, text, options)).toBe(kept);
	});

	it('is so for what was written last and what may be replaced as well', () => {
		const write = inStoredForm(
			{ field: 'f', value: 'gold', policy: 'ask', base: 'Gold', replaces: ['GOLD'] },
			fieldOf('enum', options),
		);

		expect(write).toMatchObject({ value: '7', base: '7', replaces: ['7'] });
	});
});

describe('a value in the JSON', () => {
	const none = { raw: undefined, currency: 'EUR' };

	it.each([
		['double', '12.50', 12.5],
		['double', '0.1', 0.1],
		['monetary', '12.50', { value: 12.5, currency: 'EUR' }],
		['enum', '7', 7],
		['set', '7;9', [7, 9]],
		['org', '12', 12],
		['status', 'won', 'won'],
		['stage', '5', 5],
		['boolean', 'TRUE', true],
		['address', 'Via Roma 1', { value: 'Via Roma 1' }],
		['varchar', '12', '12'],
		['varchar', '', null],
		['set', '', null],
		['phones', '', []],
	])('of type %s for %j is %j', (type, text, json) => {
		expect(jsonOfText(text, fieldOf(type), none)).toEqual(json);
	});
});

describe('a fault of a value', () => {
	it.each([
		['double', '999999999999999', 'EUR', null],
		['double', '000000000012.50', 'EUR', null],
		['double', '1234567890123456', 'EUR', 'NOT_A_NUMBER'],
		['double', '1e5', 'EUR', 'NOT_A_NUMBER'],
		['double', '1,50', 'EUR', 'NOT_A_NUMBER'],
		['monetary', '1.50', null, 'NO_CURRENCY'],
		['stage', 'Paid', 'EUR', 'UNKNOWN_OPTION'],
		['stage', '5', 'EUR', null],
		['status', 'won', 'EUR', null],
		['set', 'Gold', 'EUR', 'UNKNOWN_OPTION'],
		['varchar', '', null, null],
		['monetary', '', null, null],
	])('of type %s for %j with %j is %j', (type, value, currency, code) => {
		expect(faultOf(value, fieldOf(type), currency)?.code ?? null).toBe(code);
	});
});
