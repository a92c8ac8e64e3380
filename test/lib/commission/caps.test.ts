import { applyCaps, capClaimKey, neededCaps, priceOrder } from '../../../lib/commission';
import { parseAmount, type Money } from '../../../lib/kernel';
import type { Commission } from '../../../lib/model/commission';
import type { Plan } from '../../../lib/model/plan';
import type { PlanCap } from '../../../lib/model/plan/cap';
import {
	aCredit,
	anAttribution,
	anOrder,
	anOrderLine,
	aPlan,
	aVerdict,
	eur,
} from '../../support/builders';
import { aCap, aContext, aPricedAffiliate, facts } from '../../support/builders/pricing';

const ben = aCredit({ affiliateId: 'aff_ben', affiliateCode: 'ben' });
const both = anAttribution({ credits: [aCredit(), ben] });

/** 10.00 EUR for 100.00 EUR, under the given caps. */
function priced(
	caps: Array<Partial<PlanCap>>,
	plan: Partial<Plan> = {},
	attribution = anAttribution(),
) {
	return priceOrder(
		facts({
			attribution,
			plan: aPlan({
				caps: caps.map((cap, index) => aCap({ capId: `cap-${index}`, ...cap })),
				...plan,
			}),
		}),
	);
}

function used(commission: Commission, amount: string): Map<string, Money> {
	return new Map(commission.caps.map((claim) => [capClaimKey(claim), eur(amount)]));
}

const amountsOf = ({ lines }: Commission) => lines.map(({ amount }) => amount);

describe('a cap per order (C20)', () => {
	it('is part of the price, and its lowest limit counts', () => {
		const result = priced([
			{ scope: 'order', limit: eur('8.00') },
			{ scope: 'order', limit: eur('6.00') },
		]);
		expect(result).toMatchObject({ total: eur('6.00'), caps: [], outcome: 'commissioned' });
		expect(result.lines[0]).toMatchObject({ uncappedAmount: null, orderAmount: eur('6.00') });
		expect(result.lines[0]?.sentence).toContain(', cut by cap ‘cap-1’ per order to 6.00 EUR');
		expect(result.lines[0]?.parts).toEqual([{ lineId: 'line-1', amount: eur('6.00') }]);
		expect(result.trace.map(({ rule }) => rule)).toContain('order_cap');
	});

	it('is shared by all lines, levels included', () => {
		const context = aContext({
			affiliates: [
				aPricedAffiliate({ parentId: 'aff_ben' }),
				aPricedAffiliate({ affiliateId: 'aff_ben', code: 'ben' }),
			],
		});
		const plan = aPlan({
			caps: [aCap({ scope: 'order', limit: eur('6.00') })],
			levels: { basis: 'commission', percents: ['50'], inactive: 'drop' },
		});
		expect(amountsOf(priceOrder(facts({ plan, context })))).toEqual([eur('4.00'), eur('2.00')]);
	});

	it('leaves an order below it alone', () => {
		expect(priced([{ scope: 'order', limit: eur('10.00') }]).lines[0]?.sentence).not.toContain(
			'cap',
		);
	});
});

describe('claims', () => {
	it('name window and limit of each cap, once per affiliate where it is theirs', () => {
		const { caps } = priced(
			[
				{ scope: 'affiliate', window: 'day', timeZone: 'Europe/Berlin' },
				{ scope: 'customer', window: 'lifetime' },
				{ scope: 'programme', window: 'month' },
			],
			{},
			both,
		);
		const day = { from: '2026-11-16T23:00:00.000Z', to: '2026-11-17T23:00:00.000Z' };
		const limit = eur('50.00');
		expect(caps).toEqual([
			{ capId: 'cap-0', scope: 'affiliate', affiliateId: 'aff_anna', ...day, limit },
			{ capId: 'cap-0', scope: 'affiliate', affiliateId: 'aff_ben', ...day, limit },
			{ capId: 'cap-1', scope: 'customer', affiliateId: null, from: null, to: null, limit },
			{
				capId: 'cap-2',
				scope: 'programme',
				affiliateId: null,
				from: '2026-11-01T00:00:00.000Z',
				to: '2026-12-01T00:00:00.000Z',
				limit,
			},
		]);
		expect(new Set(caps.map(capClaimKey)).size).toBe(4);
	});

	it('are known before the price, those of levels included', () => {
		const plan = aPlan({
			caps: [aCap(), aCap({ capId: 'order', scope: 'order' })],
			levels: { basis: 'base', percents: ['1'], inactive: 'drop' },
		});
		const affiliates = [aPricedAffiliate(), aPricedAffiliate({ affiliateId: 'aff_ben' })];
		const needed = neededCaps(plan, anOrder(), anAttribution(), affiliates);
		expect(needed.map(({ affiliateId }) => affiliateId)).toEqual(['aff_anna', 'aff_ben']);
		const alone = neededCaps({ ...plan, levels: null }, anOrder(), anAttribution(), affiliates);
		expect(alone).toHaveLength(1);
	});
});

describe('a cap on what is booked', () => {
	it('cuts to what is left, with a note', () => {
		const whole = priced([{ limit: eur('50.00') }]);
		const result = applyCaps(whole, used(whole, '46.00'));
		expect(result).toMatchObject({ outcome: 'commissioned', reason: 'priced', total: eur('4.00') });
		expect(result.lines[0]).toMatchObject({
			amount: eur('4.00'),
			orderAmount: eur('4.00'),
			uncappedAmount: eur('10.00'),
			parts: [{ lineId: 'line-1', amount: eur('4.00') }],
			sentence: `${whole.lines[0]?.sentence}; capped: 4.00 EUR by ‘cap-0’`,
		});
		expect(result.trace.at(-1)).toEqual({
			rule: 'cap',
			text:
				'Cap ‘cap-0’ pays at most 50.00 EUR per affiliate; 46.00 EUR are used, ' +
				'so of 10.00 EUR it pays 4.00 EUR.',
		});
	});

	it('is applied when the order is priced, with the usage that is known', () => {
		const plan = aPlan({ caps: [aCap({ limit: eur('50.00') })] });
		const [claim] = priceOrder(facts({ plan })).caps;
		const capUsage = new Map([[claim === undefined ? '' : capClaimKey(claim), eur('47.00')]]);
		expect(priceOrder(facts({ plan, capUsage })).total).toEqual(eur('3.00'));
	});

	it('does nothing while there is room, and counts an unknown usage as nothing', () => {
		const whole = priced([{ limit: eur('50.00') }]);
		expect(applyCaps(whole, used(whole, '40.00'))).toEqual(whole);
		expect(applyCaps(whole, new Map())).toEqual(whole);
	});

	it('for the programme is shared by all lines in proportion, to the cent', () => {
		const whole = priced([{ scope: 'programme', limit: eur('50.00') }], {}, both);
		expect(amountsOf(applyCaps(whole, used(whole, '49.95')))).toEqual([eur('0.03'), eur('0.02')]);
	});

	it('for an affiliate leaves the others alone', () => {
		const whole = priced([{ limit: eur('50.00') }], {}, both);
		const [claim] = whole.caps;
		const usage = new Map([[claim === undefined ? '' : capClaimKey(claim), eur('49.00')]]);
		expect(amountsOf(applyCaps(whole, usage))).toEqual([eur('1.00'), eur('5.00')]);
	});

	it('counts all lines of an affiliate together, its levels included', () => {
		const context = aContext({
			affiliates: [
				aPricedAffiliate({ parentId: 'aff_ben' }),
				aPricedAffiliate({ affiliateId: 'aff_ben', code: 'ben' }),
			],
		});
		const plan = aPlan({
			caps: [aCap({ limit: eur('6.00') })],
			levels: { basis: 'commission', percents: ['60'], inactive: 'drop' },
		});
		const result = priceOrder(facts({ plan, context, attribution: both }));
		// Anna 5.00; Ben 5.00 of his own and 3.00 above Anna: 8.00, of which 6.00 are paid.
		expect(amountsOf(result)).toEqual([eur('5.00'), eur('3.75'), eur('2.25')]);
	});

	it('goes from narrow to wide', () => {
		const whole = priced(
			[
				{ scope: 'programme', limit: eur('4.00') },
				{ scope: 'affiliate', limit: eur('2.00') },
			],
			{},
			both,
		);
		expect(whole.total).toEqual(eur('4.00'));
		expect(amountsOf(whole)).toEqual([eur('2.00'), eur('2.00')]);
	});

	it('that is used up skips the order, and gives it back when a refund makes room', () => {
		for (const [overrides, reason] of [
			[{}, 'priced'],
			[{ verdict: aVerdict({ verdict: 'review' }) }, 'review_required'],
		] as const) {
			const plan = aPlan({ caps: [aCap({ limit: eur('50.00') })] });
			const whole = priceOrder(facts({ plan, ...overrides }));
			const none = applyCaps(whole, used(whole, '50.00'));
			expect(none).toMatchObject({ outcome: 'skipped', reason: 'cap_reached', total: eur('0.00') });
			expect(none.lines[0]).toMatchObject({ amount: eur('0.00'), uncappedAmount: eur('10.00') });
			const again = applyCaps(none, used(whole, '45.00'));
			expect(again).toMatchObject({ reason, total: eur('5.00') });
			expect(again.lines[0]?.parts).toEqual([{ lineId: 'line-1', amount: eur('5.00') }]);
			expect(applyCaps(again, used(whole, '0.00'))).toEqual(whole);
		}
	});

	it('that is exceeded already pays nothing and takes nothing back', () => {
		const whole = priced([{ limit: eur('50.00') }]);
		expect(applyCaps(whole, used(whole, '80.00')).total).toEqual(eur('0.00'));
	});

	it('keeps the amount in the currency of the order in step', () => {
		const exchangeRate = {
			from: 'USD',
			to: 'EUR',
			rate: '0.5',
			asOf: '2026-11-17T00:00:00.000Z',
			source: 'Test',
		};
		const order = anOrder({
			currency: 'USD',
			lines: [anOrderLine({ net: parseAmount('100.00', 'USD') })],
		});
		const plan = aPlan({ caps: [aCap({ limit: eur('2.00') })] });
		const result = priceOrder(facts({ order, plan, context: aContext({ exchangeRate }) }));
		expect(result.lines[0]).toMatchObject({
			amount: eur('2.00'),
			uncappedAmount: eur('5.00'),
			orderAmount: parseAmount('4.00', 'USD'),
		});
	});

	it('asks for manual approval by what the order earned before it', () => {
		const result = priced([{ limit: eur('1.00') }], { manualApprovalAbove: eur('5.00') });
		expect(result).toMatchObject({ reason: 'manual_approval', total: eur('1.00') });
	});
});
