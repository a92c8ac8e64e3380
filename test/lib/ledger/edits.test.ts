import fc from 'fast-check';
import { money, zeroMoney } from '../../../lib/kernel';
import { adjustCommission, approveCommission, reverseCommission } from '../../../lib/ledger';
import { reRateConversion } from '../../../lib/ledger';
import type { CommissionStatus } from '../../../lib/model/commission';
import {
	aCommissionLine,
	aCredit,
	anAttribution,
	anOrder,
	anOrderLine,
	aRefund,
	aTouch,
	eur,
} from '../../support/builders';
import { netOf } from './ledger-state';
import { aDispute, OrderLedger, orderOf, partialRefund, priced } from './order-ledger';

const early = { isEarly: true, reason: 'ok' };

function approved(ledger: OrderLedger): void {
	ledger.run((state, act) => approveCommission(state, ledger.commissionId, early, act));
}

/** Puts the first commission into a status that a payout gives it. */
function inStatus(ledger: OrderLedger, status: CommissionStatus): void {
	ledger.state = {
		...ledger.state,
		commissions: ledger.state.commissions.map((entry) => ({ ...entry, status })),
	};
}

describe('an edit of a recorded order', () => {
	it.each([
		['up', '150.00', '5.00', '15.00'],
		['down', '60.00', '-4.00', '6.00'],
		['to nothing', '0.00', '-10.00', '0.00'],
	])('%s books the difference as an entry', (_how, net, difference, owed) => {
		const ledger = new OrderLedger();
		ledger.record();
		const result = ledger.record({ order: orderOf(net, 5) });
		expect(result.outcome).toBe('adjusted');
		expect(result.adjustments).toMatchObject([
			{ kind: 'edit', cause: '2', amount: eur(difference) },
		]);
		expect(ledger.owed('pending')).toEqual(eur(owed));
		expect(ledger.expense()).toEqual(eur(owed));
		expect(ledger.commission).toMatchObject({ amount: eur('10.00'), adjusted: eur(difference) });
	});

	it('makes the next version, from what it was priced from, and keeps who the customer is', () => {
		const ledger = new OrderLedger();
		ledger.record();
		ledger.record({ order: orderOf('150.00', 5), customerKey: null, verdict: null });
		const { conversion, journal } = ledger.writes[1] ?? {};
		expect(conversion).toMatchObject({
			version: 2,
			customerKey: 'key',
			base: eur('150.00'),
			net: eur('150.00'),
			recordedAt: ledger.writes[0]?.conversion?.recordedAt,
			verdict: ledger.writes[0]?.conversion?.verdict,
		});
		expect(journal?.order.customer).toMatchObject({ email: null, customerId: null });
		expect(ledger.adjustments[0]).toMatchObject({ baseChange: eur('50.00') });
	});

	it('a second time changes nothing, and neither does the version before it', () => {
		const ledger = new OrderLedger();
		ledger.record();
		ledger.record({ order: orderOf('150.00', 5) });
		const before = ledger.state;
		expect(ledger.record({ order: orderOf('150.00', 9) }).outcome).toBe('duplicate');
		expect(ledger.record().outcome).toBe('conflict');
		expect(ledger.state).toEqual(before);
	});

	it('that is not later than the recorded version, or at an unknown time, is a conflict', () => {
		const ledger = new OrderLedger();
		ledger.record({ order: orderOf('100.00', 5) });
		expect(ledger.record({ order: orderOf('150.00', 5) }).outcome).toBe('conflict');
		expect(ledger.record({ order: orderOf('150.00', 4) }).outcome).toBe('conflict');
		const { conversion } = ledger.state;
		ledger.state = {
			...ledger.state,
			conversion: conversion === null ? null : { ...conversion, orderUpdatedAt: null },
		};
		expect(ledger.record({ order: orderOf('150.00', 6) }).outcome).toBe('conflict');
	});

	it.each([
		['by another plan version', { planVersion: 2 }, 'v2, but it is recorded under'],
		['without a price', { reason: 'order_not_paid' as const, lines: [] }, 'order_not_paid'],
		['without a plan', { planId: null, planVersion: null }, 'plan (none)'],
	])('priced %s is a conflict that says so', (_how, overrides, words) => {
		const ledger = new OrderLedger();
		ledger.record();
		const order = orderOf('150.00', 5);
		const commission = priced(order, undefined, undefined, overrides);
		const result = ledger.record({ order, commission });
		expect(result).toMatchObject({ outcome: 'conflict', message: expect.stringContaining(words) });
		expect(ledger.writes.at(-1)).toEqual({});
	});

	it('credited to somebody else is a conflict', () => {
		const ledger = new OrderLedger();
		ledger.record();
		const touch = aTouch({ affiliateId: 'aff_ben' });
		const credits = [aCredit({ affiliateId: 'aff_ben', touch })];
		const attribution = anAttribution({ credits });
		const result = ledger.record({ order: orderOf('150.00', 5), attribution });
		expect(result).toMatchObject({ outcome: 'conflict' });
		expect(result.message).toContain('other affiliates');
	});

	it('in another currency is a conflict', () => {
		const ledger = new OrderLedger();
		ledger.record();
		expect(ledger.record({ order: orderOf(money(9_000n, 'USD'), 5) }).outcome).toBe('conflict');
	});

	it('takes what a beneficiary lost and books what a new one earns', () => {
		const ledger = new OrderLedger();
		ledger.record();
		const order = orderOf('200.00', 5);
		const level = aCommissionLine({
			affiliateId: 'aff_ben',
			affiliateCode: 'ben',
			kind: 'level',
			level: 1,
			sourceAffiliateId: 'aff_anna',
			amount: eur('2.00'),
		});
		const result = ledger.record({
			order,
			commission: priced(order, undefined, undefined, { lines: [level] }),
		});
		expect(result.outcome).toBe('adjusted');
		expect(ledger.owed('pending')).toEqual(eur('0.00'));
		expect(ledger.owed('pending', 'aff_ben')).toEqual(eur('2.00'));
		expect(ledger.adjustments[0]?.line).toMatchObject({ amount: eur('0.00'), parts: [] });
	});

	it.each<[CommissionStatus, string]>([
		['approved', 'approved'],
		['in_batch', 'approved'],
		['paid', 'approved'],
		['held', 'held'],
	])('of a commission that is %s is booked on %s', (status, account) => {
		const ledger = new OrderLedger();
		ledger.record();
		inStatus(ledger, status);
		const before = ledger.owed(account);
		ledger.record({ order: orderOf('60.00', 5) });
		expect(before).toEqual(eur('0.00'));
		expect(ledger.owed(account)).toEqual(eur('-4.00'));
		expect(ledger.state.commissions[0]?.status).toBe(status);
	});

	it('brings what refunds took in line with the new base', () => {
		const ledger = new OrderLedger();
		ledger.record();
		ledger.refund(partialRefund('r1', '50.00'));
		ledger.record({ order: orderOf('200.00', 5) });
		expect(ledger.commission).toMatchObject({ adjusted: eur('10.00'), reversed: eur('5.00') });
		ledger.record({ order: orderOf('50.00', 6) });
		expect(ledger.commission).toMatchObject({ adjusted: eur('-5.00'), reversed: eur('5.00') });
		expect(ledger.commission).toMatchObject({ status: 'reversed', statusReason: 'refunded' });
		ledger.record({ order: orderOf('100.00', 7) });
		expect(ledger.commission).toMatchObject({ status: 'pending', reversed: eur('5.00') });
		expect(ledger.owed('pending')).toEqual(eur('5.00'));
		expect(ledger.owed('approved')).toEqual(eur('0.00'));
	});

	it('restores what a refund had reversed after approval to approved, and nowhere else', () => {
		const ledger = new OrderLedger();
		ledger.record();
		approved(ledger);
		ledger.refund(partialRefund('r1', '100.00'));
		expect(ledger.commission).toMatchObject({ statusReason: 'refunded after approval' });
		ledger.record({ order: orderOf('200.00', 5) });
		expect(ledger.commission.status).toBe('approved');
		expect(ledger.owed('approved')).toEqual(eur('10.00'));
		expect(ledger.owed('pending')).toEqual(eur('0.00'));
	});

	it('leaves alone what a person took back, whatever the reason says', () => {
		const ledger = new OrderLedger();
		ledger.record();
		approved(ledger);
		ledger.run((state, act) => reverseCommission(state, ledger.commissionId, 'refunded', act));
		ledger.record({ order: orderOf('200.00', 5) });
		ledger.refund(partialRefund('r1', '10.00'));
		expect(ledger.commission).toMatchObject({
			status: 'reversed',
			statusReason: 'refunded (by hand)',
			adjusted: eur('0.00'),
		});
		expect(ledger.expense()).toEqual(eur('0.00'));
	});

	it('of an order that earned nothing may earn now', () => {
		const ledger = new OrderLedger();
		const giftCard = { order: orderOf('0.00') };
		ledger.record(giftCard);
		ledger.refund(partialRefund('r1', '20.00'));
		expect(ledger.state.conversion).toMatchObject({ reason: 'nothing_commissionable' });
		expect(ledger.record({ order: orderOf('100.00', 5) }).outcome).toBe('adjusted');
		expect(ledger.owed('pending')).toEqual(eur('8.00'));
	});

	it('while the order is disputed holds what is new', () => {
		const ledger = new OrderLedger();
		ledger.record({ order: orderOf('0.00') });
		ledger.dispute(aDispute());
		ledger.record({ order: orderOf('100.00', 5) });
		expect(ledger.commission).toMatchObject({ status: 'held', statusReason: 'disputed' });
		expect(ledger.owed('held')).toEqual(eur('10.00'));
	});
});

describe('an edit after a correction by hand or a re-rating', () => {
	function edited(net: string): OrderLedger {
		const ledger = new OrderLedger();
		ledger.record();
		const commission = priced(anOrder(), undefined, { percent: '15', planVersion: 1 });
		ledger.run((state, act) =>
			reRateConversion(state, { commission, cause: 'tier', reason: 'tier reached' }, act),
		);
		const correction = { amount: eur('3.00'), reason: 'goodwill' };
		ledger.run((state, act) => adjustCommission(state, ledger.commissionId, correction, act));
		ledger.record({ order: orderOf(net, 5), adjustments: [...ledger.adjustments] });
		return ledger;
	}

	it.each([
		['200.00', '33.00'],
		['50.00', '10.50'],
		['0.00', '3.00'],
	])('to %s keeps the one as it is and the other in proportion: %s', (net, owed) => {
		expect(edited(net).owed('pending')).toEqual(eur(owed));
	});

	it('keeps them through several edits', () => {
		const ledger = edited('0.00');
		ledger.record({ order: orderOf('100.00', 6), adjustments: [...ledger.adjustments] });
		expect(ledger.owed('pending').amountMinor).toBeGreaterThanOrEqual(1_300n);
	});

	it('is refused when they changed since they were read', () => {
		const ledger = new OrderLedger();
		ledger.record();
		const correction = { amount: eur('3.00'), reason: 'goodwill' };
		ledger.run((state, act) => adjustCommission(state, ledger.commissionId, correction, act));
		const result = ledger.record({ order: orderOf('200.00', 5), adjustments: [] });
		expect(result).toMatchObject({ outcome: 'conflict' });
		expect(result.message).toContain('at the same moment');
	});
});

describe('the laws of edits', () => {
	const sizes = fc.array(fc.integer({ min: 0, max: 50_000 }), { minLength: 1, maxLength: 8 });

	it('the last edit decides what is owed, whatever came between', () => {
		fc.assert(
			fc.property(sizes, fc.integer({ min: 1, max: 20_000 }), (nets, refunded) => {
				const refund = partialRefund('r1', money(BigInt(refunded), 'EUR'));
				const edited = new OrderLedger();
				edited.record();
				nets.forEach((net, index) => {
					if (index === Math.floor(nets.length / 2)) edited.refund(refund);
					edited.record({ order: orderOf(money(BigInt(net), 'EUR'), index + 1) });
				});
				const last = nets.at(-1) ?? 0;
				const fresh = new OrderLedger();
				fresh.record({ order: orderOf(money(BigInt(last), 'EUR')) });
				fresh.refund(refund);
				expect(edited.owed('pending')).toEqual(fresh.owed('pending'));
				expect(netOf(edited.transactions, 'EUR')).toEqual(zeroMoney('EUR'));
			}),
		);
	});

	it('a line that is refunded and edited away leaves nothing', () => {
		const ledger = new OrderLedger();
		const lines = [anOrderLine(), anOrderLine({ lineId: 'line-2', net: eur('40.00') })];
		ledger.record({ order: anOrder({ lines }) });
		ledger.refund(
			aRefund({ lines: [{ lineId: 'line-2', quantity: 1, net: eur('40.00'), tax: eur('0.00') }] }),
		);
		expect(ledger.owed('pending')).toEqual(eur('10.00'));
		ledger.record({ order: orderOf('100.00', 5) });
		expect(ledger.owed('pending')).toEqual(eur('10.00'));
		expect(ledger.commission).toMatchObject({ reversed: eur('0.00'), adjusted: eur('-4.00') });
	});
});
