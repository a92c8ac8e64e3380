import { recurringEnd } from '../../../lib/commission/recurring';
import type { Order } from '../../../lib/model/order';
import type { PlanRecurring } from '../../../lib/model/plan/sharing';
import { anOrder } from '../../support/builders';

const FIRST = '2026-01-31T12:00:00.000Z';

function payment(createdAt: string, paymentNumber: number | null = null): Order {
	return anOrder({
		createdAt,
		subscription: { subscriptionId: 'sub-1', paymentNumber, startedAt: null },
	});
}

function ends(
	recurring: Partial<PlanRecurring>,
	order: Order,
	context: { paymentNumber?: number | null; firstPaymentAt?: string | null } = {},
): string | null {
	const full = { maximumPayments: null, maximumMonths: null, ...recurring };
	const known = { paymentNumber: null, firstPaymentAt: null, ...context };
	return recurringEnd(full, order, known)?.text ?? null;
}

describe('a subscription', () => {
	it('earns as long as it is paid where the plan has no limit', () => {
		const order = payment('2036-01-31T12:00:00.000Z', 120);
		expect(recurringEnd(null, order, { paymentNumber: 120, firstPaymentAt: FIRST })).toBeNull();
		expect(ends({}, order, { paymentNumber: 120, firstPaymentAt: FIRST })).toBeNull();
	});

	it('earns up to its last payment, which the trace names', () => {
		const order = payment('2026-04-30T12:00:00.000Z');
		expect(ends({ maximumPayments: 3 }, order, { paymentNumber: 3 })).toBeNull();
		expect(ends({ maximumPayments: 3 }, order, { paymentNumber: 4 })).toBe(
			'This is payment 4 of the subscription; the plan pays for the first 3.',
		);
	});

	it('earns in calendar months from the first payment, by the end-of-month rule', () => {
		const known = { firstPaymentAt: FIRST };
		const limit = { maximumMonths: 1 };
		expect(ends(limit, payment('2026-02-28T11:59:59.000Z'), known)).toBeNull();
		expect(ends(limit, payment('2026-02-28T12:00:00.000Z'), known)).toBe(
			'The subscription was first paid on 2026-01-31, 1 month before; the plan pays for 1 month.',
		);
	});

	it('earns for twelve payments in twelve months', () => {
		const known = { firstPaymentAt: '2026-01-15T12:00:00.000Z' };
		const limit = { maximumMonths: 12 };
		expect(ends(limit, payment('2026-12-15T12:00:00.000Z'), known)).toBeNull();
		expect(ends(limit, payment('2027-01-15T12:00:00.000Z'), known)).not.toBeNull();
	});

	it('ends where the store itself tells the number or the beginning', () => {
		const order = anOrder({
			createdAt: '2026-11-17T12:30:00.000Z',
			subscription: { subscriptionId: 'sub-1', paymentNumber: 5, startedAt: FIRST },
		});
		expect(ends({ maximumPayments: 4 }, order)).not.toBeNull();
		expect(ends({ maximumMonths: 9 }, order)).not.toBeNull();
		expect(ends({ maximumMonths: 10 }, order)).toBeNull();
	});

	it('does not end where number and beginning are not known', () => {
		const order = payment('2026-11-17T12:30:00.000Z');
		expect(ends({ maximumPayments: 1, maximumMonths: 1 }, order)).toBeNull();
	});

	it('is no matter of an order without one', () => {
		const context = { paymentNumber: 9, firstPaymentAt: FIRST };
		expect(ends({ maximumPayments: 1, maximumMonths: 1 }, anOrder(), context)).toBeNull();
	});
});
