import { entriesAfter, newsOf, RememberedRecords, withBases } from '../../../../lib/mapping/sync';
import { withPolicies } from '../../../../lib/mapping/sync';
import type { FieldPolicy, FieldWrite } from '../../../../lib/model/field-write';
import type { RememberedValue } from '../../../../lib/ports/sync-store';

const KEY = 'dora@example.com';
const T1 = '2026-11-20T10:00:00.000Z';
const T2 = '2026-11-21T10:00:00.000Z';
const SCOPE = { system: 'hubspot', account: 'a', object: 'contact' };

const remembered = (
	fields: Record<string, string | [value: string, at: string]>,
): ReturnType<RememberedRecords['of']> =>
	new RememberedRecords(
		Object.entries(fields).map(([field, given]): RememberedValue => {
			const [value, at] = typeof given === 'string' ? [given, T1] : given;
			return { recordKey: KEY, field, value, at };
		}),
	).of(KEY);

const write = (policy: FieldPolicy, value = 'b'): FieldWrite => ({ field: 'f', value, policy });

describe('the base of a write', () => {
	it.each(['target_wins', 'newest_wins', 'ask', 'sum_deltas'] as const)(
		'of %s is what was written last, and null when nothing was',
		(policy) => {
			expect(withBases([write(policy)], remembered({ f: 'a' }))).toEqual([
				{ ...write(policy), base: 'a' },
			]);
			expect(withBases([write(policy)], remembered({}))).toEqual([
				{ ...write(policy), base: null },
			]);
		},
	);

	it.each(['source_wins', 'fill_empty', 'never_overwrite', 'append', 'max', 'min'] as const)(
		'is no matter for %s',
		(policy) => {
			expect(withBases([write(policy)], remembered({ f: 'a' }))).toEqual([write(policy)]);
		},
	);

	it('of a sum is our own value then, not what the target got', () => {
		const known = remembered({ f: '15', 'source:f': '5' });
		expect(withBases([write('sum_deltas', '8')], known)[0]?.base).toBe('5');
	});

	it.each(['ask', 'newest_wins'] as const)(
		'makes a write of %s only fill an empty field while our value is as it was',
		(policy) => {
			expect(withBases([write(policy)], remembered({ f: 'b' }))[0]?.policy).toBe('fill_empty');
			const settled = remembered({ f: 'z', 'source:f': 'b' });
			expect(withBases([write(policy)], settled)[0]?.policy).toBe('fill_empty');
		},
	);
});

describe('what is remembered after a write', () => {
	const after = (given: {
		writes: FieldWrite[];
		written?: Record<string, string>;
		conflicting?: string[];
		isGood?: boolean;
		known?: Parameters<typeof remembered>[0];
	}): Record<string, string | null> =>
		Object.fromEntries(
			entriesAfter(
				{
					scope: SCOPE,
					recordKey: KEY,
					writes: given.writes,
					written: given.written ?? {},
					conflicting: new Set(given.conflicting),
					isGood: given.isGood ?? true,
				},
				remembered(given.known ?? {}),
				T2,
			).map(({ field, value }) => [field, value]),
		);

	it('is what was sent', () => {
		const writes = [write('source_wins')];
		expect(after({ writes, written: { f: 'b' } })).toEqual({ f: 'b' });
	});

	it('is our own value too where the target got another one', () => {
		const writes = [write('sum_deltas', '8')];
		expect(after({ writes, written: { f: '18' } })).toEqual({ f: '18', 'source:f': '8' });
	});

	it('brings our own value up to date where it was kept before', () => {
		const known = { f: 'z', 'source:f': 'a' };
		expect(after({ writes: [write('ask')], written: { f: 'b' }, known })).toEqual({
			f: 'b',
			'source:f': 'b',
		});
	});

	it('is what both sides agree on where a person would be asked', () => {
		const writes = [write('ask')];
		expect(after({ writes })).toEqual({ f: 'b' });
		expect(after({ writes, known: { f: 'b' } })).toEqual({});
		expect(after({ writes, conflicting: ['f'] })).toEqual({});
		expect(after({ writes, isGood: false })).toEqual({});
		expect(after({ writes: [write('target_wins')] })).toEqual({});
	});
});

describe('news', () => {
	const isSame = (_field: string, a: string, b: string): boolean => Number(a) === Number(b);

	it.each([
		['a value nobody knew', { f: '1' }, {}, ['f']],
		['no echo of our own write', { f: '1.0' }, { f: '1' }, []],
		['no value that was given out before', { f: '2' }, { f: '1', 'seen:f': ['2', T2] }, []],
		['a change back to what we had written', { f: '1' }, { f: '1', 'seen:f': ['2', T2] }, ['f']],
		['no echo of a write after that', { f: '3' }, { f: ['3', T2], 'seen:f': '2' }, []],
	] as const)('is %s', (_, values, known, news) => {
		expect(newsOf(values, remembered(known as Parameters<typeof remembered>[0]), isSame)).toEqual(
			news,
		);
	});
});

describe('the policies a person chose', () => {
	const chosen = (policy: FieldPolicy) =>
		new Map([['f', { object: 'contact', field: 'f', policy, owner: '' }] as const]);
	const facts = { firstTouchFields: new Set<string>(), changedAt: T1 };

	it('go before those of the mapping', () => {
		expect(withPolicies([write('source_wins')], chosen('ask'), facts)[0]?.policy).toBe('ask');
		expect(withPolicies([write('source_wins')], new Map(), facts)).toEqual([write('source_wins')]);
	});

	it('get the time of our change where the later one wins, unless the mapping knows it', () => {
		const [timed] = withPolicies([write('source_wins')], chosen('newest_wins'), facts);
		expect(timed?.changedAt).toBe(T1);
		const own = { ...write('newest_wins'), changedAt: T2 };
		expect(withPolicies([own], new Map(), facts)).toEqual([own]);
	});

	it('never make the first touch be overwritten', () => {
		const firstTouch = { ...facts, firstTouchFields: new Set(['f']) };
		for (const policy of ['source_wins', 'newest_wins', 'max', 'sum_deltas', 'ask'] as const) {
			expect(withPolicies([write(policy)], new Map(), firstTouch)).toEqual([
				{ ...write('fill_empty'), group: 'first_touch' },
			]);
		}
	});
});
