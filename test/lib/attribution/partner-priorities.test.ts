import type { PartnerPriority } from '../../../lib/model/affiliate';
import { anAffiliate, CLICK_ID } from '../../support/builders';
import {
	ANNA,
	annasLanding,
	attribute,
	BOB,
	bob,
	bobsLanding,
	creditedTo,
	sentences,
} from './scenario';

const bothClicks = { cartClick: CLICK_ID, landingUrl: bobsLanding };

function ranked(anna: PartnerPriority, bobs: PartnerPriority) {
	return { affiliates: [anAffiliate({ priority: anna }), { ...bob, priority: bobs }] };
}

describe('partner priority', () => {
	it.each([
		{ anna: 'preferred', bobs: 'standard', winner: ANNA },
		{ anna: 'standard', bobs: 'non_preferred', winner: ANNA },
		{ anna: 'preferred', bobs: 'non_preferred', winner: ANNA },
		{ anna: 'standard', bobs: 'preferred', winner: BOB },
		{ anna: 'preferred', bobs: 'preferred', winner: BOB },
		{ anna: 'non_preferred', bobs: 'non_preferred', winner: BOB },
	] as const)(
		'with Anna $anna and Bob, who came later, $bobs credits $winner',
		({ anna, bobs, winner }) => {
			expect(creditedTo(attribute(bothClicks, ranked(anna, bobs)))).toEqual([winner]);
		},
	);

	it('leaves the lower group without a part where the model shares', () => {
		const attribution = attribute(bothClicks, ranked('preferred', 'standard'), {
			model: 'linear',
		});
		expect(creditedTo(attribution)).toEqual([ANNA]);
		expect(attribution.touches).toHaveLength(2);
		expect(sentences(attribution)).toContain(
			'a partner of the group "preferred" took part and goes before it.',
		);
	});

	it('does not put a bare code before a recorded click', () => {
		const given = { landingUrl: `${bobsLanding}&aff=anna` };
		expect(creditedTo(attribute(given, ranked('preferred', 'non_preferred')))).toEqual([BOB]);
	});

	it('leaves coupons to their policy', () => {
		const given = { landingUrl: annasLanding, coupons: ['BOB5'] };
		const facts = ranked('preferred', 'non_preferred');
		expect(creditedTo(attribute(given, facts, { couponPolicy: 'always' }))).toEqual([BOB]);
		expect(creditedTo(attribute(given, facts, { couponPolicy: 'if_winner' }))).toEqual([ANNA]);
	});

	it('does not make the click of a lower group undone: its coupon is still involved', () => {
		const given = { ...bothClicks, coupons: ['BOB5'] };
		const facts = ranked('preferred', 'standard');
		const attribution = attribute(given, facts, { couponPolicy: 'if_involved' });
		expect(attribution.credits).toEqual([
			expect.objectContaining({ affiliateId: BOB, confidence: 0.85 }),
		]);
	});

	it('does not matter for a touch that cannot be credited', () => {
		const { affiliates } = ranked('preferred', 'standard');
		const paused = affiliates.map((each) =>
			each.affiliateId === ANNA ? { ...each, status: 'paused' as const } : each,
		);
		expect(creditedTo(attribute(bothClicks, { affiliates: paused }))).toEqual([BOB]);
	});
});
