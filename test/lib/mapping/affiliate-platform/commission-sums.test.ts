import { parseAmount } from '../../../../lib/kernel';
import { commissionsByAffiliate } from '../../../../lib/mapping/affiliate-platform';
import type { PlatformCommission } from '../../../../lib/model/platform-records';
import { eur } from '../../../support/builders';

function commission(more: Partial<PlatformCommission>): PlatformCommission {
	return {
		id: 'm1',
		conversionId: null,
		orderId: null,
		affiliateId: 'joli',
		programmeId: null,
		amount: eur('10.00'),
		status: 'pending',
		payoutId: null,
		occurredAt: null,
		updatedAt: null,
		raw: null,
		...more,
	};
}

describe('what affiliates have earned on a platform', () => {
	it('is by affiliate, status and currency, the most used currency first', () => {
		const sums = commissionsByAffiliate([
			commission({}),
			commission({ amount: parseAmount('3.00', 'USD') }),
			commission({ status: 'approved', amount: eur('5.00') }),
			commission({ status: 'paid', affiliateId: 'bert' }),
		]);
		expect(sums.get('joli')).toMatchObject([
			{ currency: 'EUR', pending: eur('10.00'), approved: eur('5.00'), count: 2 },
			{ currency: 'USD', count: 1 },
		]);
		expect(sums.get('bert')).toMatchObject([{ paid: eur('10.00') }]);
	});

	it('counts what takes back, and nothing that was declined, reversed or is not known', () => {
		const sums = commissionsByAffiliate([
			commission({ status: 'approved' }),
			commission({ status: 'reversed', amount: eur('-4.00') }),
			commission({ status: 'reversed' }),
			commission({ status: 'declined' }),
			commission({ status: 'unknown' }),
			commission({ amount: null }),
			commission({ affiliateId: null }),
		]);
		expect(sums.get('joli')).toMatchObject([{ approved: eur('6.00'), pending: eur('0.00') }]);
	});
});
