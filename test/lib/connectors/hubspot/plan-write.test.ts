import fc from 'fast-check';
import { mergeWrites } from '../../../../lib/connectors/hubspot/merge-writes';
import { planWrite } from '../../../../lib/connectors/hubspot/plan-write';
import type { PropertyWrite } from '../../../../lib/connectors/hubspot';
import { isSameValue } from '../../../../lib/connectors/hubspot/same-value';

const record = (properties: Record<string, string>) => ({
	id: '1',
	new: undefined,
	objectWriteTraceId: undefined,
	properties,
});

const write = (
	property: string,
	value: string,
	policy: PropertyWrite['policy'],
	more: Partial<PropertyWrite> = {},
): PropertyWrite => ({ property, value, policy, ...more });

describe('the plan of a write', () => {
	it.each([
		{
			existing: { a: 'old' },
			writes: [write('a', 'new', 'overwrite')],
			properties: { a: 'new' },
			kept: [],
			because: 'overwriting replaces',
		},
		{
			existing: { a: 'old' },
			writes: [write('a', 'new', 'fill_empty')],
			properties: {},
			kept: ['a'],
			because: 'filling keeps what is there',
		},
		{
			existing: { a: '' },
			writes: [write('a', 'new', 'fill_empty')],
			properties: { a: 'new' },
			kept: [],
			because: 'the empty text is empty',
		},
		{
			existing: { a: 'bert' },
			writes: [
				write('a', 'anna', 'fill_empty', { group: 'first' }),
				write('b', '2026-11-14', 'fill_empty', { group: 'first' }),
			],
			properties: {},
			kept: ['a', 'b'],
			because: 'a date must not be put beside somebody else as first touch',
		},
		{
			existing: { stage: 'negotiation' },
			writes: [write('stage', 'won', 'overwrite', { replaces: ['open'] })],
			properties: {},
			kept: ['stage'],
			because: 'somebody chose the stage by hand',
		},
		{
			existing: { stage: 'open' },
			writes: [write('stage', 'won', 'overwrite', { replaces: ['open'] })],
			properties: { stage: 'won' },
			kept: [],
			because: 'the stage is one of ours',
		},
		{
			existing: { a: 'same' },
			writes: [write('a', 'same', 'fill_empty')],
			properties: {},
			kept: [],
			because: 'the same value is neither written nor worth a word',
		},
	])('is $properties because $because', ({ existing, writes, properties, kept }) => {
		expect(planWrite(record(existing as Record<string, string>), writes, new Map())).toEqual({
			properties,
			kept,
		});
	});

	it('leaves nothing to do once it is carried out', () => {
		const value = fc.string({ maxLength: 4 });
		const writes = fc.uniqueArray(
			fc.record({
				property: fc.constantFrom('a', 'b', 'c', 'd'),
				value,
				policy: fc.constantFrom('overwrite' as const, 'fill_empty' as const),
				group: fc.constantFrom('g', 'h'),
			}),
			{ selector: ({ property }) => property },
		);
		fc.assert(
			fc.property(
				fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), value),
				writes,
				(old, list) => {
					const first = planWrite(record(old), list, new Map());
					const second = planWrite(record({ ...old, ...first.properties }), list, new Map());
					expect(second.properties).toEqual({});
				},
			),
		);
	});
});

describe('two values', () => {
	it.each([
		['number', '87.2', '87.20', true],
		['number', '087', '87', true],
		['number', '-0.0', '0', true],
		['number', '87.2', '87.02', false],
		['number', '90071992547409931', '90071992547409932', false],
		['datetime', '2026-11-14T10:00:00Z', '2026-11-14T10:00:00.000Z', true],
		['datetime', '1794650400000', '2026-11-14T10:00:00.000Z', true],
		['datetime', '2026-11-14T10:00:01Z', '2026-11-14T10:00:00.000Z', false],
		['string', '87.2', '87.20', false],
		['string', 'Anna', 'anna', false],
		[undefined, '1', '1.0', false],
		['number', '', '0', false],
	])('of type %s, %s and %s: same is %s', (type, a, b, same) => {
		expect(isSameValue(type, a, b)).toBe(same);
		expect(isSameValue(type, b, a)).toBe(same);
	});
});

describe('writes of one key', () => {
	it('become one, the last overwriting and the first filling', () => {
		const merged = mergeWrites([
			{ key: 'k', writes: [write('o', '1', 'overwrite'), write('f', '1', 'fill_empty')] },
			{ key: 'other', writes: [] },
			{ key: 'k', writes: [write('o', '2', 'overwrite'), write('f', '2', 'fill_empty')] },
		]);

		expect(merged).toEqual([
			{ key: 'k', writes: [write('o', '2', 'overwrite'), write('f', '1', 'fill_empty')] },
			{ key: 'other', writes: [] },
		]);
	});
});
