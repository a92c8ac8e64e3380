import fc from 'fast-check';
import { zeroMoney } from '../../../lib/kernel';
import {
	approveCommission,
	decideFraudCase,
	holdCommission,
	releaseCommission,
	type CaseDecision,
} from '../../../lib/ledger';
import { anOrder, aVerdict, eur } from '../../support/builders';
import { aFraudCase, reviewed } from './fraud-cases';
import { netOf } from './ledger-state';
import { aDispute, OrderLedger, orderOf, partialRefund, priced } from './order-ledger';
import { creditedTo, reattribute } from './reattributions';
import { beginStory, decisionOf, sceneArbitrary, stepArbitrary } from './stories';

function decide(
	ledger: OrderLedger,
	outcome: CaseDecision['outcome'],
	overrides: Partial<CaseDecision['fraudCase']> = {},
	note: string | null = null,
) {
	const fraudCase = aFraudCase(overrides);
	return ledger.run((state, act) => decideFraudCase(state, { fraudCase, outcome, note }, act));
}

function approve(ledger: OrderLedger): void {
	const request = { isEarly: true, reason: 'ok' };
	ledger.run((state, act) => approveCommission(state, ledger.commissionId, request, act));
}

describe('the fraud case of an order', () => {
	it('that is cleared lets go of what the review held, in the write that moves the case', () => {
		const ledger = reviewed();
		expect(ledger.commission.statusReason).toBe('under review: odd');
		expect(decide(ledger, 'cleared', {}, 'knows the customer')).toMatchObject({
			outcome: 'cleared',
			message: 'The commission of anna is pending now.',
			commissions: [
				{ status: 'pending', statusReason: 'the review found no fraud: knows the customer' },
			],
		});
		expect(ledger.owed('held')).toEqual(eur('0.00'));
		expect(ledger.owed('pending')).toEqual(eur('10.00'));
		expect(ledger.writes.at(-1)?.caseMoves).toMatchObject([
			{ caseId: 'frc_1', from: 'open', to: 'cleared', actor: 'test', note: 'knows the customer' },
		]);
		expect(ledger.events.map(({ type }) => type)).toContain('fraud_case.cleared');
	});

	it('that is confirmed declines what is held or pending', () => {
		for (const ledger of [reviewed(), new OrderLedger()]) {
			if (ledger.state.conversion === null) ledger.record();
			decide(ledger, 'confirmed', {}, 'own order');
			expect(ledger.commission).toMatchObject({
				status: 'declined',
				statusReason: 'fraud confirmed: own order',
			});
			expect(ledger.expense()).toEqual(eur('0.00'));
		}
	});

	it('that is confirmed after the approval or payout reverses, which nets the next one', () => {
		const ledger = new OrderLedger();
		ledger.record();
		approve(ledger);
		decide(ledger, 'confirmed');
		expect(ledger.commission).toMatchObject({ status: 'reversed', reversed: eur('10.00') });
		expect(ledger.owed('approved')).toEqual(eur('0.00'));
		ledger.record({ order: orderOf('200.00', 60), adjustments: [] });
		expect(ledger.commission.status).toBe('reversed');
		expect(ledger.expense()).toEqual(eur('0.00'));
	});

	it.each([
		['release', 'pending', 'pending'],
		['decline', 'declined', 'approved'],
	] as const)('that nobody decided does what it says: %s', (onExpiry, status, account) => {
		const ledger = reviewed();
		expect(decide(ledger, 'expired', { onExpiry })).toMatchObject({ outcome: 'expired' });
		expect(ledger.commission).toMatchObject({
			status,
			statusReason: 'nobody decided about the review in time',
		});
		expect(ledger.owed(account)).toEqual(eur(status === 'pending' ? '10.00' : '0.00'));
	});

	it('that ends by itself leaves what a person approved or released meanwhile', () => {
		const approved = reviewed();
		approve(approved);
		decide(approved, 'expired', { onExpiry: 'decline' });
		expect(approved.commission.status).toBe('approved');
		const released = reviewed();
		released.run((state, act) => releaseCommission(state, released.commissionId, 'fine', act));
		decide(released, 'expired', { onExpiry: 'decline' });
		expect(released.commission.status).toBe('pending');
	});

	it('that is cleared does not let go of what a person or a dispute holds', () => {
		const byHand = new OrderLedger();
		byHand.record();
		byHand.run((state, act) => holdCommission(state, byHand.commissionId, 'under review', act));
		decide(byHand, 'cleared');
		expect(byHand.commission).toMatchObject({
			status: 'held',
			statusReason: 'by hand: under review',
		});
		const disputed = reviewed();
		disputed.dispute(aDispute());
		decide(disputed, 'cleared');
		expect(disputed.commission).toMatchObject({ status: 'held', statusReason: 'disputed' });
		expect(disputed.owed('held')).toEqual(eur('10.00'));
		disputed.dispute(aDispute({ status: 'won' }, 5));
		expect(disputed.commission.status).toBe('pending');
	});

	it('that is cleared leaves what the plan wants a person to approve', () => {
		const ledger = reviewed({
			commission: priced(anOrder(), undefined, undefined, {
				outcome: 'held',
				reason: 'review_required',
				trace: [{ rule: 'manual_approval', text: 'more than 5.00 EUR' }],
			}),
		});
		decide(ledger, 'cleared');
		expect(ledger.commission).toMatchObject({ status: 'held', statusReason: 'manual_approval' });
		expect(ledger.owed('held')).toEqual(eur('10.00'));
		expect(decide(ledger, 'cleared', { status: 'cleared' }).outcome).toBe('unchanged');
	});

	it('is decided once; the same decision again only completes what is left', () => {
		const ledger = reviewed();
		decide(ledger, 'cleared');
		expect(decide(ledger, 'cleared', { status: 'cleared' })).toMatchObject({
			outcome: 'unchanged',
		});
		expect(ledger.writes.at(-1)).toEqual({});
		expect(decide(ledger, 'confirmed', { status: 'cleared' })).toMatchObject({
			outcome: 'refused',
			message: 'The case is already cleared.',
		});
		expect(decide(ledger, 'cleared', { status: 'superseded' }).outcome).toBe('refused');
		const late = reviewed();
		expect(decide(late, 'cleared', { status: 'cleared' }).outcome).toBe('completed');
		expect(late.commission.status).toBe('pending');
		expect(late.writes.at(-1)?.caseMoves).toBeUndefined();
	});

	it('of an order that is not recorded yet moves alone', () => {
		const ledger = new OrderLedger();
		expect(decide(ledger, 'cleared')).toMatchObject({ outcome: 'cleared', commissions: [] });
		expect(Object.keys(ledger.writes[0] ?? {})).toEqual(['caseMoves']);
	});

	it('of another order, or about no order, is refused', () => {
		const ledger = reviewed();
		expect(decide(ledger, 'cleared', { orderId: 'other' }).message).toMatch(/another order/);
		expect(decide(ledger, 'cleared', { subject: 'coupon' }).message).toMatch(/about a coupon/);
		expect(decide(ledger, 'cleared', { subject: 'affiliate' }).message).toMatch(/an affiliate/);
		expect(ledger.commission.status).toBe('held');
	});

	it('knows what was held before reasons said so', () => {
		const ledger = reviewed();
		const commissions = ledger.state.commissions.map((entry) => ({
			...entry,
			statusReason: 'odd',
		}));
		ledger.state = { ...ledger.state, commissions };
		decide(ledger, 'cleared');
		expect(ledger.commission.status).toBe('pending');
	});

	it('releases new beneficiaries that waited with the others, and what refunds had emptied', () => {
		const anna = creditedTo({ anna: 1 });
		const ledger = reviewed({ attribution: anna });
		reattribute(ledger, { recorded: anna }, creditedTo({ anna: 60, ben: 40 }));
		expect(ledger.owed('held', 'aff_ben')).toEqual(eur('4.00'));
		decide(ledger, 'cleared');
		expect(ledger.owed('pending', 'aff_ben')).toEqual(eur('4.00'));

		const refunded = reviewed({ verdict: aVerdict({ verdict: 'review' }) });
		refunded.dispute(aDispute({ status: 'lost' }));
		expect(refunded.commission.status).toBe('reversed');
		decide(refunded, 'cleared');
		refunded.dispute(aDispute({ status: 'won' }, 5));
		expect(refunded.commission).toMatchObject({ status: 'held', statusReason: 'under review' });
		decide(refunded, 'cleared', { status: 'cleared' });
		expect(refunded.owed('pending')).toEqual(eur('10.00'));
	});

	it('that a later check found no ground for lets go of what it held', () => {
		const ledger = reviewed();
		expect(decide(ledger, 'superseded', { status: 'superseded' })).toMatchObject({
			outcome: 'completed',
			commissions: [{ status: 'pending', statusReason: 'a later check found no ground any more' }],
		});
		expect(ledger.writes.at(-1)?.caseMoves).toBeUndefined();
	});

	it('that is confirmed after a refund took everything earns nothing when the order grows', () => {
		const ledger = new OrderLedger();
		ledger.record();
		ledger.refund(partialRefund('all', '100.00'));
		expect(ledger.commission).toMatchObject({ status: 'reversed', statusReason: 'refunded' });
		decide(ledger, 'confirmed');
		ledger.record({ order: orderOf('200.00', 60), adjustments: [] });
		expect(ledger.commission).toMatchObject({
			status: 'reversed',
			statusReason: 'fraud confirmed: odd',
		});
		expect(ledger.expense()).toEqual(eur('0.00'));
	});

	it('keeps what a refund took', () => {
		const ledger = reviewed();
		ledger.refund(partialRefund('r1', '25.00'));
		decide(ledger, 'cleared');
		expect(ledger.owed('pending')).toEqual(eur('7.50'));
	});
});

describe('the laws of a decided case', () => {
	it('whatever went before: confirmed leaves nothing owed, cleared leaves the same in all', () => {
		fc.assert(
			fc.property(
				sceneArbitrary,
				fc.array(stepArbitrary, { maxLength: 25 }),
				fc.constantFrom('confirmed', 'cleared', 'expired'),
				fc.constantFrom('release', 'decline'),
				(scene, steps, outcome, onExpiry) => {
					beginStory();
					const ledger = new OrderLedger();
					steps.forEach((step, number) => ledger.run(decisionOf(scene, step, number)));
					const before = ledger.expense();
					decide(ledger, outcome, { onExpiry });
					expect(netOf(ledger.transactions, 'EUR')).toEqual(zeroMoney('EUR'));
					if (outcome === 'confirmed') expect(ledger.expense()).toEqual(zeroMoney('EUR'));
					else expect(ledger.expense()).toEqual(before);
					decide(ledger, outcome, { onExpiry, status: outcome });
					expect(ledger.writes.at(-1)).toEqual({});
				},
			),
			{ numRuns: 200 },
		);
	});
});
