import {
	conversionWrite,
	mirroredOrder,
	platformClickId,
	type ConversionChoices,
} from '../../../../lib/mapping/affiliate-platform';
import type { PurchaseFacts } from '../../../../lib/mapping/crm';
import { anAttribution, anOrder, aRecordedCommission, eur } from '../../../support/builders';

const CHOICES: ConversionChoices = {
	platform: 'tapfiliate',
	affiliate: null,
	programmeId: null,
	actionType: null,
	clickId: null,
	coupon: null,
	status: 'pending',
	amountFrom: 'base',
	orderIdFrom: 'orderId',
	sendsCommission: false,
	more: {},
};

const choices = (overrides: Partial<ConversionChoices> = {}): ConversionChoices => ({
	...CHOICES,
	...overrides,
});

const facts = (overrides: Partial<PurchaseFacts> = {}): PurchaseFacts => ({
	order: anOrder(),
	attribution: anAttribution(),
	ledger: {
		outcome: 'recorded',
		commissions: [aRecordedCommission()],
		customer: null,
		refunds: [],
	},
	...overrides,
});

const ledger = (
	commission: Parameters<typeof aRecordedCommission>[0],
	more: Partial<NonNullable<PurchaseFacts['ledger']>> = {},
): PurchaseFacts['ledger'] => ({
	outcome: 'recorded',
	commissions: [aRecordedCommission(commission)],
	customer: null,
	refunds: [],
	...more,
});

describe('An order for an affiliate platform', () => {
	it('names the credited affiliate, the base of the commission and the order', () => {
		const { line } = aRecordedCommission();
		expect(conversionWrite(facts(), choices())).toMatchObject({
			orderId: anOrder().orderId,
			affiliate: anAttribution().credits[0]?.affiliateCode,
			amount: line.base,
			commission: null,
			status: 'pending',
		});
	});

	it('is worth the goods where nothing was booked, or the total where that is chosen', () => {
		const { items, discount, total } = anOrder().totals;
		const goods = conversionWrite(facts({ ledger: null }), choices()).amount;
		expect(goods.amountMinor).toBe(items.amountMinor - discount.amountMinor);
		expect(conversionWrite(facts(), choices({ amountFrom: 'total' })).amount).toEqual(total);
	});

	it('brings our commission where that is chosen', () => {
		const { commission } = conversionWrite(facts(), choices({ sendsCommission: true }));
		expect(commission).toEqual(aRecordedCommission().line.orderAmount);
	});

	it('is worth what an edit made of it', () => {
		const edited = facts({ ledger: ledger({}, { base: eur('80.00') }) });
		expect(conversionWrite(edited, choices()).amount).toEqual(eur('80.00'));
	});

	it('brings our commission with what edits and people have added to it', () => {
		const { amount } = aRecordedCommission();
		const corrected = facts({ ledger: ledger({ adjusted: eur('-1.50') }) });
		const { commission } = conversionWrite(corrected, choices({ sendsCommission: true }));
		expect(commission?.amountMinor).toBe(amount.amountMinor - 150n);
		expect(mirroredOrder(corrected, choices()).left).toEqual(
			mirroredOrder(facts(), choices()).left,
		);
	});

	it('is known by number or by store and id where that is chosen', () => {
		const { orderNumber, storeKey, orderId } = anOrder();
		const idFrom = (orderIdFrom: ConversionChoices['orderIdFrom']) =>
			conversionWrite(facts(), choices({ orderIdFrom })).orderId;
		expect(idFrom('orderNumber')).toBe(orderNumber);
		expect(idFrom('storeAndOrderId')).toBe(`${storeKey}:${orderId}`);
	});

	it('has no line for gift cards and tips', () => {
		const order = anOrder();
		const [line] = order.lines;
		if (line === undefined) throw new Error('The order has no line');
		const gift = { ...line, lineId: 'gift', isGiftCard: true };
		const tip = { ...line, lineId: 'tip', isTip: true };
		const lines = conversionWrite(
			facts({ order: { ...order, lines: [line, gift, tip] } }),
			choices(),
		).lines;
		expect(lines).toHaveLength(1);
	});
});

describe("A platform's click", () => {
	const withLanding = (landingUrl: string) => {
		const order = anOrder();
		return { ...order, tracking: { ...order.tracking, landingUrl } };
	};

	it.each([
		['impact', 'https://shop.example/?irclickid=abc', 'abc'],
		['impact', '/?im_ref=abc', 'abc'],
		['partnerStack', 'https://shop.example/?ps_xid=x1', 'x1'],
		['affise', 'https://shop.example/?clickid=c1', 'c1'],
		['tapfiliate', 'https://shop.example/?ref=joli', null],
	] as const)('of %s is found in %s', (platform, url, expected) => {
		expect(platformClickId(withLanding(url), platform)).toBe(expected);
	});

	it('of Post Affiliate Pro is the end of its cookie', () => {
		const order = anOrder();
		const id = 'a'.repeat(32);
		const attributes = { PAPVisitorId: `default1${id}` };
		const told = { ...order, tracking: { ...order.tracking, attributes } };
		expect(platformClickId(told, 'postAffiliatePro')).toBe(id);
	});
});

describe('A mirrored order', () => {
	it('is whole while nothing went back', () => {
		const { whole, left, nothingBecause } = mirroredOrder(facts(), choices());
		expect(left).toEqual(whole);
		expect(nothingBecause).toBeNull();
	});

	it('keeps the share of the commission that the ledger still owes', () => {
		const { amount } = aRecordedCommission();
		const half = { ...amount, amountMinor: amount.amountMinor / 2n };
		const order = mirroredOrder(facts({ ledger: ledger({ reversed: half }) }), choices());
		expect(order.left.amountMinor * 2n).toBe(order.whole.amountMinor);
		expect(order.conversion.amount).toEqual(order.left);
	});

	it('keeps the share of the total that was not refunded where nothing was booked', () => {
		const { total } = anOrder().totals;
		const quarter = { ...total, amountMinor: total.amountMinor / 4n };
		const refunds = [{ refundId: 'r1', total: quarter }];
		const empty = { outcome: 'recorded', commissions: [], customer: null, refunds };
		const { whole, left } = mirroredOrder(facts({ ledger: empty }), choices());
		const expected = (whole.amountMinor * 3n) / 4n;
		expect(Number(left.amountMinor - expected)).toBeLessThanOrEqual(1);
	});

	it.each([
		['refunded', { reversed: aRecordedCommission().amount }],
		['declined', { status: 'declined' as const }],
	])('that was %s should not be there', (because, commission) => {
		const order = mirroredOrder(facts({ ledger: ledger(commission) }), choices());
		expect(order.nothingBecause).toBe(because);
		expect(order.left).toEqual(eur('0.00'));
	});

	it('that nobody brought, or that is a test, should not be there', () => {
		const nobody = anAttribution({ outcome: 'no_affiliate', credits: [] });
		const unbrought = facts({ attribution: nobody, ledger: null });
		expect(mirroredOrder(unbrought, choices()).nothingBecause).toBe('no_affiliate');
		expect(mirroredOrder(unbrought, choices({ affiliate: 'anna' })).nothingBecause).toBeNull();
		const test = facts({ order: anOrder({ isTest: true }) });
		expect(mirroredOrder(test, choices()).nothingBecause).toBe('test_order');
	});

	it('has another revision after every change that the platform has to hear of, and no other', () => {
		const revision = (changed: PurchaseFacts) => mirroredOrder(changed, choices()).revision;
		const before = revision(facts());
		expect(revision(facts())).toBe(before);
		const reversed = { ...aRecordedCommission().amount, amountMinor: 1n };
		expect(revision(facts({ ledger: ledger({ reversed }) }))).not.toBe(before);
		expect(revision(facts({ order: anOrder({ updatedAt: '2026-11-30T00:00:00.000Z' }) }))).not.toBe(
			before,
		);
		const renamed = anOrder({ customer: { ...anOrder().customer, firstName: 'Else' } });
		expect(revision(facts({ order: renamed }))).toBe(before);
	});
});
