import fc from 'fast-check';
import { priceClicks, type ClickFacts } from '../../../lib/commission/clicks';
import { formatAmount, money } from '../../../lib/kernel';
import { commissionSchema } from '../../../lib/model/commission';
import { toJson } from '../../../lib/model/json';
import { orderSchema } from '../../../lib/model/order';
import type { PlanClicks } from '../../../lib/model/plan/sharing';
import { aPlan, aProgramme, eur } from '../../support/builders';

function facts(clicks: number, rate: PlanClicks | null, day = '2026-11-17'): ClickFacts {
	return {
		plan: aPlan({ clicks: rate }),
		programme: aProgramme(),
		affiliate: { affiliateId: 'aff_anna', code: 'anna' },
		clicks,
		day,
		holdUntil: '2026-12-17T00:00:00.000Z',
	};
}

const PER_CLICK: PlanClicks = { type: 'per_click', amount: eur('0.10') };
const PER_THOUSAND: PlanClicks = { type: 'per_thousand', amount: eur('2.50') };

describe('clicks of a day', () => {
	it('earn the amount per click', () => {
		const sale = priceClicks(facts(123, PER_CLICK));
		expect(sale?.commission.lines[0]).toMatchObject({
			kind: 'click',
			amount: eur('12.30'),
			rate: '0.10 EUR per click',
			sentence:
				'123 counted clicks on 2026-11-17 (UTC) at 0.10 EUR per click = 12.30 EUR, plan ‘Ten percent’ v1',
		});
		expect(sale?.commission.holdUntil).toBe('2026-12-17T00:00:00.000Z');
		expect(sale?.order).toMatchObject({
			storeKey: 'programme:prg_spring',
			orderId: 'clicks:aff_anna:2026-11-17',
			createdAt: '2026-11-17T23:59:59.999Z',
		});
		expect(sale?.kind).toBe('clicks');
	});

	it('per thousand are rounded once', () => {
		const amount = (clicks: number): string =>
			formatAmount(priceClicks(facts(clicks, PER_THOUSAND))?.commission.total ?? eur('99.00'));
		expect([1, 2, 1000, 1234].map(amount)).toEqual(['0.00', '0.01', '2.50', '3.09']);
	});

	it('earn nothing where there were none or the plan does not pay them', () => {
		expect(priceClicks(facts(0, PER_CLICK))).toBeNull();
		expect(priceClicks(facts(10, null))).toBeNull();
	});

	it('have the form that the ledger books', () => {
		const sale = priceClicks(facts(1, PER_CLICK));
		expect(orderSchema.parse(toJson(sale?.order))).toEqual(sale?.order);
		expect(commissionSchema.parse(toJson(sale?.commission))).toEqual(sale?.commission);
	});

	it('are refused when day or number make no sense', () => {
		for (const day of ['17.11.2026', '2026-02-30', '2026-11-17T00:00:00Z', '']) {
			expect(() => priceClicks(facts(1, PER_CLICK, day))).toThrow(/is not a day/);
		}
		expect(() => priceClicks(facts(1.5, PER_CLICK))).toThrow(/not a number of clicks/);
		expect(() => priceClicks(facts(-1, PER_CLICK))).toThrow(/not a number of clicks/);
	});

	it('per thousand are never more than half a minor unit away from the exact amount', () => {
		fc.assert(
			fc.property(fc.nat(10_000_000), fc.bigInt(1n, 100_000n), (clicks, minor) => {
				fc.pre(clicks > 0);
				const rate: PlanClicks = { type: 'per_thousand', amount: money(minor, 'EUR') };
				const paid = priceClicks(facts(clicks, rate))?.commission.total?.amountMinor ?? 0n;
				const off = paid * 1000n - minor * BigInt(clicks);
				expect(off <= 500n && off > -500n).toBe(true);
			}),
		);
	});
});
