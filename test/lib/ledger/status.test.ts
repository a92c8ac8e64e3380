import {
	adjustCommission,
	approveCommission,
	clawBackBonus,
	holdCommission,
	overdueRefunds,
	releaseCommission,
	reverseCommission,
} from '../../../lib/ledger';
import { isLegalMove, isLegalRestore } from '../../../lib/ledger/legal-moves';
import { commissionIdOf } from '../../../lib/ledger/ids';
import { COMMISSION_STATUSES } from '../../../lib/model/commission';
import { anOrder, aRefund, eur } from '../../support/builders';
import { OrderLedger, orderOf, partialRefund, priced } from './order-ledger';

const EARLY = '2026-11-17T12:31:00.000Z';

function recorded(start?: string): OrderLedger {
	const ledger = new OrderLedger(start);
	ledger.record();
	return ledger;
}

function approve(ledger: OrderLedger, isEarly = false) {
	return ledger.run((state, act) =>
		approveCommission(state, ledger.commissionId, { isEarly, reason: 'ok' }, act),
	);
}

const hold = (ledger: OrderLedger, reason = 'asked the affiliate') =>
	ledger.run((state, act) => holdCommission(state, ledger.commissionId, reason, act));
const release = (ledger: OrderLedger) =>
	ledger.run((state, act) => releaseCommission(state, ledger.commissionId, 'fine', act));
const reverse = (ledger: OrderLedger, reason = 'self-referral') =>
	ledger.run((state, act) => reverseCommission(state, ledger.commissionId, reason, act));
const correct = (ledger: OrderLedger, amount: string) =>
	ledger.run((state, act) =>
		adjustCommission(state, ledger.commissionId, { amount: eur(amount), reason: 'typo' }, act),
	);

describe('approval', () => {
	it('waits for the end of the hold unless it is early on purpose', () => {
		const ledger = recorded(EARLY);
		expect(approve(ledger)).toMatchObject({ outcome: 'refused' });
		expect(approve(ledger, true)).toMatchObject({ outcome: 'approved' });
		expect(approve(ledger, true)).toMatchObject({ outcome: 'unchanged' });
		expect(ledger.owed('approved')).toEqual(eur('10.00'));
	});

	it('moves only what refunds left', () => {
		const ledger = recorded();
		ledger.refund(partialRefund('r1', '25.00'));
		approve(ledger);
		expect(ledger.owed('approved')).toEqual(eur('7.50'));
	});

	it('moves what edits added', () => {
		const ledger = recorded();
		ledger.record({ order: orderOf('150.00', 5) });
		approve(ledger);
		expect(ledger.owed('approved')).toEqual(eur('15.00'));
		expect(ledger.owed('pending')).toEqual(eur('0.00'));
	});

	it('of a reversed commission is refused', () => {
		const ledger = recorded();
		ledger.refund(aRefund());
		expect(approve(ledger, true).outcome).toBe('refused');
	});
});

describe('a hold by a person', () => {
	it.each([false, true])('keeps a commission (approved: %p) until it is released', (isApproved) => {
		const ledger = recorded();
		if (isApproved) approve(ledger);
		expect(hold(ledger)).toMatchObject({ outcome: 'held' });
		expect(ledger.owed('held')).toEqual(eur('10.00'));
		expect(hold(ledger)).toMatchObject({ outcome: 'unchanged' });
		expect(release(ledger)).toMatchObject({ outcome: 'released' });
		expect(ledger.owed('pending')).toEqual(eur('10.00'));
		expect(release(ledger)).toMatchObject({ outcome: 'unchanged' });
		expect(ledger.commission.status).toBe('pending');
	});

	it('is never undone as if a dispute had made it', () => {
		const ledger = recorded();
		hold(ledger, 'disputed');
		ledger.refund(partialRefund('r1', '10.00'));
		expect(ledger.commission).toMatchObject({ status: 'held', statusReason: 'disputed (by hand)' });
	});

	it('of what is taken back is refused', () => {
		const ledger = recorded();
		reverse(ledger);
		expect(hold(ledger).outcome).toBe('refused');
		expect(release(ledger).outcome).toBe('refused');
	});
});

describe('reversal by a person', () => {
	it.each([
		[false, 'declined', 'it was never approved'],
		[true, 'reversed', 'it was approved before'],
	])('after approval %p ends as %s because %s', (isApproved, outcome) => {
		const ledger = recorded();
		if (isApproved) approve(ledger);
		ledger.record({ order: orderOf('150.00', 5) });
		expect(reverse(ledger).outcome).toBe(outcome);
		expect(ledger.expense()).toEqual(eur('0.00'));
		expect(ledger.commission).toMatchObject({ reversed: eur('15.00'), status: outcome });
		expect(reverse(ledger).outcome).toBe('unchanged');
	});

	it('takes a bonus back, and nothing else is one', () => {
		const ledger = recorded();
		const clawBack = (id: string) =>
			ledger.run((state, act) => clawBackBonus(state, id, 'below the threshold', act));
		expect(clawBack(ledger.commissionId).outcome).toBe('refused');
		const bonus = new OrderLedger();
		const [line] = priced(anOrder()).lines;
		bonus.record({
			kind: 'bonus',
			commission: priced(anOrder(), undefined, undefined, {
				lines: line === undefined ? [] : [{ ...line, kind: 'bonus' }],
			}),
		});
		expect(bonus.state.conversion?.kind).toBe('bonus');
		const result = bonus.run((state, act) =>
			clawBackBonus(state, bonus.commissionId, 'below the threshold', act),
		);
		expect(result.outcome).toBe('declined');
	});
});

describe('a correction by hand', () => {
	it.each([
		['5.00', '15.00'],
		['-10.00', '0.00'],
	])('of %s is an entry of its own', (amount, owed) => {
		const ledger = recorded();
		expect(correct(ledger, amount)).toMatchObject({ outcome: 'adjusted' });
		expect(ledger.owed('pending')).toEqual(eur(owed));
		expect(ledger.adjustments).toMatchObject([{ kind: 'manual', cause: 'typo' }]);
	});

	it('never takes what was earned below zero', () => {
		const ledger = recorded();
		expect(correct(ledger, '-10.01')).toMatchObject({ outcome: 'refused' });
		correct(ledger, '-4.00');
		expect(correct(ledger, '-6.01')).toMatchObject({ outcome: 'refused' });
	});

	it('counts for refunds like the rest, and says what reaches the affiliate', () => {
		const ledger = recorded();
		ledger.refund(partialRefund('r1', '50.00'));
		const { message } = correct(ledger, '4.00');
		expect(message).toContain('+2.00 EUR reaches the affiliate');
		expect(ledger.owed('pending')).toEqual(eur('7.00'));
		ledger.refund(partialRefund('r2', '50.00'));
		expect(ledger.owed('pending')).toEqual(eur('0.00'));
		expect(ledger.commission.status).toBe('reversed');
	});

	it('of nothing, in another currency or of what is taken back changes nothing', () => {
		const ledger = recorded();
		expect(correct(ledger, '0.00').outcome).toBe('unchanged');
		const amount = { amountMinor: 100n, currency: 'USD' };
		const foreign = ledger.run((state, act) =>
			adjustCommission(state, ledger.commissionId, { amount, reason: '' }, act),
		);
		expect(foreign.outcome).toBe('refused');
		reverse(ledger);
		expect(correct(ledger, '1.00').outcome).toBe('refused');
		expect(ledger.adjustments).toEqual([]);
	});
});

describe('legal moves', () => {
	it('end at declined and reversed, and only a restoration leads back', () => {
		for (const to of COMMISSION_STATUSES) {
			expect(isLegalMove('declined', to)).toBe(false);
			expect(isLegalMove('reversed', to)).toBe(false);
			expect(isLegalRestore('declined', to)).toBe(false);
		}
		const restorable = COMMISSION_STATUSES.filter((to) => isLegalRestore('reversed', to));
		expect(restorable).toEqual(['pending', 'held', 'approved', 'paid']);
	});

	it('lead from approved to paid through a payout only', () => {
		expect(isLegalMove('approved', 'paid')).toBe(false);
		expect(isLegalMove('approved', 'in_batch')).toBe(true);
		expect(isLegalMove('in_batch', 'paid')).toBe(true);
	});
});

describe('the id of a commission', () => {
	it('stays what it was, and tells levels and their sources apart', () => {
		const ids = [
			commissionIdOf('cnv_1', 'prg_1', 'aff_1', 'sale'),
			commissionIdOf('cnv_1', 'prg_1', 'aff_1', 'level', { level: 1, sourceAffiliateId: 'aff_2' }),
			commissionIdOf('cnv_1', 'prg_1', 'aff_1', 'level', { level: 1, sourceAffiliateId: 'aff_3' }),
			commissionIdOf('cnv_1', 'prg_1', 'aff_1', 'level', { level: 2, sourceAffiliateId: 'aff_3' }),
		];
		expect(new Set(ids).size).toBe(4);
		expect(ids[0]).toBe('com_d0290f96921e208707e820db2c68276e');
	});

	it('is refused when two lines would share it', () => {
		const { lines } = priced(anOrder());
		const commission = priced(anOrder(), undefined, undefined, { lines: [...lines, ...lines] });
		expect(() => new OrderLedger().record({ commission })).toThrow(
			'same affiliate, kind and level',
		);
	});
});

describe('refunds that wait', () => {
	it('too long for their order are named, oldest first', () => {
		const ledger = new OrderLedger('2026-11-01T00:00:00.000Z');
		ledger.refund(partialRefund('r1', '1.00'));
		ledger.refund(partialRefund('r2', '1.00'));
		const { refunds } = ledger.state;
		expect(overdueRefunds(refunds, '2026-11-30T00:00:00.000Z')).toEqual([]);
		const overdue = overdueRefunds([...refunds].reverse(), '2026-12-02T00:00:00.000Z');
		expect(overdue.map(({ refundId }) => refundId)).toEqual(['r1', 'r2']);
		ledger.record();
		expect(overdueRefunds(ledger.state.refunds, '2027-12-02T00:00:00.000Z')).toEqual([]);
	});
});
