import { backtest, repricedFacts, type BacktestReport } from '../../../lib/commission/backtest';
import { priceOrder } from '../../../lib/commission/price-order';
import { addDays, formatAmount, parseAmount, type Money } from '../../../lib/kernel';
import type { PricedAffiliate, RecordedCommission } from '../../../lib/model/commission';
import type { Plan } from '../../../lib/model/plan';
import type { TieredRate } from '../../../lib/model/plan/rate';
import type { ReplayEntry } from '../../../lib/ports/ledger-store';
import {
	aCommissionLine,
	aCredit,
	anAttribution,
	anOrder,
	anOrderLine,
	aPlan,
	aProgramme,
	aRecordedCommission,
	aRefund,
	aVerdict,
	eur,
	percentage,
} from '../../support/builders';
import {
	aJournal,
	aPricedAffiliate,
	aPricingContext,
	aRecordedRefund,
	aReplayEntry,
	type ReplayParts,
} from '../../support/builders/replay';

const FIRST_DAY = '2026-11-02T12:00:00.000Z';

async function* stream(entries: readonly ReplayEntry[]): AsyncGenerator<ReplayEntry> {
	for (const entry of entries) yield await Promise.resolve(entry);
}

async function run(
	entries: readonly ReplayEntry[],
	plan: Partial<Plan> = {},
	affiliates: readonly PricedAffiliate[] = [],
): Promise<BacktestReport> {
	return await backtest({
		entries: stream(entries),
		plan: aPlan({ name: 'Trial', ...plan }),
		programme: aProgramme(),
		affiliates,
	});
}

/** An order of 100.00 EUR on a day, booked at 10 %. */
function orderOn(day: number, parts: ReplayParts = {}, number = day): ReplayEntry {
	const createdAt = addDays(FIRST_DAY, day);
	const order = anOrder({
		orderId: String(number),
		orderNumber: `#${number}`,
		createdAt,
		paidAt: createdAt,
	});
	return aReplayEntry({ journal: aJournal({ order }), ...parts });
}

function tiered(overrides: Partial<TieredRate> = {}): TieredRate {
	return {
		type: 'tiered',
		mode: 'threshold',
		metric: 'revenue',
		window: 'month',
		rollingDays: null,
		timeZone: 'UTC',
		isRetroactive: false,
		mayFallBack: true,
		tiers: [
			{ from: '0', rate: percentage('10') },
			{ from: '250', rate: percentage('20') },
		],
		...overrides,
	};
}

function words({
	booked,
	proposed,
	difference,
}: Record<'booked' | 'proposed' | 'difference', Money>) {
	return [booked, proposed, difference].map(formatAmount).join(' ');
}

describe('a backtest', () => {
	it('compares what was booked with what another plan pays', async () => {
		const report = await run([orderOn(0), orderOn(1), orderOn(2)], { rate: percentage('12.5') });
		expect(report).toMatchObject({
			planName: 'Trial',
			period: { from: FIRST_DAY, to: addDays(FIRST_DAY, 2) },
			orders: 3,
			skipped: { count: 0, reasons: [] },
			base: eur('300.00'),
			percentOfBase: { booked: '10.00', proposed: '12.50', difference: '2.50' },
		});
		expect(words(report.totals)).toBe('30.00 37.50 7.50');
		expect(report.affiliates).toMatchObject([{ affiliateId: 'aff_anna', code: 'anna', orders: 3 }]);
	});

	it('names the orders that change most, in words', async () => {
		const entries = Array.from({ length: 25 }, (_none, day) => orderOn(day / 10, {}, day));
		const report = await run(entries, { rate: percentage('9') });
		expect(report.largest).toHaveLength(20);
		expect(report.largest[0]?.sentence).toMatch(
			/^Order #0 of 2026-11-02: 10\.00 EUR booked, 9\.00 EUR under plan ‘Trial’ v1: anna: 9 % of 100\.00 EUR/,
		);
		expect(words(report.totals)).toBe('250.00 225.00 -25.00');
		expect(report.percentOfBase.difference).toBe('-1.00');
	});

	it('of a plan that pays nothing says so', async () => {
		const report = await run([orderOn(0)], { rate: null });
		expect(words(report.totals)).toBe('10.00 0.00 -10.00');
		expect(report.largest[0]?.sentence).toMatch(/nothing is paid$/);
	});

	it('of no orders is empty', async () => {
		const report = await run([]);
		expect(report).toMatchObject({ period: null, orders: 0, affiliates: [], largest: [] });
		expect(report.percentOfBase.difference).toBeNull();
	});

	it('skips and counts what it cannot compare', async () => {
		const dollars = anOrder({
			createdAt: FIRST_DAY,
			lines: [anOrderLine({ net: parseAmount('100.00', 'USD') })],
		});
		const report = await run([
			aReplayEntry({ journal: null, conversion: { orderedAt: FIRST_DAY } }),
			orderOn(0, {
				journal: aJournal({ order: anOrder({ createdAt: FIRST_DAY }), context: null }),
			}),
			orderOn(0, { journal: aJournal({ order: dollars }) }),
			orderOn(0, {
				journal: aJournal({
					order: anOrder({ createdAt: FIRST_DAY }),
					attribution: anAttribution({ programmeId: 'prg_other' }),
				}),
			}),
			orderOn(0),
		]);
		expect(report.orders).toBe(1);
		expect(report.skipped).toEqual({
			count: 4,
			reasons: [
				{ reason: 'no_journal', count: 2 },
				{ reason: 'missing_exchange_rate', count: 1 },
				{ reason: 'other_programme', count: 1 },
			],
		});
	});

	it('refuses orders that are not in time order', async () => {
		await expect(run([orderOn(1), orderOn(0)])).rejects.toThrow(/comes before/);
	});
});

describe('what happened to an order after it was booked', () => {
	const half = aRecordedRefund(eur('50.00'), {
		refund: aRefund({ createdAt: addDays(FIRST_DAY, 5) }),
	});

	it('takes its share of both sides', async () => {
		const entry = orderOn(0, {
			refunds: [half],
			commissions: [aRecordedCommission({ reversed: eur('5.00') })],
		});
		const report = await run([entry], { rate: percentage('20') });
		expect(words(report.totals)).toBe('5.00 10.00 5.00');
		expect(report.base).toEqual(eur('50.00'));
	});

	it('takes its share also of who earned nothing before', async () => {
		const entry = orderOn(0, {
			refunds: [half],
			commissions: [],
			conversion: { base: eur('0.00'), net: eur('100.00') },
		});
		expect(words((await run([entry], { rate: percentage('20') })).totals)).toBe('0.00 10.00 10.00');
	});

	it('stays so when a person declined or took it back, or the fraud check rejected it', async () => {
		const declined = aRecordedCommission({ status: 'declined', reversed: eur('10.00') });
		const reversed = aRecordedCommission({ status: 'reversed', reversed: eur('10.00') });
		const partly = aRecordedCommission({ reversed: eur('2.50') });
		const report = await run(
			[
				orderOn(0, { commissions: [declined] }),
				orderOn(1, { commissions: [reversed] }),
				orderOn(2, { commissions: [partly] }),
				orderOn(3, {
					commissions: [],
					conversion: { verdict: aVerdict({ verdict: 'reject' }), base: null },
				}),
			],
			{ rate: percentage('20') },
		);
		expect(words(report.totals)).toBe('7.50 15.00 7.50');
	});

	it('gives back a dispute that was won, which the refunds still show', async () => {
		const entry = orderOn(0, { refunds: [aRecordedRefund(eur('100.00'))] });
		expect(words((await run([entry], { rate: percentage('20') })).totals)).toBe(
			'10.00 20.00 10.00',
		);
	});

	it('counts adjustments as booked', async () => {
		const entry = orderOn(0, { commissions: [aRecordedCommission({ adjusted: eur('-1.00') })] });
		expect(words((await run([entry])).totals)).toBe('9.00 10.00 1.00');
	});

	it('leaves bonuses and clicks aside', async () => {
		const bonus: RecordedCommission = aRecordedCommission({ kind: 'bonus', amount: eur('50.00') });
		const entry = orderOn(0, { commissions: [aRecordedCommission(), bonus] });
		expect(words((await run([entry])).totals)).toBe('10.00 10.00 0.00');
	});
});

describe('tiers in a backtest', () => {
	it('fill with the orders of the replay and begin anew with the window', async () => {
		const days = [0, 1, 2, 28, 29];
		const report = await run(
			days.map((day) => orderOn(day)),
			{ rate: tiered() },
		);
		// 10 + 10 + 20 in November; 100.00 EUR on 30 November still count there, 1 December does not.
		expect(words(report.totals)).toBe('50.00 70.00 20.00');
	});

	it('lose what was refunded before the order, and only from then on', async () => {
		const refund = (day: number) =>
			aRecordedRefund(eur('100.00'), { refund: aRefund({ createdAt: addDays(FIRST_DAY, day) }) });
		const reversed = [aRecordedCommission({ reversed: eur('10.00') })];
		const proposed = async (refundedOn: number, rate: TieredRate) => {
			const first = orderOn(0, { refunds: [refund(refundedOn)], commissions: reversed });
			const { totals } = await run([first, orderOn(1), orderOn(2)], { rate });
			return formatAmount(totals.proposed);
		};
		expect(await proposed(3, tiered())).toBe('30.00');
		expect(await proposed(1.5, tiered())).toBe('20.00');
		expect(await proposed(1.5, tiered({ mayFallBack: false }))).toBe('30.00');
	});

	it('that are retroactive pay the whole window at the tier that is reached', async () => {
		const report = await run(
			[0, 1, 2].map((day) => orderOn(day)),
			{ rate: tiered({ isRetroactive: true }) },
		);
		expect(words(report.totals)).toBe('30.00 60.00 30.00');
		expect(report.orders).toBe(3);
	});

	it('that are retroactive leave other windows and affiliates alone', async () => {
		const other = aJournal({
			order: anOrder({ createdAt: addDays(FIRST_DAY, 0.5) }),
			attribution: anAttribution({
				credits: [aCredit({ affiliateId: 'aff_ben', affiliateCode: 'ben' })],
			}),
			context: aPricingContext({
				affiliates: [aPricedAffiliate({ affiliateId: 'aff_ben', code: 'ben' })],
			}),
		});
		const bens = aRecordedCommission({
			affiliateId: 'aff_ben',
			line: aCommissionLine({ affiliateId: 'aff_ben', affiliateCode: 'ben' }),
		});
		const report = await run(
			[
				orderOn(-3),
				orderOn(0),
				aReplayEntry({ journal: other, commissions: [bens] }),
				orderOn(1),
				orderOn(2),
			],
			{ rate: tiered({ isRetroactive: true }) },
		);
		const byCode = report.affiliates.map(
			(entry) => `${entry.code} ${formatAmount(entry.proposed)}`,
		);
		expect(byCode).toEqual(['anna 70.00', 'ben 10.00']);
	});
});

describe('caps in a backtest', () => {
	const cap = {
		capId: 'cap-1',
		scope: 'affiliate' as const,
		window: 'month' as const,
		timeZone: 'UTC',
		limit: eur('25.00'),
	};

	it('fill as the new plan pays, and begin anew with the window', async () => {
		const report = await run(
			[0, 1, 2, 29].map((day) => orderOn(day)),
			{ caps: [cap] },
		);
		expect(words(report.totals)).toBe('40.00 35.00 -5.00');
	});

	it('get room again by a refund, from then on', async () => {
		const refunds = [
			aRecordedRefund(eur('100.00'), { refund: aRefund({ createdAt: addDays(FIRST_DAY, 1.5) }) }),
		];
		const commissions = [aRecordedCommission({ reversed: eur('10.00') })];
		const report = await run([orderOn(0, { refunds, commissions }), orderOn(1), orderOn(2)], {
			caps: [cap],
		});
		expect(words(report.totals)).toBe('20.00 20.00 0.00');
	});

	it('per customer know the customer, and let unknown ones pass', async () => {
		const perCustomer = { ...cap, scope: 'customer' as const, limit: eur('10.00') };
		const by = (day: number, customerKey: string | null) =>
			orderOn(day, { conversion: { customerKey } });
		const report = await run([by(0, 'a'), by(1, 'a'), by(2, 'b'), by(3, null), by(4, null)], {
			caps: [perCustomer],
		});
		expect(words(report.totals)).toBe('50.00 40.00 -10.00');
	});
});

describe('levels in a backtest', () => {
	const boss = aPricedAffiliate({ affiliateId: 'aff_boss', code: 'boss' });
	const journal = aJournal({
		context: aPricingContext({ affiliates: [aPricedAffiliate({ parentId: 'aff_boss' })] }),
	});
	const levels = { basis: 'base' as const, percents: ['2'], inactive: 'drop' as const };

	it('pay recruiters that the plan of then did not look up', async () => {
		const report = await run([aReplayEntry({ journal })], { levels }, [boss]);
		expect(words(report.totals)).toBe('10.00 12.00 2.00');
		expect(report.affiliates[0]).toMatchObject({ code: 'boss', proposed: eur('2.00'), orders: 1 });
	});

	it('go by what was recorded where the order tells', async () => {
		const suspended = { ...boss, status: 'suspended' };
		const recorded = aJournal({
			context: aPricingContext({
				affiliates: [aPricedAffiliate({ parentId: 'aff_boss' }), suspended],
			}),
		});
		const report = await run([aReplayEntry({ journal: recorded })], { levels }, [boss]);
		expect(words(report.totals)).toBe('10.00 10.00 0.00');
	});
});

describe('the facts of a recorded order', () => {
	it('give the same price under the same plan', () => {
		const facts = repricedFacts(aJournal(), { plan: aPlan(), programme: aProgramme() });
		expect(facts.verdict).toBeNull();
		expect(facts.capUsage.size).toBe(0);
		expect(priceOrder(facts).total).toEqual(eur('10.00'));
	});

	it('keep the metrics of then unless others are given', () => {
		const reached = {
			key: 'k',
			affiliateId: 'aff_anna',
			from: null,
			to: FIRST_DAY,
			revenue: eur('1.00'),
			sales: 1,
			commission: eur('0.10'),
			grossRevenue: eur('1.00'),
			grossSales: 1,
			grossCommission: eur('0.10'),
		};
		const journal = aJournal({ context: aPricingContext({ metrics: [reached] }) });
		const terms = { plan: aPlan(), programme: aProgramme() };
		expect(repricedFacts(journal, terms).context.metrics).toEqual([reached]);
		expect(repricedFacts(journal, { ...terms, metrics: [] }).context.metrics).toEqual([]);
	});

	it('are missing where the order was recorded without them', () => {
		const journal = aJournal({ context: null });
		expect(() => repricedFacts(journal, { plan: aPlan(), programme: aProgramme() })).toThrow(
			/without its facts/,
		);
	});
});
