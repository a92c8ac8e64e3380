import fc from 'fast-check';
import { levelShares, levelTrace, shareAmong, splitWeights } from '../../../lib/commission/sharing';
import { formatAmount, instantFromMilliseconds, money, sumMoney } from '../../../lib/kernel';
import type { PricedAffiliate } from '../../../lib/model/commission';
import type { Credit } from '../../../lib/model/credit';
import type { PlanLevels, PlanSplit } from '../../../lib/model/plan/sharing';
import { aCredit, aTouch, eur } from '../../support/builders';

function creditsAt(...days: number[]): Credit[] {
	return days.map((day, index) =>
		aCredit({
			affiliateId: `aff_${index}`,
			affiliateCode: `a${index}`,
			touch: aTouch({ occurredAt: instantFromMilliseconds(Date.UTC(2026, 10, day)) }),
		}),
	);
}

function weighted(...weights: number[]): Credit[] {
	return creditsAt(...weights.map((_weight, index) => index + 1)).map((credit, index) => ({
		...credit,
		weight: weights[index] ?? 1,
	}));
}

function aSplit(overrides: Partial<PlanSplit> = {}): PlanSplit {
	return {
		mode: 'weights',
		firstPercent: '0',
		lastPercent: '0',
		minimumShare: null,
		belowMinimum: 'house',
		...overrides,
	};
}

function amounts(...args: Parameters<typeof shareAmong>): string[] {
	return shareAmong(...args).amounts.map(formatAmount);
}

describe('a split', () => {
	it('without rules follows the weights of the attribution', () => {
		expect(amounts(eur('10.00'), null, weighted(40, 20, 40))).toEqual(['4.00', '2.00', '4.00']);
		expect(amounts(eur('0.10'), aSplit(), weighted(1, 1, 1))).toEqual(['0.04', '0.03', '0.03']);
	});

	it('with bonuses pays the first and the last touch more, and the rest equally to all', () => {
		const split = aSplit({ mode: 'bonuses', firstPercent: '25', lastPercent: '50' });
		expect(amounts(eur('100.00'), split, creditsAt(1, 2, 3, 4, 5))).toEqual([
			'30.00',
			'5.00',
			'5.00',
			'5.00',
			'55.00',
		]);
		expect(amounts(eur('100.00'), split, creditsAt(5, 1, 2, 9, 3))).toEqual([
			'5.00',
			'30.00',
			'5.00',
			'55.00',
			'5.00',
		]);
		expect(amounts(eur('100.00'), split, creditsAt(3))).toEqual(['100.00']);
		expect(amounts(eur('100.00'), split, creditsAt(1, 1, 1))).toEqual(['33.34', '8.33', '58.33']);
	});

	it('has the smallest integer weights with its proportions', () => {
		const split = aSplit({ mode: 'bonuses', firstPercent: '25', lastPercent: '50' });
		expect(splitWeights(split, creditsAt(1, 2, 3, 4, 5))).toEqual([6, 1, 1, 1, 11]);
		const all = aSplit({ mode: 'bonuses', firstPercent: '40.5', lastPercent: '59.5' });
		expect(splitWeights(all, creditsAt(1, 2, 3))).toEqual([81, 0, 119]);
	});

	it('leaves a share below the minimum with the merchant', () => {
		const split = aSplit({ minimumShare: eur('1.00') });
		const shares = shareAmong(eur('10.00'), split, weighted(5, 94, 1));
		expect(shares.amounts.map(formatAmount)).toEqual(['0.00', '9.40', '0.00']);
		expect(formatAmount(shares.house)).toBe('0.60');
		expect(shares.trace.at(-1)?.text).toBe(
			'The share of a0, a2 is below the minimum of 1.00 EUR; 0.60 EUR stays with the merchant.',
		);
	});

	it('gives a share below the minimum to the others where the plan says so', () => {
		const split = aSplit({ minimumShare: eur('1.00'), belowMinimum: 'redistribute' });
		expect(amounts(eur('10.00'), split, weighted(5, 60, 30))).toEqual(['0.00', '6.67', '3.33']);
		expect(amounts(eur('0.90'), split, weighted(2, 3, 3))).toEqual(['0.00', '0.90', '0.00']);
	});

	it('sums to the whole exactly, whatever the rules, and mirrors a negative amount', () => {
		const percent = fc.integer({ min: 0, max: 50_000 }).map((value) => (value / 1000).toFixed(3));
		const split = fc.record({
			mode: fc.constantFrom('weights', 'bonuses') as fc.Arbitrary<PlanSplit['mode']>,
			firstPercent: percent,
			lastPercent: percent,
			minimumShare: fc.option(fc.bigInt(0n, 500n).map((minor) => money(minor, 'EUR'))),
			belowMinimum: fc.constantFrom('house', 'redistribute') as fc.Arbitrary<
				PlanSplit['belowMinimum']
			>,
		});
		const credits = fc
			.array(fc.tuple(fc.integer({ min: 1, max: 28 }), fc.integer({ min: 1, max: 1000 })), {
				minLength: 1,
				maxLength: 8,
			})
			.map((entries) =>
				creditsAt(...entries.map(([day]) => day)).map((credit, index) => ({
					...credit,
					weight: entries[index]?.[1] ?? 1,
				})),
			);
		fc.assert(
			fc.property(fc.bigInt(-100_000n, 100_000n), split, credits, (minor, rules, given) => {
				const total = money(minor, 'EUR');
				const shares = shareAmong(total, rules, given);
				expect(sumMoney([...shares.amounts, shares.house], 'EUR')).toEqual(total);
				if (rules.belowMinimum === 'redistribute') expect(shares.house.amountMinor).toBe(0n);
				const mirrored = shareAmong(money(-minor, 'EUR'), rules, given);
				expect(mirrored.amounts.map(({ amountMinor }) => 0n - amountMinor)).toEqual(
					shares.amounts.map(({ amountMinor }) => amountMinor),
				);
			}),
		);
	});
});

function chain(...statuses: string[]): PricedAffiliate[] {
	return statuses.map((status, index) => ({
		affiliateId: `aff_${index}`,
		code: `a${index}`,
		status,
		groupCode: null,
		parentId: index + 1 < statuses.length ? `aff_${index + 1}` : null,
	}));
}

const EARNER = { affiliateId: 'aff_0', amount: eur('10.00'), base: eur('100.00') };

function levelsOf(overrides: Partial<PlanLevels> = {}): PlanLevels {
	return { basis: 'base', percents: ['5', '2.5'], inactive: 'drop', ...overrides };
}

function paid(levels: PlanLevels, affiliates: PricedAffiliate[]): string[] {
	return levelShares(levels, EARNER, affiliates, 'half_up').map(
		({ affiliate, level, amount }) => `${level} ${affiliate.code} ${formatAmount(amount)}`,
	);
}

describe('levels', () => {
	it('pay who recruited the affiliate, as deep as the plan says', () => {
		const affiliates = chain('active', 'active', 'active', 'active');
		expect(paid(levelsOf(), affiliates)).toEqual(['1 a1 5.00', '2 a2 2.50']);
		expect(paid(levelsOf({ basis: 'commission' }), affiliates)).toEqual(['1 a1 0.50', '2 a2 0.25']);
		expect(levelShares(levelsOf(), EARNER, affiliates, 'half_up')[0]?.sentence).toBe(
			"Level 1 above a0: 5 % of 100.00 EUR, the base of a0's order, = 5.00 EUR",
		);
	});

	it('leave out who is not active, and nobody moves up', () => {
		const affiliates = chain('active', 'suspended', 'active', 'active');
		expect(paid(levelsOf(), affiliates)).toEqual(['2 a2 2.50']);
		expect(levelTrace(levelsOf(), 'aff_0', affiliates)).toEqual([
			{ rule: 'levels', text: 'Level 1: a1 is not active (suspended); nobody earns this level.' },
		]);
	});

	it('go to the next active one above where the plan compresses', () => {
		const levels = levelsOf({ inactive: 'compress' });
		const affiliates = chain('active', 'suspended', 'active', 'active');
		expect(paid(levels, affiliates)).toEqual(['1 a2 5.00', '2 a3 2.50']);
		expect(levelTrace(levels, 'aff_0', affiliates)[0]?.text).toMatch(/next active one above does/);
	});

	it('pay nothing at a level of 0 %, and the one above it all the same', () => {
		expect(paid(levelsOf({ percents: ['0', '3'] }), chain('active', 'active', 'active'))).toEqual([
			'2 a2 3.00',
		]);
	});

	it('end at a recruiter nobody knows', () => {
		const affiliates = chain('active', 'active').slice(0, 1);
		expect(paid(levelsOf(), affiliates)).toEqual([]);
		expect(levelTrace(levelsOf(), 'aff_0', affiliates)[0]?.text).toMatch(/not known/);
	});

	it('end in any circle, never pay the earner, and nobody twice', () => {
		const size = 6;
		const graph = fc.array(
			fc.record({
				parent: fc.option(fc.integer({ min: 0, max: size - 1 })),
				isActive: fc.boolean(),
			}),
			{ minLength: size, maxLength: size },
		);
		const inactive = fc.constantFrom('drop', 'compress') as fc.Arbitrary<PlanLevels['inactive']>;
		fc.assert(
			fc.property(graph, inactive, (nodes, whenInactive) => {
				const affiliates = nodes.map(({ parent, isActive }, index) => ({
					affiliateId: `aff_${index}`,
					code: `a${index}`,
					status: isActive ? 'active' : 'suspended',
					groupCode: null,
					parentId: parent === null ? null : `aff_${parent}`,
				}));
				const levels = levelsOf({
					percents: Array.from({ length: 10 }, () => '1'),
					inactive: whenInactive,
				});
				const shares = levelShares(levels, EARNER, affiliates, 'half_up');
				const ids = shares.map(({ affiliate }) => affiliate.affiliateId);
				expect(ids).not.toContain('aff_0');
				expect(new Set(ids).size).toBe(ids.length);
				expect(shares.every(({ affiliate }) => affiliate.status === 'active')).toBe(true);
				if (whenInactive === 'compress') {
					expect(shares.map(({ level }) => level)).toEqual(ids.map((_id, index) => index + 1));
				}
			}),
		);
	});
});
