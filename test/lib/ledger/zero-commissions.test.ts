import { recordConversion, reRateConversion } from '../../../lib/ledger';
import {
	aCommission,
	aCommissionLine,
	anAttribution,
	anOrder,
	eur,
	ORDERED_AT,
} from '../../support/builders';
import { applyWrite, emptyState } from './ledger-state';

const act = { at: ORDERED_AT, actor: 'test' };
const nothingYet = aCommission({
	lines: [aCommissionLine({ amount: eur('0.00'), countsTowardsTier: true, rate: '0 %' })],
	total: eur('0.00'),
});

function recorded(commission = nothingYet) {
	const input = {
		order: anOrder(),
		attribution: anAttribution(),
		verdict: null,
		commission,
		customerKey: null,
	};
	return recordConversion(emptyState, input, act);
}

describe('an order below the lowest tier', () => {
	it('is booked at zero, without postings, so that tiers count it', () => {
		const { write, result } = recorded();
		expect(result.commissions).toMatchObject([{ amount: eur('0.00'), status: 'pending' }]);
		expect(write.transactions ?? []).toEqual([]);
	});

	it('earns by re-rating once the tier is reached', () => {
		const state = applyWrite(emptyState, recorded().write);
		const { write, result } = reRateConversion(
			state,
			{ commission: aCommission(), cause: 'tier', reason: 'retroactive tier' },
			act,
		);
		expect(result).toMatchObject({ outcome: 're_rated', difference: eur('10.00') });
		expect(write.adjustments).toMatchObject([{ amount: eur('10.00'), baseChange: eur('0.00') }]);
	});

	it('books nothing for a line that earns nothing and that no tier counts', () => {
		const line = aCommissionLine({ amount: eur('0.00') });
		expect(recorded(aCommission({ lines: [line] })).result.commissions).toEqual([]);
	});
});
