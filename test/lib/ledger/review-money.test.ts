import { reRateConversion } from '../../../lib/ledger';
import { anOrder, aRefund, eur } from '../../support/builders';
import { OrderLedger, orderOf, priced, minutesAfter } from './order-ledger';

function reRated(ledger: OrderLedger, net: string, percent: string, cause = percent) {
	const commission = priced(orderOf(net), undefined, { percent, planVersion: 1 });
	return ledger.run((state, act) =>
		reRateConversion(
			state,
			{ commission, cause, reason: 'tier', adjustments: [...ledger.adjustments] },
			act,
		),
	);
}
const edited = (ledger: OrderLedger, net: string, minutes: number) =>
	ledger.record({ order: orderOf(net, minutes), adjustments: [...ledger.adjustments] });

describe('edits after a re-rating', () => {
	it('keep its proportion however many there are', () => {
		const ledger = new OrderLedger();
		ledger.record();
		reRated(ledger, '100.00', '15');
		edited(ledger, '200.00', 5);
		expect(ledger.owed('pending')).toEqual(eur('30.00'));
		edited(ledger, '300.00', 6);
		expect(ledger.owed('pending')).toEqual(eur('45.00'));
		edited(ledger, '100.00', 7);
		expect(ledger.owed('pending')).toEqual(eur('15.00'));
		edited(ledger, '0.00', 8);
		expect(ledger.owed('pending')).toEqual(eur('0.00'));
		edited(ledger, '100.00', 9);
		expect(ledger.owed('pending')).toEqual(eur('15.00'));
	});
});

describe('a re-rating', () => {
	it('of a version that was edited since is refused, so that it never undoes the edit', () => {
		const ledger = new OrderLedger();
		ledger.record();
		edited(ledger, '200.00', 5);
		const commission = priced(orderOf('100.00'), undefined, { percent: '10', planVersion: 1 });
		const stale = { commission, version: 1, cause: 'tier', reason: 'tier' };
		const result = ledger.run((state, act) =>
			reRateConversion(state, { ...stale, adjustments: [...ledger.adjustments] }, act),
		);
		expect(result).toMatchObject({ outcome: 'refused' });
		expect(ledger.owed('pending')).toEqual(eur('20.00'));
	});
});

describe('a cancellation before the payment', () => {
	it('of an order that was recorded unpaid takes nothing of it once it is paid', () => {
		const ledger = new OrderLedger();
		const unpaid = anOrder({ status: 'pending', paidAt: null });
		ledger.record({ order: unpaid });
		const cancelledAt = minutesAfter(unpaid.createdAt, 60);
		ledger.refund(aRefund({ kind: 'cancellation', createdAt: cancelledAt, lines: null }));
		ledger.record({ order: anOrder({ status: 'paid', paidAt: minutesAfter(cancelledAt, 30) }) });
		expect(ledger.owed('pending')).toEqual(eur('10.00'));
	});
});
