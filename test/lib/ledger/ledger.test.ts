import { approveCommission } from '../../../lib/ledger';
import {
	anAttribution,
	anOrder,
	anOrderLine,
	aRefund,
	aVerdict,
	eur,
} from '../../support/builders';
import { accountBalance } from './ledger-state';
import { OrderLedger, partialRefund, priced } from './order-ledger';

/** As an engine answers while no plan is in effect. */
const withoutPlan = {
	commission: priced(anOrder(), undefined, undefined, {
		outcome: 'held',
		reason: 'no_plan_in_effect',
		planId: null,
		planVersion: null,
		base: null,
		baseLines: [],
		lines: [],
	}),
};

describe('recording an order', () => {
	it('accrues the commission as pending', () => {
		const ledger = new OrderLedger();
		expect(ledger.record()).toMatchObject({ outcome: 'recorded' });
		expect(ledger.owed('pending')).toEqual(eur('10.00'));
		expect(accountBalance(ledger.transactions, 'expense:prg_spring', 'EUR')).toEqual(eur('10.00'));
	});

	it('a second time changes nothing', () => {
		const ledger = new OrderLedger();
		ledger.record();
		const before = ledger.state;
		const again = ledger.record({
			order: anOrder({ updatedAt: '2027-01-01T00:00:00.000Z', status: 'refunded' }),
		});
		expect(again.outcome).toBe('duplicate');
		expect(again.commissions).toHaveLength(1);
		expect(ledger.state).toEqual(before);
	});

	it('with other amounts is a visible conflict that writes nothing', () => {
		const ledger = new OrderLedger();
		ledger.record();
		const result = ledger.record({
			order: anOrder({ lines: [anOrderLine({ net: eur('999.00') })] }),
		});
		expect(result.outcome).toBe('conflict');
		expect(result.contentHash).not.toBe(result.recordedHash);
		expect(ledger.owed('pending')).toEqual(eur('10.00'));
	});

	it('under review accrues as held', () => {
		const ledger = new OrderLedger();
		ledger.record({
			verdict: aVerdict({ verdict: 'review', reason: 'A person looks' }),
			commission: priced(anOrder(), undefined, undefined, {
				outcome: 'held',
				reason: 'review_required',
			}),
		});
		expect(ledger.owed('held')).toEqual(eur('10.00'));
		expect(ledger.owed('pending')).toEqual(eur('0.00'));
	});

	it('without an affiliate keeps the order and books nothing', () => {
		const ledger = new OrderLedger();
		ledger.record({ attribution: anAttribution({ credits: [], programmeId: null }) });
		expect(ledger.state.conversion).toMatchObject({ reason: 'no_affiliate' });
		expect(ledger.transactions).toEqual([]);
	});

	it('gets its price later when a plan or rate was missing', () => {
		const ledger = new OrderLedger();
		expect(ledger.record(withoutPlan)).toMatchObject({ outcome: 'recorded' });
		expect(ledger.record(withoutPlan)).toMatchObject({ outcome: 'duplicate' });
		expect(ledger.record()).toMatchObject({ outcome: 'repriced' });
		expect(ledger.record()).toMatchObject({ outcome: 'duplicate' });
		expect(ledger.owed('pending')).toEqual(eur('10.00'));
	});
});

describe('an order recorded before it was paid', () => {
	it.each([
		['with the same content', anOrder()],
		[
			'even when the customer changed it meanwhile',
			anOrder({ lines: [anOrderLine({ net: eur('60.00') })] }),
		],
	])('is decided anew when it is paid, %s', (_how, paid) => {
		const ledger = new OrderLedger();
		ledger.record({ order: anOrder({ status: 'pending', paidAt: null }) });
		expect(ledger.state.conversion).toMatchObject({ reason: 'order_not_paid' });
		expect(ledger.record({ order: paid })).toMatchObject({ outcome: 'repriced' });
		expect(ledger.record({ order: paid })).toMatchObject({ outcome: 'duplicate' });
		expect(ledger.state.commissions).toHaveLength(1);
	});

	it('counts the refunds that came before its price', () => {
		const ledger = new OrderLedger();
		ledger.record(withoutPlan);
		expect(ledger.refund(partialRefund('r1', '25.00')).outcome).toBe('recorded');
		expect(ledger.record().outcome).toBe('repriced');
		expect(ledger.owed('pending')).toEqual(eur('7.50'));
		ledger.refund(partialRefund('r2', '75.00'));
		expect(ledger.owed('pending')).toEqual(eur('0.00'));
	});

	it('counts the refunds that came while only its exchange rate was missing', () => {
		const ledger = new OrderLedger();
		const reason = 'missing_exchange_rate' as const;
		const commission = priced(anOrder(), undefined, undefined, { reason, lines: [] });
		ledger.record({ commission });
		ledger.refund(partialRefund('r1', '25.00'));
		expect(ledger.state.refunds).toMatchObject([{ status: 'applied', base: eur('25.00') }]);
		expect(ledger.record().outcome).toBe('repriced');
		expect(ledger.owed('pending')).toEqual(eur('7.50'));
	});

	it('becomes an order without an affiliate when that is what it is', () => {
		const ledger = new OrderLedger();
		ledger.record({ order: anOrder({ status: 'pending' }) });
		const attribution = anAttribution({ credits: [], programmeId: null });
		ledger.record({ attribution: anAttribution({ credits: [] }) });
		expect(ledger.record({ attribution }).outcome).toBe('duplicate');
		expect(ledger.state.conversion).toMatchObject({ reason: 'no_affiliate' });
	});
});

describe('a refund', () => {
	it('takes back its share', () => {
		const ledger = new OrderLedger();
		ledger.record();
		const result = ledger.refund(partialRefund('r1', '25.00'));
		expect(result.outcome).toBe('reversed');
		expect(result.message).toContain('2.50 EUR of 10.00 EUR is taken back');
		expect(ledger.owed('pending')).toEqual(eur('7.50'));
		expect(ledger.state.commissions[0]?.status).toBe('pending');
	});

	it('a second time changes nothing', () => {
		const ledger = new OrderLedger();
		ledger.record();
		ledger.refund(partialRefund('r1', '25.00'));
		expect(ledger.refund(partialRefund('r1', '25.00')).outcome).toBe('duplicate');
		expect(ledger.refund(partialRefund('r1', '26.00')).outcome).toBe('conflict');
		expect(ledger.owed('pending')).toEqual(eur('7.50'));
	});

	it('of everything ends the commission as reversed', () => {
		const ledger = new OrderLedger();
		ledger.record();
		ledger.refund(aRefund());
		expect(ledger.state.commissions[0]).toMatchObject({ status: 'reversed' });
		expect(ledger.owed('pending')).toEqual(eur('0.00'));
	});

	it('of shipping alone takes nothing back when shipping is not in the base', () => {
		const ledger = new OrderLedger();
		ledger.record();
		const result = ledger.refund(aRefund({ lines: [], shipping: eur('4.90'), total: eur('4.90') }));
		expect(result.outcome).toBe('recorded');
		expect(ledger.owed('pending')).toEqual(eur('10.00'));
	});

	it('is told once to whoever listens, also when no commission moves', () => {
		const ledger = new OrderLedger();
		ledger.record();
		const shippingOnly = aRefund({ lines: [], shipping: eur('4.90'), total: eur('4.90') });
		ledger.refund(shippingOnly);
		ledger.refund(shippingOnly);
		const { conversion } = ledger.state;
		expect(ledger.events.filter(({ type }) => type.startsWith('refund.'))).toMatchObject([
			{
				type: 'refund.recorded',
				aggregateId: conversion?.conversionId,
				payload: { refundId: shippingOnly.refundId, orderId: shippingOnly.orderId },
			},
		]);
	});

	it('that comes before its order waits and is applied when it comes', () => {
		const ledger = new OrderLedger();
		expect(ledger.refund(partialRefund('r1', '25.00')).outcome).toBe('waiting');
		const applied = [{ refundId: 'r1', total: eur('25.00') }];
		expect(ledger.record().refunds).toEqual(applied);
		expect(ledger.owed('pending')).toEqual(eur('7.50'));
		expect(ledger.refund(partialRefund('r1', '25.00')).outcome).toBe('duplicate');
		expect(ledger.record().refunds).toEqual(applied);
	});

	it('by a cancellation is overtaken when the order is paid afterwards', () => {
		const ledger = new OrderLedger();
		const cancelled = (createdAt: string) =>
			aRefund({ refundId: 'cancel', kind: 'cancellation', createdAt });
		expect(ledger.refund(cancelled('2026-11-17T12:00:00.000Z')).outcome).toBe('waiting');
		ledger.record({ order: anOrder({ paidAt: '2026-11-17T12:30:00.000Z' }) });
		expect(ledger.owed('pending')).toEqual(eur('10.00'));
		expect(ledger.refund(cancelled('2026-11-17T12:00:00.000Z')).outcome).toBe('duplicate');
		expect(ledger.refund(cancelled('2026-11-18T12:00:00.000Z')).outcome).toBe('reversed');
		expect(ledger.owed('pending')).toEqual(eur('0.00'));
	});

	it('by a cancellation that is newer than the payment takes everything back', () => {
		const ledger = new OrderLedger();
		ledger.refund(aRefund({ refundId: 'cancel', kind: 'cancellation' }));
		ledger.record();
		expect(ledger.owed('pending')).toEqual(eur('0.00'));
	});

	it('without lines counts by its share of the order total', () => {
		const ledger = new OrderLedger();
		ledger.record();
		ledger.refund(aRefund({ lines: null, total: eur('50.00') }));
		expect(ledger.owed('pending')).toEqual(eur('5.00'));
	});

	it('after a partial one, a cancellation takes the rest and no more', () => {
		const ledger = new OrderLedger();
		ledger.record();
		ledger.refund(partialRefund('r1', '33.33'));
		ledger.refund(aRefund({ refundId: 'cancel', kind: 'cancellation' }));
		expect(ledger.owed('pending')).toEqual(eur('0.00'));
		expect(ledger.state.commissions[0]?.reversed).toEqual(eur('10.00'));
	});

	it('after approval is taken from what is approved', () => {
		const ledger = new OrderLedger();
		const [commission] = ledger.record().commissions;
		const id = commission?.commissionId ?? '';
		ledger.run((state, act) => approveCommission(state, id, { isEarly: false, reason: 'ok' }, act));
		ledger.refund(partialRefund('r1', '25.00'));
		expect(ledger.owed('approved')).toEqual(eur('7.50'));
		expect(ledger.owed('pending')).toEqual(eur('0.00'));
	});
});
