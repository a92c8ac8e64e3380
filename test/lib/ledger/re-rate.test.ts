import { adjustCommission, approveCommission, reRateConversion } from '../../../lib/ledger';
import type { CommissionAdjustment } from '../../../lib/ports/ledger-store';
import { aCommissionLine, anOrder, eur } from '../../support/builders';
import { OrderLedger, partialRefund, priced } from './order-ledger';

const order = anOrder();

function reRate(
	ledger: OrderLedger,
	percent: string,
	options: { adjustments?: readonly CommissionAdjustment[] } = {},
) {
	const commission = priced(order, undefined, { percent, planVersion: 2 });
	return ledger.run((state, act) =>
		reRateConversion(
			state,
			{ commission, cause: `plan v2 at ${percent} %`, reason: 'the tier was reached', ...options },
			act,
		),
	);
}

describe('a re-rating', () => {
	it('adds the difference, says why, and finds nothing to do the second time', () => {
		const ledger = new OrderLedger();
		ledger.record();
		expect(reRate(ledger, '15')).toMatchObject({ outcome: 're_rated', difference: eur('5.00') });
		expect(ledger.owed('pending')).toEqual(eur('15.00'));
		expect(ledger.adjustments).toMatchObject([
			{ kind: 're_rate', amount: eur('5.00'), baseChange: eur('0.00') },
		]);
		expect(ledger.adjustments[0]?.trace.at(-1)).toMatchObject({ text: 'the tier was reached' });
		expect(reRate(ledger, '15').outcome).toBe('unchanged');
		expect(ledger.writes.at(-1)).toEqual({});
		expect(ledger.state.conversion?.version).toBe(1);
	});

	it('there and back again leaves what there was', () => {
		const ledger = new OrderLedger();
		ledger.record();
		reRate(ledger, '15');
		reRate(ledger, '10');
		reRate(ledger, '15');
		reRate(ledger, '10');
		expect(ledger.owed('pending')).toEqual(eur('10.00'));
		const ids = ledger.adjustments.map(({ adjustmentId }) => adjustmentId);
		expect(new Set(ids).size).toBe(4);
	});

	it('after approval adds to what is approved, so that it nets the next payout', () => {
		const ledger = new OrderLedger();
		ledger.record();
		ledger.run((state, act) =>
			approveCommission(state, ledger.commissionId, { isEarly: false, reason: 'ok' }, act),
		);
		reRate(ledger, '5');
		expect(ledger.owed('approved')).toEqual(eur('5.00'));
		expect(ledger.commission.status).toBe('approved');
	});

	it('gives refunds their share of the difference', () => {
		const ledger = new OrderLedger();
		ledger.record();
		ledger.refund(partialRefund('r1', '25.00'));
		reRate(ledger, '20');
		expect(ledger.commission).toMatchObject({ adjusted: eur('10.00'), reversed: eur('5.00') });
		expect(ledger.owed('pending')).toEqual(eur('15.00'));
	});

	it('of a fully refunded order changes nothing that is owed', () => {
		const ledger = new OrderLedger();
		ledger.record();
		ledger.refund(partialRefund('r1', '100.00'));
		reRate(ledger, '20');
		expect(ledger.commission).toMatchObject({ status: 'reversed', reversed: eur('20.00') });
		for (const account of ['pending', 'approved']) {
			expect(ledger.owed(account)).toEqual(eur('0.00'));
		}
	});

	it('leaves a correction by hand as it is, when it is told of it', () => {
		const ledger = new OrderLedger();
		ledger.record();
		const correction = { amount: eur('3.00'), reason: 'goodwill' };
		ledger.run((state, act) => adjustCommission(state, ledger.commissionId, correction, act));
		reRate(ledger, '20', { adjustments: [...ledger.adjustments] });
		expect(ledger.owed('pending')).toEqual(eur('23.00'));
		expect(reRate(ledger, '20', { adjustments: [] }).outcome).toBe('refused');
	});

	it('books new beneficiaries, held where the others are', () => {
		const ledger = new OrderLedger();
		ledger.record({
			commission: priced(order, undefined, undefined, {
				outcome: 'held',
				reason: 'review_required',
			}),
		});
		const level = aCommissionLine({
			affiliateId: 'aff_ben',
			kind: 'level',
			level: 1,
			sourceAffiliateId: 'aff_anna',
			amount: eur('1.00'),
		});
		const { lines } = priced(order);
		const commission = priced(order, undefined, undefined, { lines: [...lines, level] });
		ledger.run((state, act) =>
			reRateConversion(state, { commission, cause: 'v2', reason: 'levels' }, act),
		);
		expect(ledger.owed('held', 'aff_ben')).toEqual(eur('1.00'));
	});

	it('to another base makes the next version, which refunds follow', () => {
		const ledger = new OrderLedger();
		ledger.record();
		ledger.refund(partialRefund('r1', '50.00'));
		const half = [{ lineId: 'line-1', base: eur('50.00'), net: eur('100.00') }];
		const commission = priced(order, undefined, undefined, {
			base: eur('50.00'),
			baseLines: half,
			lines: [aCommissionLine({ amount: eur('5.00'), base: eur('50.00') })],
		});
		ledger.run((state, act) =>
			reRateConversion(state, { commission, cause: 'v3', reason: 'other base' }, act),
		);
		expect(ledger.state.conversion).toMatchObject({ version: 2, base: eur('50.00') });
		expect(ledger.adjustments).toMatchObject([{ baseChange: eur('-50.00') }]);
		expect(ledger.owed('pending')).toEqual(eur('2.50'));
	});

	it.each([
		['without a price', { reason: 'missing_exchange_rate' as const, lines: [] }],
		['of another programme', { programmeId: 'prg_other' }],
	])('%s is refused and takes nothing', (_how, overrides) => {
		const ledger = new OrderLedger();
		ledger.record();
		const commission = priced(order, undefined, undefined, overrides);
		const result = ledger.run((state, act) =>
			reRateConversion(state, { commission, cause: 'v2', reason: '' }, act),
		);
		expect(result.outcome).toBe('refused');
		expect(ledger.owed('pending')).toEqual(eur('10.00'));
	});

	it('of an order without commissions is refused: nobody checked whether it may earn', () => {
		const ledger = new OrderLedger();
		ledger.record({
			commission: priced(order, undefined, undefined, {
				outcome: 'skipped',
				reason: 'rejected_by_fraud_check',
				lines: [],
			}),
		});
		expect(reRate(ledger, '15').outcome).toBe('refused');
	});
});
