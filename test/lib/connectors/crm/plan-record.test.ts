import fc from 'fast-check';
import {
	isSameValue,
	mergeWrites,
	planRecord,
	type CrmFieldType,
	type CurrentRecord,
	type FieldWrite,
} from '../../../../lib/connectors/crm';

const CHANGED_AT = '2026-11-20T10:00:00.000Z';

const record = (values: Record<string, string>): CurrentRecord => ({
	id: '1',
	values,
	changedAt: () => CHANGED_AT,
});

const write = (
	field: string,
	value: string,
	policy: FieldWrite['policy'],
	more: Partial<FieldWrite> = {},
): FieldWrite => ({ field, value, policy, ...more });

describe('the plan of a write', () => {
	it.each([
		{
			existing: { a: 'old' },
			writes: [write('a', 'new', 'source_wins')],
			values: { a: 'new' },
			kept: [],
			because: 'overwriting replaces',
		},
		{
			existing: { a: 'old' },
			writes: [write('a', 'new', 'fill_empty')],
			values: {},
			kept: ['a'],
			because: 'filling keeps what is there',
		},
		{
			existing: { a: '' },
			writes: [write('a', 'new', 'fill_empty')],
			values: { a: 'new' },
			kept: [],
			because: 'the empty text is empty',
		},
		{
			existing: { a: 'bert' },
			writes: [
				write('a', 'anna', 'fill_empty', { group: 'first' }),
				write('b', '2026-11-14', 'fill_empty', { group: 'first' }),
			],
			values: {},
			kept: ['a', 'b'],
			because: 'a date must not be put beside somebody else as first touch',
		},
		{
			existing: { stage: 'negotiation' },
			writes: [write('stage', 'won', 'source_wins', { replaces: ['open'] })],
			values: {},
			kept: ['stage'],
			because: 'somebody chose the stage by hand',
		},
		{
			existing: { stage: 'open' },
			writes: [write('stage', 'won', 'source_wins', { replaces: ['open'] })],
			values: { stage: 'won' },
			kept: [],
			because: 'the stage is one of ours',
		},
		{
			existing: { a: 'same' },
			writes: [write('a', 'same', 'fill_empty')],
			values: {},
			kept: [],
			because: 'the same value is neither written nor worth a word',
		},
	])('is $values because $because', ({ existing, writes, values, kept }) => {
		expect(planRecord(record(existing as Record<string, string>), writes, new Map())).toEqual({
			values,
			kept,
			conflicts: [],
		});
	});

	it('leaves nothing to do once it is carried out', () => {
		const value = fc.string({ maxLength: 4 });
		const writes = fc.uniqueArray(
			fc.record({
				field: fc.constantFrom('a', 'b', 'c', 'd'),
				value,
				policy: fc.constantFrom<FieldWrite['policy']>(
					'source_wins',
					'fill_empty',
					'append',
					'max',
					'min',
					'never_overwrite',
					'target_wins',
				),
				group: fc.constantFrom('g', 'h'),
			}),
			{ selector: ({ field }) => field },
		);
		fc.assert(
			fc.property(
				fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), value),
				writes,
				(old, list) => {
					const first = planRecord(record(old), list, new Map());
					const second = planRecord(record({ ...old, ...first.values }), list, new Map());
					expect(second.values).toEqual({});
				},
			),
		);
	});
});

const outcomeOf = (
	policy: FieldWrite['policy'],
	current: string,
	value: string,
	more: Partial<FieldWrite> = {},
	type: CrmFieldType = 'text',
) => {
	const { values, kept, conflicts } = planRecord(
		record({ f: current }),
		[write('f', value, policy, more)],
		new Map([['f', type]]),
	);
	if (conflicts.length > 0) return 'asks';
	return kept.length > 0 ? 'keeps' : (values['f'] ?? 'nothing to do');
};

describe('a policy', () => {
	it.each<[FieldWrite['policy'], string, string, Partial<FieldWrite>, string]>([
		['source_wins', 'theirs', 'ours', {}, 'ours'],
		['target_wins', 'theirs', 'ours', {}, 'keeps'],
		['target_wins', '', 'ours', {}, 'ours'],
		['target_wins', 'before', 'ours', { base: 'before' }, 'ours'],
		['target_wins', 'theirs', 'ours', { base: 'before' }, 'keeps'],
		['newest_wins', 'theirs', 'ours', { changedAt: '2026-11-20T11:00:00.000Z' }, 'ours'],
		['newest_wins', 'theirs', 'ours', { changedAt: '2026-11-20T09:00:00.000Z' }, 'keeps'],
		['newest_wins', 'theirs', 'ours', {}, 'asks'],
		['newest_wins', 'before', 'ours', { base: 'before' }, 'ours'],
		['never_overwrite', '', 'ours', {}, 'keeps'],
		['fill_empty', '', 'ours', {}, 'ours'],
		['fill_empty', 'theirs', 'ours', {}, 'keeps'],
		['append', 'a;b', 'b;c', {}, 'a;b;c'],
		['append', 'a;b', 'b', {}, 'nothing to do'],
		['ask', 'theirs', 'ours', {}, 'asks'],
		['ask', '', 'ours', {}, 'ours'],
		['ask', 'before', 'ours', { base: 'before' }, 'ours'],
		['ask', 'theirs', 'ours', { base: 'before' }, 'asks'],
	])('%s over %j with %j (%j): %s', (policy, current, value, more, result) => {
		expect(outcomeOf(policy, current, value, more)).toBe(result);
	});

	it.each<[FieldWrite['policy'], string, string, Partial<FieldWrite>, string]>([
		['max', '9.5', '10', {}, '10'],
		['max', '10', '9.5', {}, 'keeps'],
		['min', '10', '9.50', {}, '9.50'],
		['max', 'many', '9', {}, 'asks'],
		['sum_deltas', '100.00', '30.5', { base: '20' }, '110.50'],
		['sum_deltas', '100', '30', {}, '130'],
		['sum_deltas', '5', '10', { base: '20.25' }, '-5.25'],
		['sum_deltas', 'many', '10', {}, 'asks'],
		['sum_deltas', '130', '30', { base: '30' }, 'nothing to do'],
	])('%s over the number %s with %s (%j): %s', (policy, current, value, more, result) => {
		expect(outcomeOf(policy, current, value, more, 'number')).toBe(result);
	});

	it('max and min of moments go by the instant, however it is written', () => {
		const ours = '2026-11-20T10:00:00.000Z';
		expect(outcomeOf('max', '2026-11-19T23:00:00-12:00', ours, {}, 'moment')).toBe('keeps');
		expect(outcomeOf('min', '2026-11-19T23:00:00-12:00', ours, {}, 'moment')).toBe(ours);
	});

	it('never_overwrite fills a new record', () => {
		const plan = planRecord(null, [write('f', 'ours', 'never_overwrite')], new Map());
		expect(plan.values).toEqual({ f: 'ours' });
	});

	it('shows a conflict with both sides and what was written last', () => {
		const asked = planRecord(
			record({ f: 'theirs' }),
			[write('f', 'ours', 'ask', { base: 'before' })],
			new Map(),
		);
		expect(asked).toEqual({
			values: {},
			kept: [],
			conflicts: [{ field: 'f', source: 'ours', target: 'theirs', base: 'before' }],
		});
	});
});

describe('two values', () => {
	it.each<[CrmFieldType | undefined, string, string, boolean]>([
		['number', '87.2', '87.20', true],
		['number', '087', '87', true],
		['number', '-0.0', '0', true],
		['number', '87.2', '87.02', false],
		['number', '90071992547409931', '90071992547409932', false],
		['moment', '2026-11-14T10:00:00Z', '2026-11-14T10:00:00.000Z', true],
		['moment', '1794650400000', '2026-11-14T10:00:00.000Z', true],
		['moment', '2026-11-14T10:00:01Z', '2026-11-14T10:00:00.000Z', false],
		['text', '87.2', '87.20', false],
		['text', 'Anna', 'anna', false],
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
			{ key: 'k', writes: [write('o', '1', 'source_wins'), write('f', '1', 'fill_empty')] },
			{ key: 'other', writes: [] },
			{ key: 'k', writes: [write('o', '2', 'source_wins'), write('f', '2', 'fill_empty')] },
		]);

		expect(merged).toEqual([
			{ key: 'k', writes: [write('o', '2', 'source_wins'), write('f', '1', 'fill_empty')] },
			{ key: 'other', writes: [] },
		]);
	});
});
