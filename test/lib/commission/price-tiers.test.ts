import { metricsNeeded, priceOrder } from '../../../lib/commission';
import { parseAmount } from '../../../lib/kernel';
import type { Plan, PlanRate } from '../../../lib/model/plan';
import type { TieredRate } from '../../../lib/model/plan/rate';
import type { ReachedMetrics } from '../../../lib/model/commission';
import {
	aCredit,
	anAttribution,
	anOrder,
	anOrderLine,
	aPlan,
	eur,
	ORDERED_AT,
	percentage,
} from '../../support/builders';
import {
	aContext,
	aPricedAffiliate,
	aRule,
	facts,
	reached,
	tiered,
} from '../../support/builders/pricing';

function price(rate: PlanRate, metrics: ReachedMetrics[] = [], plan: Partial<Plan> = {}) {
	return priceOrder(
		facts({ plan: aPlan({ rate, name: 'Tiers', ...plan }), context: aContext({ metrics }) }),
	);
}

const texts = (result: ReturnType<typeof price>) => result.trace.map(({ text }) => text);

describe('threshold tiers (C9)', () => {
	it.each([
		['0.00', '5.00', 'the order alone stays in the first tier'],
		['899.99', '5.00', 'one cent short of the threshold'],
		['900.00', '10.00', 'the order itself reaches the tier, and all of it is paid at its rate'],
		['5000.00', '10.00', 'well above'],
	])('after revenue of %s pay %s because %s', (revenue, expected) => {
		expect(price(tiered(), [reached({ revenue: eur(revenue) })]).total).toEqual(eur(expected));
	});

	it('count orders when the metric is sales', () => {
		const rate = tiered({
			metric: 'sales',
			tiers: [
				{ from: '1', rate: percentage('5') },
				{ from: '10', rate: percentage('10') },
			],
		});
		for (const mode of ['threshold', 'marginal'] as const) {
			const at = (sales: number) => price({ ...rate, mode }, [reached({ sales })]).total;
			expect(at(8)).toEqual(eur('5.00'));
			expect(at(9)).toEqual(eur('10.00'));
		}
	});

	it('count what was earned before, without this order, when the metric is commission', () => {
		const rate = tiered({ metric: 'commission' });
		const at = (earned: string) => price(rate, [reached({ commission: eur(earned) })]);
		expect(at('999.99').total).toEqual(eur('5.00'));
		expect(at('1000.00').total).toEqual(eur('10.00'));
		expect(texts(at('1000.00'))).toContain(
			'1000.00 EUR of commission in this month (UTC), before this order, reaches the tier from 1000.',
		);
	});

	it('pay nothing below the lowest tier, and say so; the order counts all the same', () => {
		const rate = tiered({ tiers: [{ from: '1000', rate: percentage('10') }] });
		const result = price(rate);
		expect(result).toMatchObject({
			outcome: 'commissioned',
			total: eur('0.00'),
			lines: [{ amount: eur('0.00'), countsTowardsTier: true }],
		});
		expect(texts(result)).toContain('100.00 EUR in this month (UTC) is below the lowest tier.');
	});

	it('fall back with refunds only where the plan lets them', () => {
		const refunded = [reached({ revenue: eur('100.00'), grossRevenue: eur('2000.00') })];
		expect(price(tiered(), refunded).total).toEqual(eur('5.00'));
		expect(price(tiered({ mayFallBack: false }), refunded).total).toEqual(eur('10.00'));
	});

	it('count for a split order only the part that is credited', () => {
		const credits = [
			aCredit({ weight: 1 }),
			aCredit({ affiliateId: 'aff_ben', affiliateCode: 'ben', weight: 1 }),
		];
		const at = (revenue: string) =>
			priceOrder(
				facts({
					plan: aPlan({ rate: tiered() }),
					attribution: anAttribution({ credits }),
					context: aContext({ metrics: [reached({ revenue: eur(revenue) })] }),
				}),
			).lines.map(({ amount }) => amount);
		expect(at('949.99')).toEqual([eur('2.50'), eur('2.50')]);
		expect(at('950.00')).toEqual([eur('5.00'), eur('2.50')]);
	});
});

describe('marginal tiers (C9)', () => {
	const marginal = tiered({ mode: 'marginal' });

	it.each([
		['0.00', '5.00'],
		['900.00', '5.00'],
		['950.00', '7.50'],
		['999.99', '10.00'],
		['1000.00', '10.00'],
	])('after revenue of %s pay %s: each tier rates what lies in it', (revenue, expected) => {
		expect(price(marginal, [reached({ revenue: eur(revenue) })]).total).toEqual(eur(expected));
	});

	it('explain the pieces', () => {
		const result = price(marginal, [reached({ revenue: eur('950.00') })]);
		expect(texts(result)).toContain(
			'From 950.00 EUR to 1050.00 EUR in this month (UTC): ' +
				'50.00 EUR at 5 % and 50.00 EUR at 10 %.',
		);
		expect(result.lines[0]?.rate).toBe('5 % and 10 % in tiers');
	});

	it('pay nothing for the piece below the lowest tier', () => {
		const rate = { ...marginal, tiers: [{ from: '1000', rate: percentage('10') }] };
		expect(price(rate, [reached({ revenue: eur('950.00') })]).total).toEqual(eur('5.00'));
		expect(price(rate).total).toEqual(eur('0.00'));
	});

	it('pay the fixed amount of the tier in which the order begins, and no other', () => {
		const rate: TieredRate = {
			...marginal,
			tiers: [
				{ from: '0', rate: { type: 'fixed', amount: eur('3.00') } },
				{ from: '1000', rate: percentage('10') },
				{ from: '1050', rate: { type: 'fixed', amount: eur('40.00') } },
			],
		};
		const at = (revenue: string) => price(rate, [reached({ revenue: eur(revenue) })]).total;
		expect(at('0.00')).toEqual(eur('3.00'));
		expect(at('980.00')).toEqual(eur('8.00'));
		expect(at('1000.00')).toEqual(eur('5.00'));
		expect(at('1050.00')).toEqual(eur('40.00'));
	});

	it('are in the currency of the programme, whatever the order is in', () => {
		const order = anOrder({
			currency: 'USD',
			lines: [anOrderLine({ net: parseAmount('200.00', 'USD') })],
		});
		const exchangeRate = {
			from: 'USD',
			to: 'EUR',
			rate: '0.5',
			asOf: ORDERED_AT,
			source: 'Test',
		};
		const context = aContext({ exchangeRate, metrics: [reached({ revenue: eur('950.00') })] });
		const plan = aPlan({ rate: marginal });
		const [line] = priceOrder(facts({ order, plan, context })).lines;
		expect(line?.orderAmount).toEqual(parseAmount('15.00', 'USD'));
		expect(line?.amount).toEqual(eur('7.50'));
	});
});

describe('the metrics that an order needs', () => {
	const needed = (plan: Partial<Plan>, order = anOrder(), group: string | null = null) =>
		metricsNeeded(aPlan(plan), order, anAttribution(), [aPricedAffiliate({ groupCode: group })]);

	it('are none without tiers', () => {
		expect(needed({ rules: [aRule()] })).toEqual([]);
	});

	it.each<[Partial<TieredRate>, string | null]>([
		[{ window: 'day' }, '2026-11-17T00:00:00.000Z'],
		[{ window: 'month' }, '2026-11-01T00:00:00.000Z'],
		[{ window: 'month', timeZone: 'Europe/Berlin' }, '2026-10-31T23:00:00.000Z'],
		[{ window: 'rolling', rollingDays: 7 }, '2026-11-10T12:30:00.000Z'],
		[{ window: 'rolling' }, '2026-10-18T12:30:00.000Z'],
		[{ window: 'lifetime' }, null],
	])('of the window %j begin at %s and end with the order', (window, from) => {
		expect(needed({ rate: tiered(window) })).toEqual([
			{ key: `aff_anna:${from ?? 'ever'}`, affiliateId: 'aff_anna', from, to: ORDERED_AT },
		]);
	});

	it('are asked for once per affiliate and window', () => {
		const credits = [aCredit(), aCredit({ affiliateId: 'aff_ben', affiliateCode: 'ben' })];
		const rules = [aRule({ ruleId: 'a', rate: tiered() }), aRule({ ruleId: 'b', rate: tiered() })];
		const plan = aPlan({ rate: tiered({ window: 'year' }), rules });
		const keys = metricsNeeded(plan, anOrder(), anAttribution({ credits }), []).map(
			({ key }) => key,
		);
		expect(keys).toEqual([
			'aff_anna:2026-01-01T00:00:00.000Z',
			'aff_anna:2026-11-01T00:00:00.000Z',
			'aff_ben:2026-01-01T00:00:00.000Z',
			'aff_ben:2026-11-01T00:00:00.000Z',
		]);
	});

	it('are those of rules for this affiliate and event, whatever the order holds', () => {
		const rules = [
			aRule({ ruleId: 'ben', match: { affiliateIds: ['aff_ben'] }, rate: tiered() }),
			aRule({ ruleId: 'lead', match: { actions: ['lead'] }, rate: tiered({ window: 'day' }) }),
			aRule({
				ruleId: 'gold',
				match: { affiliateGroups: ['gold'] },
				rate: tiered({ window: 'week' }),
			}),
			aRule({ ruleId: 'sku', match: { skus: ['OTHER'] }, rate: tiered({ window: 'year' }) }),
			aRule({ ruleId: 'old', effectiveTo: '2026-01-01T00:00:00.000Z', rate: tiered() }),
		];
		const starts = (...args: Parameters<typeof needed>) => needed(...args).map(({ from }) => from);
		expect(starts({ rules })).toEqual(['2026-01-01T00:00:00.000Z']);
		expect(starts({ rules }, anOrder(), 'GOLD')).toEqual([
			'2026-01-01T00:00:00.000Z',
			'2026-11-16T00:00:00.000Z',
		]);
		expect(starts({ rules, rate: tiered() }, anOrder({ action: 'lead' }))).toEqual([
			'2026-11-17T00:00:00.000Z',
		]);
	});
});

describe('retroactive tiers (C10)', () => {
	const rate = tiered({ isRetroactive: true });
	const at = (metrics: Partial<ReachedMetrics>, change: Partial<TieredRate> = {}) =>
		price({ ...rate, ...change }, [reached(metrics)]).retroactive;
	const earlier = {
		affiliateId: 'aff_anna',
		ruleId: null,
		from: '2026-11-01T00:00:00.000Z',
		to: ORDERED_AT,
	};

	it('name the earlier orders of the window when this order reaches a higher tier', () => {
		expect(at({ revenue: eur('900.00') })).toEqual([earlier]);
	});

	it('name none while the tier stays, or where the plan does not look back', () => {
		expect(at({ revenue: eur('899.99') })).toEqual([]);
		expect(at({ revenue: eur('1000.00') })).toEqual([]);
		expect(at({ revenue: eur('900.00') }, { isRetroactive: false })).toEqual([]);
		expect(at({ revenue: eur('900.00') }, { mode: 'marginal' })).toEqual([]);
	});

	it('are reached by what this order earns when the metric is commission', () => {
		expect(at({ commission: eur('995.00') }, { metric: 'commission' })).toEqual([earlier]);
		expect(at({ commission: eur('994.99') }, { metric: 'commission' })).toEqual([]);
	});

	it('name the rule whose tier it is', () => {
		const rules = [aRule({ ruleId: 'volume', rate })];
		const metrics = [reached({ revenue: eur('900.00') })];
		expect(price(percentage('1'), metrics, { rules }).retroactive).toEqual([
			{ ...earlier, ruleId: 'volume' },
		]);
	});
});
