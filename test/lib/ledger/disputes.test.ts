import { approveCommission, releaseCommission } from '../../../lib/ledger';
import type { CommissionStatus } from '../../../lib/model/commission';
import { anOrder, aRefund, eur } from '../../support/builders';
import { aDispute, OrderLedger, orderOf, partialRefund, priced } from './order-ledger';

const open = aDispute();
const lost = aDispute({ status: 'lost' }, 10);
const won = aDispute({ status: 'won' }, 20);

function recorded(isApproved = false): OrderLedger {
	const ledger = new OrderLedger();
	ledger.record();
	if (isApproved) approve(ledger, false);
	return ledger;
}

function approve(ledger: OrderLedger, isEarly: boolean) {
	return ledger.run((state, act) =>
		approveCommission(state, ledger.commissionId, { isEarly, reason: 'ok' }, act),
	);
}

describe('an open dispute', () => {
	it.each([
		[false, 'pending', 'disputed'],
		[true, 'approved', 'disputed after approval'],
	])('holds the commission (approved: %p) and won releases it to %s', (isApproved, to, reason) => {
		const ledger = recorded(isApproved);
		expect(ledger.dispute(open).outcome).toBe('held');
		expect(ledger.commission).toMatchObject({ status: 'held', statusReason: reason });
		expect(ledger.owed('held')).toEqual(eur('10.00'));
		expect(ledger.dispute(won).outcome).toBe('released');
		expect(ledger.commission.status).toBe(to);
		expect(ledger.owed(to)).toEqual(eur('10.00'));
		expect(ledger.owed('held')).toEqual(eur('0.00'));
	});

	it('of another notice holds no second time what a person approved meanwhile', () => {
		const ledger = recorded();
		ledger.dispute(open);
		expect(approve(ledger, false)).toMatchObject({
			outcome: 'refused',
			message: expect.stringContaining('disputed'),
		});
		expect(approve(ledger, true).outcome).toBe('approved');
		expect(ledger.dispute(aDispute({ reason: 'evidence sent' }, 5)).outcome).toBe('recorded');
		expect(ledger.commission.status).toBe('approved');
	});

	it('keeps a person from releasing what it holds', () => {
		const ledger = recorded();
		ledger.dispute(open);
		const result = ledger.run((state, act) =>
			releaseCommission(state, ledger.commissionId, 'fine', act),
		);
		expect(result.outcome).toBe('refused');
	});

	it('leaves a review as it is, before and after', () => {
		const ledger = new OrderLedger();
		const commission = priced(anOrder(), undefined, undefined, {
			outcome: 'held',
			reason: 'review_required',
		});
		ledger.record({ commission });
		expect(ledger.dispute(open).outcome).toBe('recorded');
		ledger.dispute(won);
		expect(ledger.commission.status).toBe('held');
	});

	it.each<CommissionStatus>(['in_batch', 'paid'])(
		'leaves what is %s on its way, and its event says so',
		(status) => {
			const ledger = recorded(true);
			ledger.state = {
				...ledger.state,
				commissions: ledger.state.commissions.map((entry) => ({ ...entry, status })),
			};
			expect(ledger.dispute(open).outcome).toBe('recorded');
			expect(ledger.events.at(-1)).toMatchObject({
				type: 'dispute.open',
				payload: { onTheWay: [ledger.commissionId] },
			});
			const before = ledger.owed('approved').amountMinor;
			expect(ledger.dispute(lost).outcome).toBe('reversed');
			expect(ledger.owed('approved').amountMinor - before).toBe(-1_000n);
			expect(ledger.commission.status).toBe(status === 'paid' ? 'reversed' : 'in_batch');
			expect(ledger.dispute(won).outcome).toBe('restored');
			expect(ledger.owed('approved').amountMinor).toBe(before);
			expect(ledger.commission.status).toBe(status);
		},
	);
});

describe('a lost dispute', () => {
	it('takes back its share like a refund and lets go of the rest', () => {
		const ledger = recorded(true);
		ledger.dispute(aDispute({ amount: eur('40.00') }));
		const result = ledger.dispute(aDispute({ status: 'lost', amount: eur('40.00') }, 10));
		expect(result.outcome).toBe('reversed');
		expect(ledger.state.refunds).toMatchObject([
			{ refundId: 'dispute:dp_1', status: 'applied', base: eur('40.00') },
		]);
		expect(ledger.commission).toMatchObject({ status: 'approved', reversed: eur('4.00') });
		expect(ledger.owed('approved')).toEqual(eur('6.00'));
		expect(ledger.owed('held')).toEqual(eur('0.00'));
	});

	it('after refunds takes no more than there is', () => {
		const ledger = recorded();
		ledger.refund(partialRefund('r1', '80.00'));
		ledger.dispute(lost);
		expect(ledger.commission).toMatchObject({ status: 'reversed', reversed: eur('10.00') });
	});

	it.each([
		[false, 'pending'],
		[true, 'approved'],
	])('that is won after all gives everything back (approved: %p) to %s', (isApproved, status) => {
		const ledger = recorded(isApproved);
		ledger.dispute(open);
		ledger.dispute(lost);
		expect(ledger.commission.status).toBe('reversed');
		expect(ledger.dispute(won)).toMatchObject({
			outcome: 'restored',
			reversals: [{ amount: eur('-10.00') }],
		});
		expect(ledger.commission).toMatchObject({ status, reversed: eur('0.00') });
		expect(ledger.owed(status)).toEqual(eur('10.00'));
	});

	it('that was won counts for no later refund', () => {
		const ledger = recorded();
		ledger.dispute(aDispute({ status: 'lost', amount: eur('50.00') }));
		ledger.dispute(aDispute({ status: 'won', amount: eur('50.00') }, 1));
		ledger.refund(partialRefund('r1', '25.00'));
		expect(ledger.owed('pending')).toEqual(eur('7.50'));
		ledger.dispute(aDispute({ status: 'lost', amount: eur('30.00') }, 2));
		expect(ledger.owed('pending')).toEqual(eur('4.50'));
	});

	it('keeps what is left held while another one is open', () => {
		const ledger = recorded();
		ledger.dispute(aDispute({ disputeId: 'dp_2' }));
		ledger.dispute(aDispute({ amount: eur('40.00') }));
		ledger.dispute(aDispute({ status: 'lost', amount: eur('40.00') }, 10));
		expect(ledger.commission).toMatchObject({ status: 'held', reversed: eur('4.00') });
		ledger.dispute(aDispute({ disputeId: 'dp_2', status: 'won' }, 10));
		expect(ledger.owed('pending')).toEqual(eur('6.00'));
	});

	it('restored while another one is open is held', () => {
		const ledger = recorded(true);
		ledger.dispute(lost);
		ledger.dispute(aDispute({ disputeId: 'dp_2' }, 11));
		ledger.dispute(won);
		expect(ledger.commission).toMatchObject({
			status: 'held',
			statusReason: 'disputed after approval',
		});
		ledger.dispute(aDispute({ disputeId: 'dp_2', status: 'won' }, 30));
		expect(ledger.owed('approved')).toEqual(eur('10.00'));
	});

	it('of a merchant that refunded meanwhile is released once both are undone', () => {
		const ledger = recorded();
		ledger.dispute(open);
		ledger.refund(aRefund());
		expect(ledger.commission).toMatchObject({ statusReason: 'refunded while disputed' });
		ledger.dispute(won);
		expect(ledger.commission.status).toBe('reversed');
		ledger.record({ order: orderOf('200.00', 5) });
		expect(ledger.commission.status).toBe('pending');
		expect(ledger.owed('pending')).toEqual(eur('10.00'));
	});

	it('in another currency than the order takes everything rather than too little', () => {
		const ledger = recorded();
		const amount = { amountMinor: 100n, currency: 'USD' };
		ledger.dispute(aDispute({ status: 'lost', currency: 'USD', amount }));
		expect(ledger.commission.status).toBe('reversed');
	});
});

describe('a notice of a dispute', () => {
	it('a second time changes nothing', () => {
		const ledger = recorded();
		ledger.dispute(open);
		const before = ledger.state;
		expect(ledger.dispute(open).outcome).toBe('duplicate');
		expect(ledger.state).toEqual(before);
	});

	it('that is older than the latest one is stale', () => {
		const ledger = recorded();
		ledger.dispute(lost);
		expect(ledger.dispute(open).outcome).toBe('stale');
		expect(ledger.dispute(aDispute({ status: 'open' }, 10)).outcome).toBe('stale');
		expect(ledger.writes.at(-1)).toEqual({});
	});

	it('at the same moment as the opening decides', () => {
		const ledger = recorded();
		ledger.dispute(open);
		expect(ledger.dispute(aDispute({ status: 'won' })).outcome).toBe('released');
	});

	it.each([
		['open', { status: 'held', statusReason: 'disputed' }, '10.00'],
		['lost', { status: 'reversed' }, '0.00'],
		['won', { status: 'pending' }, '10.00'],
	] as const)('that is %s waits for its order', (status, expected, expense) => {
		const ledger = new OrderLedger();
		expect(ledger.dispute(aDispute({ status })).outcome).toBe('waiting');
		ledger.record();
		expect(ledger.commission).toMatchObject(expected);
		expect(ledger.expense()).toEqual(eur(expense));
		expect(ledger.dispute(aDispute({ status })).outcome).toBe('duplicate');
	});
});
