import fc from 'fast-check';
import {
	bonusCommission,
	bonusConversionKey,
	evaluateBonus,
	type BonusFacts,
} from '../../../lib/commission/bonuses';
import { pseudoSale } from '../../../lib/commission/pseudo-order';
import {
	addDays,
	formatAmount,
	instantFromMilliseconds,
	money,
	parseAmount,
	windowStart,
} from '../../../lib/kernel';
import { commissionSchema } from '../../../lib/model/commission';
import { attributionSchema } from '../../../lib/model/credit';
import { toJson } from '../../../lib/model/json';
import { orderSchema } from '../../../lib/model/order';
import type { PlanBonus } from '../../../lib/model/plan/bonus';
import { aPlan, aProgramme, eur } from '../../support/builders';

const FROM = '2026-11-01T00:00:00.000Z';
const TO = '2026-12-01T00:00:00.000Z';

function aBonus(overrides: Partial<PlanBonus> = {}): PlanBonus {
	return {
		bonusId: 'top-seller',
		name: 'Top seller',
		metric: 'sales',
		from: '10',
		window: 'month',
		timeZone: 'UTC',
		reward: { type: 'fixed', amount: eur('50.00') },
		isClawedBack: true,
		affiliateGroups: [],
		...overrides,
	};
}

function facts(
	bonus: PlanBonus,
	metrics: Partial<BonusFacts['metrics']> = {},
	overrides: Partial<BonusFacts> = {},
): BonusFacts {
	return {
		bonus,
		plan: aPlan(),
		programme: aProgramme(),
		affiliate: {
			affiliateId: 'aff_anna',
			code: 'anna',
			status: 'active',
			groupCode: null,
			parentId: null,
		},
		metrics: {
			revenue: eur('1000.00'),
			sales: 10,
			commission: eur('100.00'),
			grossRevenue: eur('1000.00'),
			grossSales: 10,
			grossCommission: eur('100.00'),
			customers: 8,
			clicks: 500,
			...metrics,
		},
		windowFrom: FROM,
		windowTo: TO,
		...overrides,
	};
}

describe('a performance bonus', () => {
	it('is due when the metric reaches the threshold', () => {
		expect(evaluateBonus(facts(aBonus()))).toEqual({
			isReached: true,
			isThresholdReached: true,
			level: '10 orders',
			amount: eur('50.00'),
			sentence:
				'anna has 10 orders in the month from 2026-11-01 (UTC), the bonus ‘Top seller’ begins at ' +
				'10 orders: 50.00 EUR, plan ‘Ten percent’ v1',
		});
	});

	it('is not due below it, and says how far it is', () => {
		const decision = evaluateBonus(facts(aBonus(), { sales: 9 }));
		expect(decision).toMatchObject({ isReached: false, isThresholdReached: false });
		expect(decision.amount).toEqual(eur('0.00'));
		expect(decision.sentence).toBe(
			'anna has 9 orders in the month from 2026-11-01 (UTC); the bonus ‘Top seller’ begins at 10 orders',
		);
	});

	it.each([
		['revenue', '1000', true],
		['revenue', '1000.01', false],
		['revenue', '999.991', true],
		['revenue', '1000.001', false],
		['commission', '100.00', true],
		['customers', '8', true],
		['customers', '8.5', false],
		['clicks', '500', true],
		['clicks', '501', false],
	] as const)('by %s from %s is due: %s', (metric, from, isDue) => {
		expect(evaluateBonus(facts(aBonus({ metric, from }))).isReached).toBe(isDue);
	});

	it('in percent is of the commission earned in the window, and never negative', () => {
		const bonus = aBonus({ reward: { type: 'percentage', percent: '12.5' } });
		const amount = (commission: string) =>
			formatAmount(evaluateBonus(facts(bonus, { commission: eur(commission) })).amount);
		expect(amount('100.00')).toBe('12.50');
		expect(amount('0.20')).toBe('0.03');
		expect(amount('-5.00')).toBe('0.00');
	});

	it('is only for the groups it names', () => {
		const bonus = aBonus({ affiliateGroups: ['Gold'] });
		const { affiliate } = facts(bonus);
		const gold = facts(bonus, {}, { affiliate: { ...affiliate, groupCode: 'gold' } });
		expect(evaluateBonus(gold).isReached).toBe(true);
		expect(evaluateBonus(facts(bonus))).toMatchObject({
			isReached: false,
			isThresholdReached: true,
			amount: eur('0.00'),
		});
	});

	it('is not due for a suspended affiliate, whose earlier bonus stays', () => {
		const { affiliate } = facts(aBonus());
		const suspended = facts(aBonus(), {}, { affiliate: { ...affiliate, status: 'suspended' } });
		expect(evaluateBonus(suspended)).toMatchObject({
			isReached: false,
			isThresholdReached: true,
		});
	});

	it('names the window by the calendar of its time zone', () => {
		const bonus = aBonus({ timeZone: 'Europe/Berlin' });
		const berlin = facts(bonus, {}, { windowFrom: '2026-10-31T23:00:00.000Z' });
		expect(evaluateBonus(berlin).sentence).toMatch(/from 2026-11-01 \(Europe\/Berlin\)/);
		expect(evaluateBonus(facts(bonus, {}, { windowFrom: null })).sentence).toMatch(/so far/);
	});

	it('once due stays due when the metric rises', () => {
		const metric = fc.constantFrom('revenue', 'sales', 'clicks') as fc.Arbitrary<
			'revenue' | 'sales' | 'clicks'
		>;
		const number = fc.integer({ min: 0, max: 100_000 });
		fc.assert(
			fc.property(metric, number, number, number, (name, from, a, b) => {
				const at = (level: number) =>
					evaluateBonus(
						facts(aBonus({ metric: name, from: String(from) }), {
							revenue: money(BigInt(level), 'EUR'),
							sales: level,
							clicks: level,
						}),
					).isReached;
				expect(Number(at(Math.min(a, b)))).toBeLessThanOrEqual(Number(at(Math.max(a, b))));
			}),
		);
	});
});

describe('the key of a bonus', () => {
	it('names programme, bonus, affiliate and window', () => {
		expect(bonusConversionKey('prg_spring', 'top', 'aff_anna', FROM)).toEqual({
			storeKey: 'programme:prg_spring',
			orderId: 'bonus:top:aff_anna:2026-11-01',
		});
		expect(bonusConversionKey('prg_spring', 'top', 'aff_anna', null).orderId).toBe(
			'bonus:top:aff_anna:lifetime',
		);
	});

	it('is another one for every window, also where two days begin on one date in UTC', () => {
		for (let day = 0; day < 400; day += 1) {
			const at = addDays('2026-01-01T12:00:00.000Z', day);
			const [today, tomorrow] = [at, addDays(at, 1)].map((moment) =>
				bonusConversionKey('p', 'b', 'a', windowStart(moment, 'day', 'Europe/London')),
			);
			expect(today?.orderId).not.toBe(tomorrow?.orderId);
		}
	});
});

describe('the conversion of a bonus', () => {
	it('has the form of an order, a credit and a commission that the ledger books', () => {
		const given = facts(aBonus());
		const sale = bonusCommission(given, evaluateBonus(given), TO);
		expect(sale.kind).toBe('bonus');
		expect(sale.order).toMatchObject({
			storeKey: 'programme:prg_spring',
			orderId: 'bonus:top-seller:aff_anna:2026-11-01',
			status: 'paid',
			lines: [],
		});
		expect(sale.commission).toMatchObject({
			outcome: 'commissioned',
			holdUntil: TO,
			base: null,
			total: eur('50.00'),
		});
		expect(sale.commission.lines).toMatchObject([
			{ kind: 'bonus', affiliateId: 'aff_anna', amount: eur('50.00'), rate: '50.00 EUR bonus' },
		]);
		expect(orderSchema.parse(toJson(sale.order))).toEqual(sale.order);
		expect(attributionSchema.parse(toJson(sale.attribution))).toEqual(sale.attribution);
		expect(commissionSchema.parse(toJson(sale.commission))).toEqual(sale.commission);
	});

	it('is refused in another currency than the programme has', () => {
		const programme = aProgramme();
		expect(() =>
			pseudoSale({
				programme,
				affiliate: { affiliateId: 'aff_anna', code: 'anna' },
				kind: 'opening',
				orderId: 'opening:aff_anna',
				amount: parseAmount('5.00', 'USD'),
				at: FROM,
				holdUntil: FROM,
				rateWords: 'opening balance',
				sentence: 'Brought over',
				planId: null,
				planVersion: null,
				trace: [],
			}),
		).toThrow(/EUR/);
	});

	it('of an opening balance is marked as imported', () => {
		const sale = pseudoSale({
			programme: aProgramme(),
			affiliate: { affiliateId: 'aff_anna', code: 'anna' },
			kind: 'opening',
			orderId: 'opening:aff_anna',
			amount: eur('5.00'),
			at: instantFromMilliseconds(0),
			holdUntil: instantFromMilliseconds(0),
			rateWords: 'opening balance',
			sentence: 'Brought over from another system',
			planId: null,
			planVersion: null,
			trace: [],
		});
		expect(sale.commission.reason).toBe('imported');
		expect(sale.kind).toBe('opening');
	});
});
