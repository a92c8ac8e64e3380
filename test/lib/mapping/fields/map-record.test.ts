import * as fc from 'fast-check';
import {
	mapRecord,
	presetMapping,
	SOURCE_VOCABULARIES,
	TARGET_VOCABULARIES,
} from '../../../../lib/mapping/fields';
import {
	fieldMappingDocumentSchema,
	type FieldMappingDocument,
} from '../../../../lib/model/field-mapping';
import { toJson } from '../../../../lib/model/json';
import { mappedRecordSchema } from '../../../../lib/model/mapped-record';
import { anAttribution, anOrder } from '../../../support/builders';

type Line = Partial<FieldMappingDocument['fields'][number]> & { readonly from?: string };

function mappingOf(...lines: Line[]): FieldMappingDocument {
	return fieldMappingDocumentSchema.parse({
		schemaVersion: 1,
		name: 'Test',
		target: 'custom',
		object: 'contact',
		keyPath: 'email',
		fields: lines.map(({ from = 'a', ...line }, index) => ({
			target: `field_${index}`,
			source: { kind: 'path', path: from },
			...line,
		})),
	});
}

function valueOf(json: object, line: Line): string | undefined {
	const { mapped, problems } = mapRecord(json, mappingOf(line));
	if (problems.length > 0) return `! ${problems[0]?.problem}`;
	return mapped.writes[0]?.value;
}

describe('where a value comes from', () => {
	it.each([
		['a', { a: 'x' }, 'x'],
		['a.b[1].c', { a: { b: [{ c: 'no' }, { c: 'yes' }] } }, 'yes'],
		['a', { a: 12.5 }, '12.5'],
		['a', { a: ['x', 'y'] }, 'x;y'],
		['a.constructor', { a: {} }, undefined],
		['a', { a: '  ' }, undefined],
	])('%s', (from, json, expected) => {
		expect(valueOf(json, { from })).toBe(expected);
	});

	it('is several places joined, a text with places, or a constant', () => {
		const json = { first: 'Ann', last: 'Lee', n: 7 };
		const joined = { kind: 'join' as const, paths: ['first', 'gone', 'last'], separator: ' ' };
		expect(valueOf(json, { source: joined })).toBe('Ann Lee');
		const template = { kind: 'template' as const, template: 'Order {n} of {first}' };
		expect(valueOf(json, { source: template })).toBe('Order 7 of Ann');
		expect(valueOf({}, { source: template })).toBeUndefined();
		expect(valueOf({}, { source: { kind: 'constant', value: 'affiliate' } })).toBe('affiliate');
	});
});

describe('transforms', () => {
	it.each([
		['lower case', [{ kind: 'case', to: 'lower' }], 'ÀB', 'àb'],
		['title case', [{ kind: 'case', to: 'title' }], 'anna-lena MÜLLER', 'Anna-Lena Müller'],
		[
			'a day',
			[{ kind: 'date', from: 'iso', to: 'date' }],
			'2026-11-22T23:30:00-02:00',
			'2026-11-23',
		],
		[
			'a German date',
			[{ kind: 'date', from: 'day_month_year', to: 'date' }],
			'3.2.2026',
			'2026-02-03',
		],
		[
			'an American date',
			[{ kind: 'date', from: 'month_day_year', to: 'date' }],
			'2/3/2026',
			'2026-02-03',
		],
		[
			'Unix time',
			[{ kind: 'date', from: 'unix_seconds', to: 'moment' }],
			'0',
			'1970-01-01T00:00:00.000Z',
		],
		['a phone number', [{ kind: 'phone', country: 'DE' }], '030 901820', '+4930901820'],
		['yen', [{ kind: 'money', from: 'minor', to: 'decimal', currency: 'JPY' }], '1200', '1200'],
		['dinars', [{ kind: 'money', from: 'decimal', to: 'minor', currency: 'KWD' }], '1.005', '1005'],
		['a lookup', [{ kind: 'lookup', table: { Lead: 'New' }, otherwise: 'refuse' }], 'lead', 'New'],
		['a part', [{ kind: 'split', separator: '@', part: -1 }], 'a@b.example', 'b.example'],
		['a number', [{ kind: 'number' }], '1,234.50', '1234.50'],
		['yes', [{ kind: 'boolean' }], 'Yes', 'true'],
		['a chain', [{ kind: 'trim' }, { kind: 'case', to: 'upper' }], '  x ', 'X'],
	] as const)('makes %s', (_name, transforms, value, expected) => {
		expect(valueOf({ a: value }, { transforms: [...transforms] as never })).toBe(expected);
	});

	it('takes the currency of an amount from the item', () => {
		const money = {
			kind: 'money',
			from: 'decimal',
			to: 'minor',
			currency: 'order.currency',
		} as const;
		expect(valueOf({ a: '10.5', order: { currency: 'EUR' } }, { transforms: [money] })).toBe(
			'1050',
		);
		expect(valueOf({ a: '10.5' }, { transforms: [money] })).toMatch(/^! its currency/);
	});

	it.each([
		[[{ kind: 'date', from: 'iso', to: 'date' }], 'soon', /not a date/],
		[[{ kind: 'date', from: 'day_month_year', to: 'date' }], '31.02.2026', /not a date/],
		[[{ kind: 'phone' }], '030 901820', /name the country/],
		[[{ kind: 'money', from: 'decimal', to: 'minor', currency: 'EUR' }], '1.005', /not an amount/],
		[[{ kind: 'lookup', table: {}, otherwise: 'refuse' }], 'x', /lookup table/],
		[[{ kind: 'number' }], '1.234,50', /not a number/],
		[[{ kind: 'boolean' }], 'perhaps', /neither yes nor no/],
	] as const)('says what is wrong, and never the value: %j', (transforms, value, problem) => {
		const result = valueOf({ a: value }, { transforms: [...transforms] as never });
		expect(result).toMatch(problem);
		expect(result).not.toContain(value);
	});

	it('makes something of nothing only by a default', () => {
		expect(valueOf({}, { transforms: [{ kind: 'case', to: 'upper' }] })).toBeUndefined();
		expect(valueOf({}, { transforms: [{ kind: 'default', value: 'none' }] })).toBe('none');
	});

	it('never changes the worth of an amount on its way to minor units and back', () => {
		const there = { kind: 'money', from: 'minor', to: 'decimal', currency: 'c' } as const;
		const back = { kind: 'money', from: 'decimal', to: 'minor', currency: 'c' } as const;
		fc.assert(
			fc.property(
				fc.bigInt(-(10n ** 18n), 10n ** 18n),
				fc.constantFrom('EUR', 'JPY', 'KWD'),
				(minor, c) => {
					const json = { a: String(minor), c };
					expect(valueOf(json, { transforms: [there, back] })).toBe(String(minor));
				},
			),
		);
	});
});

describe('checks', () => {
	it.each([
		[{ type: 'email' }, 'nobody', /not an e-mail/],
		[{ type: 'number' }, 'x', /not a number/],
		[{ type: 'moment' }, 'x', /not a date/],
		[{ type: 'choice', options: ['a', 'b'] }, 'c', /choices: a, b/],
		[{ type: 'choices', options: ['a', 'b'] }, 'a;c', /choices: a, b/],
		[{ maxLength: 3 }, 'abcd', /4 characters.*takes 3/],
	] as const)('%j refuses %s', (line, value, problem) => {
		expect(valueOf({ a: value }, line as never)).toMatch(problem);
	});

	it('names a required field that the item does not have', () => {
		expect(mapRecord({}, mappingOf({ required: true, from: 'order.x' })).problems).toEqual([
			{ target: 'field_0', source: 'order.x', problem: expect.stringContaining('required') },
		]);
	});

	it('leaves a field alone that is not known, unless it is to be cleared', () => {
		expect(mapRecord({}, mappingOf({})).mapped.writes).toEqual([]);
		expect(mapRecord({}, mappingOf({ clearWhenEmpty: true })).mapped.writes).toEqual([
			{ field: 'field_0', value: '', policy: 'source_wins' },
		]);
	});
});

describe('presets', () => {
	it('say so when two systems have no word in common', () => {
		expect(() => presetMapping('wooCommerce', 'magento', 'contact')).toThrow(
			/tells nothing that Magento has a field for/,
		);
		expect(() => presetMapping('nobody', 'magento', 'contact')).toThrow(/no preset/);
	});

	const item = { order: toJson(anOrder()), attribution: toJson(anAttribution()) };

	it('map an order of this package to every target without a problem', () => {
		for (const { value } of TARGET_VOCABULARIES) {
			const { mapped, problems } = mapRecord(
				item,
				presetMapping('affiliateLoop', value, 'contact'),
			);
			expect([value, problems]).toEqual([value, []]);
			expect(mapped.key).toBe(anOrder().customer.email);
			expect(mapped.writes.length).toBeGreaterThan(0);
		}
	});

	it('bring the referred customer of a platform to the lead source', () => {
		const mapping = presetMapping('affiliatePlatform', 'salesforce', 'contact');
		const { mapped } = mapRecord(
			{ referred_customer_id: 'r-9', customer_email: 'a@b.example' },
			mapping,
		);
		expect(mapped.writes).toContainEqual({
			field: 'LeadSource',
			value: 'r-9',
			policy: 'fill_empty',
		});
	});

	it('are mappings like any other: exported, imported and mapped they give the same', () => {
		const known = SOURCE_VOCABULARIES.filter(({ paths }) => paths.coupon !== undefined);
		for (const source of known) {
			for (const target of TARGET_VOCABULARIES) {
				const mapping = presetMapping(source.value, target.value, 'purchase');
				const again = fieldMappingDocumentSchema.parse(JSON.parse(JSON.stringify(mapping)));
				expect(again).toEqual(mapping);
				const { mapped } = mapRecord(item, again);
				expect(mappedRecordSchema.parse(mapped)).toEqual(mapRecord(item, mapping).mapped);
			}
		}
	});
});
