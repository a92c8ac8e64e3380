import { priceOrder, uplineDepth } from '../../../lib/commission';
import { parseAmount, sumMoney } from '../../../lib/kernel';
import { commissionSchema } from '../../../lib/model/commission';
import { toJson } from '../../../lib/model/json';
import type { Plan } from '../../../lib/model/plan';
import type { PlanLevels, PlanSplit } from '../../../lib/model/plan/sharing';
import {
	aCredit,
	anAttribution,
	anOrder,
	anOrderLine,
	aPlan,
	aTouch,
	aVerdict,
	eur,
	percentage,
} from '../../support/builders';
import { aCap, aContext, aPricedAffiliate, aRule, facts } from '../../support/builders/pricing';

const names = ['anna', 'ben', 'carl', 'dora', 'emil'];

function creditsOf(count: number, weight = 1) {
	return names.slice(0, count).map((name, index) =>
		aCredit({
			affiliateId: `aff_${name}`,
			affiliateCode: name,
			weight,
			touch: aTouch({ occurredAt: `2026-11-1${index}T10:00:00.000Z` }),
		}),
	);
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

const split = (count: number, plan: Partial<Plan> = {}, order = anOrder()) =>
	priceOrder(
		facts({ order, plan: aPlan(plan), attribution: anAttribution({ credits: creditsOf(count) }) }),
	);

describe('a split order (C15)', () => {
	it('shares one amount without losing a cent', () => {
		const result = split(3);
		expect(result.lines.map(({ amount }) => amount)).toEqual([
			eur('3.34'),
			eur('3.33'),
			eur('3.33'),
		]);
		expect(result.lines[0]?.sentence).toContain('= 10.00 EUR, of which 1/3 = 3.34 EUR, plan');
	});

	it('gives bonuses to the first and the last, and weighs the base alike', () => {
		const plan = {
			rate: percentage('100'),
			split: aSplit({ mode: 'bonuses', firstPercent: '25', lastPercent: '50' }),
		};
		const { lines } = split(5, plan);
		expect(lines.map(({ amount }) => amount)).toEqual([
			eur('30.00'),
			eur('5.00'),
			eur('5.00'),
			eur('5.00'),
			eur('55.00'),
		]);
		expect(lines.map(({ weight, weightTotal }) => weight / weightTotal)).toEqual([
			0.3, 0.05, 0.05, 0.05, 0.55,
		]);
	});

	it('has no line for a credit that a split leaves without any share', () => {
		const plan = { split: aSplit({ mode: 'bonuses', firstPercent: '50', lastPercent: '50' }) };
		const { lines, total } = split(3, plan);
		expect(lines.map(({ affiliateCode }) => affiliateCode)).toEqual(['anna', 'carl']);
		expect(total).toEqual(eur('10.00'));
	});

	it('keeps shares below the minimum in the house, and says so', () => {
		const result = split(3, { split: aSplit({ minimumShare: eur('3.34') }) });
		expect(result.total).toEqual(eur('3.34'));
		expect(result.trace.map(({ text }) => text).join(' ')).toContain('stays with the merchant');
	});

	it('prices each credit at its own rates', () => {
		const rules = [aRule({ match: { affiliateIds: ['aff_ben'] }, rate: percentage('30') })];
		const result = split(2, { rules });
		expect(result.lines.map(({ amount }) => amount)).toEqual([eur('5.00'), eur('15.00')]);
		expect(result.trace.map(({ text }) => text)).toContain(
			'At the rates of ben: 30.00 EUR is shared among 2 affiliates, as the attribution weighs: ' +
				'anna 15.00 EUR, ben 15.00 EUR.',
		);
	});

	it('shares the amount in the currency of the order as well', () => {
		const order = anOrder({
			currency: 'USD',
			lines: [anOrderLine({ net: parseAmount('100.10', 'USD') })],
		});
		const exchangeRate = {
			from: 'USD',
			to: 'EUR',
			rate: '0.9213',
			asOf: '2026-11-17T00:00:00.000Z',
			source: 'Test',
		};
		const plan = aPlan({ split: aSplit({ minimumShare: eur('1.00') }) });
		const { lines } = priceOrder(
			facts({
				order,
				plan,
				attribution: anAttribution({ credits: creditsOf(2) }),
				context: aContext({ exchangeRate }),
			}),
		);
		const ofOrder = sumMoney(
			lines.map(({ orderAmount }) => orderAmount),
			'USD',
		);
		expect(ofOrder).toEqual(parseAmount('10.01', 'USD'));
		expect(lines.map(({ amount }) => amount)).toEqual([eur('4.61'), eur('4.61')]);
	});
});

describe('levels above (C14)', () => {
	const affiliates = [
		aPricedAffiliate({ parentId: 'aff_ben' }),
		aPricedAffiliate({ affiliateId: 'aff_ben', code: 'ben', parentId: 'aff_carl' }),
		aPricedAffiliate({ affiliateId: 'aff_carl', code: 'carl' }),
		aPricedAffiliate({ affiliateId: 'aff_dora', code: 'dora', parentId: 'aff_ben' }),
	];
	const levels: PlanLevels = { basis: 'commission', percents: ['20', '10'], inactive: 'drop' };
	const context = aContext({ affiliates });

	it('earn on the commission of who brought the order', () => {
		const { lines, total } = priceOrder(facts({ plan: aPlan({ levels }), context }));
		expect(lines).toHaveLength(3);
		expect(lines[1]).toMatchObject({
			affiliateId: 'aff_ben',
			affiliateCode: 'ben',
			kind: 'level',
			level: 1,
			sourceAffiliateId: 'aff_anna',
			amount: eur('2.00'),
			rate: '20 %',
			ruleIds: [],
			parts: [{ lineId: 'line-1', amount: eur('2.00') }],
		});
		expect(lines[2]).toMatchObject({ affiliateId: 'aff_carl', level: 2, amount: eur('1.00') });
		expect(total).toEqual(eur('13.00'));
	});

	it('earn on the part of the base that is credited', () => {
		const credits = [aCredit(), aCredit({ affiliateId: 'aff_dora', affiliateCode: 'dora' })];
		const plan = aPlan({ levels: { ...levels, basis: 'base', percents: ['5'] } });
		const attribution = anAttribution({ credits });
		const { lines } = priceOrder(facts({ plan, context, attribution }));
		const above = lines.filter(({ kind }) => kind === 'level');
		expect(
			above.map(({ affiliateId, sourceAffiliateId, amount }) => [
				affiliateId,
				sourceAffiliateId,
				amount,
			]),
		).toEqual([
			['aff_ben', 'aff_anna', eur('2.50')],
			['aff_ben', 'aff_dora', eur('2.50')],
		]);
	});

	it('say how far up the shell has to look', () => {
		expect(uplineDepth(aPlan())).toBe(0);
		expect(uplineDepth(aPlan({ levels }))).toBe(2);
		const compressed = uplineDepth(aPlan({ levels: { ...levels, inactive: 'compress' } }));
		expect(compressed).toBeGreaterThan(2);
	});
});

describe('the kind of a commission', () => {
	const subscription = { subscriptionId: 'sub-1', paymentNumber: null, startedAt: null };
	const kindOf = (paymentNumber: number | null) =>
		priceOrder(facts({ order: anOrder({ subscription }), context: aContext({ paymentNumber }) }))
			.lines[0]?.kind;

	it('is recurring from the second payment on, where the number is known', () => {
		expect(kindOf(null)).toBe('sale');
		expect(kindOf(1)).toBe('sale');
		expect(kindOf(2)).toBe('recurring');
	});

	it('is over when the subscription earned long enough (C12)', () => {
		const plan = aPlan({ recurring: { maximumPayments: 3, maximumMonths: null } });
		const order = anOrder({ subscription });
		const at = (paymentNumber: number) =>
			priceOrder(facts({ order, plan, context: aContext({ paymentNumber }) }));
		expect(at(3).outcome).toBe('commissioned');
		expect(at(4)).toMatchObject({ outcome: 'skipped', reason: 'recurring_ended', lines: [] });
	});
});

describe('the hold (C25)', () => {
	const holdOf = (plan: Partial<Plan>) => priceOrder(facts({ plan: aPlan(plan) })).holdUntil;

	it('is that of the rule that applies, shorter or longer', () => {
		expect(holdOf({})).toBe('2026-12-17T12:30:00.000Z');
		expect(holdOf({ rules: [aRule({ holdDays: 3 })] })).toBe('2026-11-20T12:30:00.000Z');
		expect(holdOf({ rules: [aRule({ match: { skus: ['no'] }, holdDays: 90 })] })).toBe(
			'2026-12-17T12:30:00.000Z',
		);
	});

	it('is the longest of several', () => {
		const rules = [aRule({ ruleId: 'a', holdDays: 3 }), aRule({ ruleId: 'b', holdDays: 60 })];
		expect(holdOf({ rules, rate: null, ruleMode: 'stack' })).toBe('2027-01-16T12:30:00.000Z');
		expect(holdOf({ rules: rules.slice(0, 1), ruleMode: 'stack' })).toBe(
			'2026-12-17T12:30:00.000Z',
		);
	});
});

describe('manual approval (C38)', () => {
	it('is asked for above the amount, not at it', () => {
		const at = (above: string) =>
			priceOrder(facts({ plan: aPlan({ manualApprovalAbove: eur(above) }) }));
		expect(at('10.00').outcome).toBe('commissioned');
		const held = at('9.99');
		expect(held).toMatchObject({ outcome: 'held', reason: 'manual_approval', total: eur('10.00') });
		expect(held.trace.at(-1)?.text).toBe(
			'10.00 EUR is more than 9.99 EUR, so the commission waits for a person to approve it.',
		);
	});

	it('gives way to a review', () => {
		const plan = aPlan({ manualApprovalAbove: eur('1.00') });
		const verdict = aVerdict({ verdict: 'review' });
		expect(priceOrder(facts({ plan, verdict })).reason).toBe('review_required');
	});
});

describe('the answer', () => {
	it('carries what it was made from, and survives JSON', () => {
		const plan = aPlan({
			lifetimeDays: 365,
			rules: [aRule({ match: { skus: ['SKU-1'] } })],
			caps: [aCap({ limit: eur('5.00') })],
		});
		const context = aContext();
		const result = priceOrder(facts({ plan, context }));
		expect(result).toMatchObject({ lifetimeDays: 365, context });
		expect(commissionSchema.parse(toJson(result))).toEqual(result);
	});

	it('binds no customer where the order was refused', () => {
		const plan = aPlan({ lifetimeDays: 365 });
		const verdict = aVerdict({ verdict: 'reject' });
		expect(priceOrder(facts({ plan, verdict })).lifetimeDays).toBeNull();
	});
});
