import { addDays } from '../../../../lib/kernel';
import { withoutPerson } from '../../../../lib/model/journal';
import type { FraudFacts } from '../../../../lib/model/fraud-facts';
import type { Interception } from '../../../../lib/model/credit';
import type { Order } from '../../../../lib/model/order';
import {
	anAttribution,
	anOrder,
	anOrderLine,
	aTracking,
	eur,
	ORDERED_AT,
} from '../../../support/builders';
import {
	creditOf,
	judge,
	missingAffiliate,
	observe,
	relatedOrder,
	someCustomer,
} from '../scenario';

const secondsBefore = (seconds: number) => addDays(ORDERED_AT, -seconds / 86_400);

describe('F10, an interception at the checkout', () => {
	const late = (affiliateCode: string): Interception => ({
		affiliateId: `aff_${affiliateCode}`,
		affiliateCode,
		clickId: null,
		secondsBeforeOrder: 40,
		givenTo: ['aff_anna'],
	});
	const attribution = anAttribution({ interceptions: [late('ben'), late('cem')] });

	it('names who came in, and how shortly before', () => {
		expect(observe('F10', { attribution })).toMatchObject({
			status: 'hit',
			evidence: { intercepting: 'ben, cem', secondsBeforeOrder: '40, 40' },
		});
	});

	it('does not punish the earlier partner, who keeps the credit', () => {
		expect(judge({ attribution })).toMatchObject({ verdict: 'approve', score: 0 });
	});
});

describe('F16, a repeated order', () => {
	const f16 = (order: Partial<ReturnType<typeof relatedOrder>>, parameters = {}) =>
		observe('F16', { customerOrders: [relatedOrder(order)] }, parameters);

	it.each([
		['hit', 'in the same second', { orderedAt: ORDERED_AT }],
		['hit', '300 s before', { orderedAt: secondsBefore(300) }],
		['clear', '301 s before', { orderedAt: secondsBefore(301) }],
		['clear', 'later, so that the first one stands', { orderedAt: secondsBefore(-10) }],
		['clear', 'with other goods', { basketHash: 'of another basket' }],
	])('is %s for an order %s', (status, _because, order) => {
		expect(f16(order).status).toBe(status);
	});

	it('is clear for a real second order an hour later, unless the policy looks further', () => {
		const hourBefore = { orderedAt: secondsBefore(3_600) };
		expect(f16(hourBefore).status).toBe('clear');
		expect(f16(hourBefore, { seconds: 3_600 })).toMatchObject({
			status: 'hit',
			evidence: { order: '1000', secondsBefore: '3600' },
		});
	});

	it('does not find the order itself when it is delivered again', () => {
		const recordedOrder = { conversionId: 'cnv_1', contentHash: 'x', orderUpdatedAt: null };
		const customerOrders = [relatedOrder({ conversionId: 'cnv_1' })];
		expect(observe('F16', { recordedOrder, customerOrders }).status).toBe('clear');
	});

	it('is unknown for a guest and when nobody looked', () => {
		expect(observe('F16', { customer: someCustomer({ key: null }) }).status).toBe('unknown');
		expect(observe('F16', { customerOrders: null }).status).toBe('unknown');
	});
});

describe('F17, many orders from one place', () => {
	const earlier = (count: number, hours = 1) =>
		Array.from({ length: count }, (_, index) =>
			relatedOrder({
				conversionId: `cnv_${index}`,
				basketHash: `${index}`,
				orderedAt: secondsBefore(hours * 3_600),
			}),
		);

	it('is clear up to three in 24 hours, the order itself counted', () => {
		expect(observe('F17', { networkOrders: earlier(2) }).status).toBe('clear');
		expect(observe('F17', { networkOrders: earlier(3) })).toMatchObject({
			status: 'hit',
			evidence: { orders: '4', conversions: 'cnv_0, cnv_1, cnv_2' },
		});
	});

	it('counts 24 hours and no more', () => {
		expect(observe('F17', { networkOrders: earlier(3, 24) }).status).toBe('hit');
		expect(observe('F17', { networkOrders: earlier(3, 24.01) }).status).toBe('clear');
	});

	it('lets an office order together where the policy says so', () => {
		expect(observe('F17', { networkOrders: earlier(9) }, { maximumOrders: 10 }).status).toBe(
			'clear',
		);
	});

	it('is clear at a counter, where all orders come from one machine', () => {
		const order = withoutPerson(anOrder({ tracking: aTracking({ channel: 'pos' }) }));
		expect(observe('F17', { order, networkOrders: earlier(9) }).status).toBe('clear');
	});

	it('is unknown when nobody looked', () => {
		expect(observe('F17', { networkOrders: null }).status).toBe('unknown');
	});
});

describe('F31, a new affiliate with a high value', () => {
	const joined = (days: number) => [creditOf({ createdAt: addDays(ORDERED_AT, -days) })];
	const worth = (net: string): Order =>
		withoutPerson(anOrder({ lines: [anOrderLine({ net: eur(net), gross: eur(net) })] }));
	const f31 = (overrides: Partial<FraudFacts>) =>
		observe('F31', { credits: joined(3), order: worth('200.01'), ...overrides }).status;

	it('is a hit above the 95th percentile and clear at it', () => {
		expect(f31({})).toBe('hit');
		expect(f31({ order: worth('200.00') })).toBe('clear');
	});

	it.each([
		[13.999, 'hit'],
		[14, 'clear'],
	])('takes somebody who joined %s days ago to be %s', (days, status) => {
		expect(f31({ credits: joined(days) })).toBe(status);
	});

	it('holds the order for a person', () => {
		expect(judge({ credits: joined(3), order: worth('500.00') })).toMatchObject({
			verdict: 'review',
			score: 0.6,
		});
	});

	it('is clear with its reason below twenty orders, and unknown when nobody looked', () => {
		expect(observe('F31', { credits: joined(3), valueSample: 19 })).toMatchObject({
			status: 'clear',
			reason: 'Fewer than 20 orders: nobody knows yet what is unusual',
		});
		expect(f31({ valueSample: 20 })).toBe('hit');
		expect(f31({ valueSample: null, valuePercentile95: null })).toBe('unknown');
		expect(f31({ valuePercentile95: null })).toBe('unknown');
		expect(f31({ credits: [missingAffiliate] })).toBe('unknown');
	});

	it('compares no amounts of two currencies', () => {
		expect(f31({ valuePercentile95: { amountMinor: 1n, currency: 'USD' } })).toBe('unknown');
	});
});

describe('F37, a claim that differs from the store', () => {
	type Claim = NonNullable<FraudFacts['claims']>[number];
	const order = withoutPerson(
		anOrder({ lines: [anOrderLine({ net: eur('100.00'), tax: eur('19.00') })] }),
	);
	const claim = (overrides: Partial<Claim> = {}): Claim => ({
		source: 'network',
		amount: eur('119.00'),
		status: null,
		at: ORDERED_AT,
		...overrides,
	});
	const f37 = (claims: FraudFacts['claims'], status: Order['status'] = 'paid', parameters = {}) =>
		observe('F37', { order: { ...order, status }, claims }, parameters);

	it.each([
		['119.00', 'clear', 'it is the total'],
		['119.01', 'clear', 'servers round up by a cent'],
		['118.99', 'clear', 'servers round down by a cent'],
		['119.02', 'hit', 'two cents are no rounding'],
		['100.00', 'clear', 'it is the goods before tax'],
		['99.98', 'hit', 'two cents are no rounding'],
		['500.00', 'hit', 'it is another amount'],
	])('takes %s to be %s because %s', (amount, status, _because) => {
		expect(f37([claim({ amount: eur(amount) })]).status).toBe(status);
	});

	it.each([
		['approved', 'paid', 'clear'],
		['Partially-Refunded', 'partially_refunded', 'clear'],
		['approved', 'cancelled', 'hit'],
		['approved', 'refunded', 'hit'],
		['declined', 'paid', 'hit'],
		['declined', 'voided', 'clear'],
		['pending', 'paid', 'clear'],
		['approved', 'pending', 'clear'],
		['status 7', 'paid', 'unknown'],
	] as const)('takes %p against %s to be %s', (said, status, expected) => {
		expect(f37([claim({ status: said })], status).status).toBe(expected);
	});

	it('is a hit for another currency', () => {
		const dollars = { amountMinor: 11_900n, currency: 'USD' };
		expect(f37([claim({ amount: dollars })])).toMatchObject({
			status: 'hit',
			evidence: { sources: 'network', difference: 'it is in USD, the order in EUR' },
		});
	});

	it('believes the latest claim of each sender', () => {
		const wrong = claim({ amount: eur('500.00'), at: secondsBefore(60) });
		expect(f37([claim(), wrong]).status).toBe('clear');
		expect(f37([claim(), { ...wrong, source: 'tracker' }]).status).toBe('hit');
	});

	it('allows as many cents as the policy says', () => {
		const near = claim({ amount: eur('119.05') });
		expect(f37([near], 'paid', { toleranceMinor: 5 }).status).toBe('clear');
		expect(f37([near], 'paid', { toleranceMinor: 4 }).status).toBe('hit');
	});

	it('holds by itself, and asks for a look when nobody looked for claims', () => {
		expect(judge({ order, claims: [claim({ amount: eur('1.00') })] })).toMatchObject({
			verdict: 'review',
			score: 0,
		});
		expect(f37(null).status).toBe('unknown');
		expect(judge({ claims: null }).verdict).toBe('review');
	});
});
