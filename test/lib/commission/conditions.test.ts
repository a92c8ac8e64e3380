import fc from 'fast-check';
import {
	conditionProblems,
	evaluateCondition,
	type ConditionMatch,
	type FieldValue,
} from '../../../lib/commission/conditions';
import { allOf, anyOf, negationOf } from '../../../lib/commission/conditions/condition-match';
import { patternProblem, withoutOpenEnds } from '../../../lib/model/plan/check-pattern';
import {
	CONDITION_OPERATORS,
	type Comparison,
	type Condition,
} from '../../../lib/model/plan/condition';

function match(
	value: FieldValue,
	operator: Comparison['operator'],
	expected: Comparison['value'],
	field: Comparison['field'] = 'utm.content',
): ConditionMatch {
	return evaluateCondition({ field, operator, value: expected }, () => value);
}

describe('a comparison', () => {
	it.each([
		['DE', 'eq', ' de ', 'match'],
		['DE', 'eq', 'AT', 'no_match'],
		['DE', 'ne', 'AT', 'match'],
		['DE', 'ne', 'de', 'no_match'],
		['DE', 'in', ['AT', 'de'], 'match'],
		['CH', 'in', ['AT', 'DE'], 'no_match'],
		['CH', 'nin', ['AT', 'DE'], 'match'],
		['DE', 'nin', ['AT', 'DE'], 'no_match'],
		['99.99', 'gt', '99.98', 'match'],
		['100.00', 'gt', '100', 'no_match'],
		['100.00', 'gte', '100', 'match'],
		['-1', 'lt', '0.5', 'match'],
		['0.30', 'lte', '0.3', 'match'],
		['12 EUR', 'gt', '1', 'unknown'],
		['Coffee grinder', 'contains', 'GRIND', 'match'],
		['Coffee grinder', 'contains', 'tea', 'no_match'],
		['SKU-1-L', 'starts', 'sku-1', 'match'],
		['SKU-1-L', 'ends', '-l', 'match'],
		['SKU-1-L', 'ends', '-m', 'no_match'],
		['SKU-1-L', 'regex', '^sku-\\d+-[sml]$', 'match'],
		['SKU-1-XL', 'regex', '^sku-\\d+-[sml]$', 'no_match'],
		['DE', 'exists', true, 'match'],
		['DE', 'exists', false, 'no_match'],
		[' ', 'exists', true, 'no_match'],
	] as const)('of %j with %s %j is %s', (value, operator, expected, result) => {
		const list = typeof expected === 'object' ? [...expected] : expected;
		expect(match(value, operator, list)).toBe(result);
	});

	it('with a value that is not known is unknown, also a negative one', () => {
		for (const operator of CONDITION_OPERATORS) {
			if (operator === 'exists') continue;
			const value = operator === 'in' || operator === 'nin' ? ['1'] : '1';
			expect(match(undefined, operator, value)).toBe('unknown');
		}
		expect(match(undefined, 'exists', true)).toBe('no_match');
		expect(match(undefined, 'exists', false)).toBe('match');
	});

	it('with a list needs one entry that matches, a negative one none', () => {
		expect(match(['ANNA10', 'SALE'], 'eq', 'sale')).toBe('match');
		expect(match(['ANNA10', 'SALE'], 'ne', 'sale')).toBe('no_match');
		expect(match(['ANNA10', 'SALE'], 'nin', ['A', 'B'])).toBe('match');
		expect(match(['ANNA10', 'SALE'], 'regex', '^anna')).toBe('match');
		expect(match(['x', '5'], 'gt', '4')).toBe('match');
		expect(match(['x', '5'], 'gt', '6')).toBe('unknown');
	});

	it('with an empty list is known', () => {
		expect(match([], 'eq', 'SALE')).toBe('no_match');
		expect(match([], 'ne', 'SALE')).toBe('match');
		expect(match([], 'nin', ['SALE'])).toBe('match');
		expect(match([], 'exists', false)).toBe('match');
	});

	it('of a numeric field looks at the number, of another one at the text', () => {
		expect(match('100.00', 'eq', '100', 'order.total')).toBe('match');
		expect(match('2', 'in', ['1.0', '2.0'], 'line.quantity')).toBe('match');
		expect(match('2', 'nin', ['1.0', '2.0'], 'line.quantity')).toBe('no_match');
		expect(match('many', 'ne', '1', 'order.itemCount')).toBe('unknown');
		expect(match('007', 'eq', '7', 'line.sku')).toBe('no_match');
	});

	it('that could not have been saved is unknown', () => {
		expect(match('a', 'regex', '(a+)+')).toBe('unknown');
		expect(match('a', 'in', 'a')).toBe('unknown');
		expect(match('a', 'eq', ['a'])).toBe('unknown');
		expect(match('5', 'gt', 'four')).toBe('unknown');
		expect(match('a', 'exists', 'yes')).toBe('unknown');
	});

	it('with a pattern looks at the first 500 characters', () => {
		expect(match(`${'a'.repeat(499)}b`, 'regex', 'b')).toBe('match');
		expect(match(`${'a'.repeat(500)}b`, 'regex', 'b')).toBe('no_match');
	});

	it('and its opposite never both match', () => {
		const value = fc.option(fc.oneof(fc.string(), fc.array(fc.string())), { nil: undefined });
		const pairs = fc.constantFrom(['eq', 'ne'], ['in', 'nin']) as fc.Arbitrary<
			['eq', 'ne'] | ['in', 'nin']
		>;
		fc.assert(
			fc.property(value, pairs, fc.string(), (known, [positive, negative], text) => {
				const expected = positive === 'in' ? [text] : text;
				expect(match(known, negative, expected)).toBe(negationOf(match(known, positive, expected)));
			}),
		);
	});
});

describe('conditions joined by AND and OR', () => {
	const matches = fc.array(fc.constantFrom<ConditionMatch>('match', 'no_match', 'unknown'));

	/** Comparisons that evaluate to the given values. */
	function parts(values: readonly ConditionMatch[]): Condition[] {
		return values.map((value) => ({
			field: value === 'unknown' ? 'utm.term' : 'utm.source',
			operator: 'eq',
			value: value === 'match' ? 'anna' : 'ben',
		}));
	}

	const look = (field: string): FieldValue => (field === 'utm.source' ? 'anna' : undefined);

	it('follow the laws of Kleene: failure decides AND, match decides OR, else unknown stays', () => {
		fc.assert(
			fc.property(matches, (values) => {
				const all = evaluateCondition({ all: parts(values) }, look);
				const any = evaluateCondition({ any: parts(values) }, look);
				expect(all).toBe(
					values.includes('no_match')
						? 'no_match'
						: values.includes('unknown')
							? 'unknown'
							: 'match',
				);
				expect(any).toBe(negationOf(allOf(values.map(negationOf))));
			}),
		);
	});

	it('do not depend on order or nesting', () => {
		fc.assert(
			fc.property(matches, matches, (left, right) => {
				expect(allOf([...right, ...left])).toBe(allOf([...left, ...right]));
				expect(allOf([allOf(left), allOf(right)])).toBe(allOf([...left, ...right]));
				expect(anyOf([anyOf(left), anyOf(right)])).toBe(anyOf([...left, ...right]));
				expect(
					evaluateCondition({ all: [{ all: parts(left) }, { all: parts(right) }] }, look),
				).toBe(evaluateCondition({ all: parts([...left, ...right]) }, look));
			}),
		);
	});

	it('learn from more knowledge only what they left open', () => {
		fc.assert(
			fc.property(matches, fc.boolean(), (values, truth) => {
				const known = values.map((value): ConditionMatch => {
					if (value !== 'unknown') return value;
					return truth ? 'match' : 'no_match';
				});
				for (const join of [allOf, anyOf]) {
					if (join(values) !== 'unknown') expect(join(known)).toBe(join(values));
				}
			}),
		);
	});
});

describe('a pattern without its open ends', () => {
	it('matches the same texts', () => {
		const piece = fc.constantFrom('a', 'b', '.*', '.*?', 'a|', '^', '$', '\\.', '[ab]');
		const text = fc.array(fc.constantFrom('a', 'b', '.', '\n')).map((parts) => parts.join(''));
		fc.assert(
			fc.property(fc.array(piece, { maxLength: 6 }), text, (pieces, value) => {
				const pattern = pieces.join('');
				expect(new RegExp(withoutOpenEnds(pattern)).test(value)).toBe(
					new RegExp(pattern).test(value),
				);
			}),
			{ numRuns: 2000 },
		);
	});
});

describe('the check of a condition', () => {
	it('names the place of every mistake', () => {
		const condition: Condition = {
			all: [
				{ field: 'coupon', operator: 'in', value: 'SALE' },
				{
					any: [
						{ field: 'order.total', operator: 'gt', value: '100' },
						{ field: 'order.total', operator: 'gt', value: 'hundred' },
						{ field: 'coupon', operator: 'exists', value: 'true' },
						{ field: 'coupon', operator: 'contains', value: ' ' },
						{ field: 'line.quantity', operator: 'eq', value: 'two' },
						{ field: 'line.quantity', operator: 'in', value: ['1', 'two'] },
					],
				},
			],
		};
		expect(conditionProblems(condition).map(({ path }) => path.join('.'))).toEqual([
			'all.0.value',
			'all.1.any.1.value',
			'all.1.any.2.value',
			'all.1.any.3.value',
			'all.1.any.4.value',
			'all.1.any.5.value',
		]);
	});

	it.each([
		['(', /not a regular expression/],
		['', /empty/],
		['a'.repeat(201), /200 characters/],
		['(a+)+', /repeated group/],
		['(a|aa)+$', /repeated group/],
		['(?:a?){20}', /repeated group/],
		['(a)\\1', /back-references/],
		['(?=a)b', /look-around/],
		['(?<!a)b', /look-around/],
		['(?<name>a)', /named groups/],
		['.*a.*a.*a', /try too long/],
		[`${'a?'.repeat(30)}${'a'.repeat(30)}`, /try too long/],
		['(a|a)'.repeat(30), /try too long/],
		['[a-z]+\\d+x', /begin it with \^/],
		['a?'.repeat(18), /try too long/],
		['a{1,1000}', /beyond 100/],
		['a{1000}', /beyond 100/],
	])('refuses the pattern %j', (pattern, reason) => {
		expect(patternProblem(pattern)).toMatch(reason);
	});

	it.each([
		'^SKU-\\d{3,5}$',
		'.*sale.*',
		'.*?sale|^offer.*',
		'^sku-[a-z]+\\d+$',
		'^.*sale.*$',
		'[a-z]+\\d{2,4}',
		'(summer|winter)[-_]?\\d*',
		'^(?:black|cyber) ?(?:friday|monday)$',
		'[\\]+*?()]',
		'(abc)+',
		'a{2}?b{',
		'\\bgrinder\\b',
		'[^]',
	])('takes the pattern %j', (pattern) => {
		expect(patternProblem(pattern)).toBeNull();
	});

	it('lets only patterns through that end quickly on the worst text', () => {
		const piece = fc.constantFrom('a', 'b?', 'a*', '.+', '(a|b)', '[ab]{0,9}', '(ab)*', '^', '$');
		fc.assert(
			fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
				const pattern = pieces.join('');
				fc.pre(patternProblem(pattern) === null);
				// Without the check, patterns of these pieces would not end within a lifetime.
				expect(typeof new RegExp(`${pattern}!`, 'i').test('a'.repeat(500))).toBe('boolean');
			}),
			{ numRuns: 150 },
		);
	}, 60_000);
});
