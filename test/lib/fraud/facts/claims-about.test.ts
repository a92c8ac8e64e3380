import { claimsAbout } from '../../../../lib/fraud/facts/claims-about';
import type { OrderClaim } from '../../../../lib/model/order-claim';
import { AFFILIATE_ID, anAttribution, eur, ORDERED_AT } from '../../../support/builders';

function aClaim(overrides: Partial<OrderClaim> = {}): OrderClaim {
	const { programmeId } = anAttribution();
	return {
		claimId: 'clm_1',
		programmeId: programmeId ?? '',
		affiliateId: AFFILIATE_ID,
		storeKey: 'shop.example',
		orderId: '1001',
		source: 'partner-network',
		amount: eur('87.20'),
		status: 'paid',
		receivedAt: ORDERED_AT,
		...overrides,
	};
}

describe('claims about an order', () => {
	it.each([
		['the credited affiliate', AFFILIATE_ID],
		['nobody', null],
	])('count when they name %s', (_whom, affiliateId) => {
		expect(claimsAbout(anAttribution(), [aClaim({ affiliateId })])).toEqual([
			{ source: 'partner-network', amount: eur('87.20'), status: 'paid', at: ORDERED_AT },
		]);
	});

	it('signed with the secret of another programme cannot hold it', () => {
		expect(claimsAbout(anAttribution(), [aClaim({ programmeId: 'prg_other' })])).toEqual([]);
	});

	it('of an affiliate that is not credited cannot hold what the credited one earned', () => {
		expect(claimsAbout(anAttribution(), [aClaim({ affiliateId: 'aff_ben' })])).toEqual([]);
	});
});
