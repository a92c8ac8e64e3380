import fc from 'fast-check';
import type { BindingFact } from '../../../lib/attribution';
import { addDays } from '../../../lib/kernel';
import {
	aClick,
	anAffiliate,
	aProgramme,
	CLICK_ID,
	ORDERED_AT,
	PROGRAMME_ID,
} from '../../support/builders';
import {
	ANNA,
	annasLanding,
	attribute,
	BOB,
	bob,
	bobsClick,
	bobsLanding,
	creditedTo,
	sentences,
} from './scenario';

const OTHER_PROGRAMME_ID = 'prg_autumn';
const programmes = [aProgramme(), aProgramme({ programmeId: OTHER_PROGRAMME_ID, code: 'autumn' })];

function boundTo(affiliateId: string, overrides: Partial<BindingFact> = {}): BindingFact {
	return {
		programmeId: PROGRAMME_ID,
		affiliateId,
		boundAt: '2026-01-10T08:00:00.000Z',
		expiresAt: '2027-01-10T08:00:00.000Z',
		...overrides,
	};
}

describe('a customer who is bound to an affiliate', () => {
	it('credits them without any click', () => {
		const attribution = attribute({}, { bindings: [boundTo(ANNA)], defaultProgrammeId: null });
		expect(creditedTo(attribution)).toEqual([ANNA]);
		expect(attribution).toMatchObject({ outcome: 'attributed', programmeId: PROGRAMME_ID });
		expect(attribution.credits[0]).toMatchObject({
			confidence: 0.9,
			touch: { kind: 'customer', foundIn: 'lifetime binding of the customer' },
		});
		expect(sentences(attribution)).toContain(
			'The customer is bound to anna since 10 Jan 2026, until 10 Jan 2027.',
		);
	});

	it.each([
		['a click', { landingUrl: bobsLanding }],
		['a coupon', { coupons: ['BOB5'] }],
		['a code', { landingUrl: '/?aff=bob' }],
	])('stays with them against %s of somebody else, and says so', (_name, given) => {
		const attribution = attribute(given, { bindings: [boundTo(ANNA)] });
		expect(creditedTo(attribution)).toEqual([ANNA]);
		expect(sentences(attribution)).toContain(
			'While the customer is bound, clicks and coupons of other affiliates do not take over.',
		);
		expect(attribution.touches.map(({ affiliateId }) => affiliateId)).toContain(BOB);
	});

	it('rests on a click of the bound affiliate where there is one', () => {
		const given = { cartClick: CLICK_ID, landingUrl: bobsLanding };
		const [credit] = attribute(given, { bindings: [boundTo(ANNA)] }).credits;
		expect(credit).toMatchObject({ confidence: 0.99, touch: { clickId: CLICK_ID } });
	});

	it('is bound after the order that bound them, and no longer at the end', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: -400, max: 400 }),
				fc.option(fc.integer({ min: 1, max: 400 })),
				(since, days) => {
					const boundAt = addDays(ORDERED_AT, -since);
					const expiresAt = days === null ? null : addDays(boundAt, days);
					const isBound = since > 0 && (days === null || since < days);
					const bindings = [boundTo(ANNA, { boundAt, expiresAt })];
					const attribution = attribute({ landingUrl: bobsLanding }, { bindings });
					expect(creditedTo(attribution)).toEqual([isBound ? ANNA : BOB]);
				},
			),
		);
	});

	it('bound to an affiliate who cannot be credited is judged by clicks', () => {
		const facts = {
			bindings: [boundTo(ANNA)],
			affiliates: [anAffiliate({ status: 'paused' }), bob],
		};
		expect(creditedTo(attribute({ landingUrl: bobsLanding }, facts))).toEqual([BOB]);
		const alone = attribute({}, facts);
		expect(alone.outcome).toBe('affiliate_inactive');
		expect(sentences(alone)).toContain('because the affiliate is paused');
	});

	it('in one programme is free in another, where a click leads', () => {
		const facts = {
			programmes,
			bindings: [boundTo(ANNA)],
			clicks: [{ ...bobsClick, programmeId: OTHER_PROGRAMME_ID }],
		};
		expect(creditedTo(attribute({ landingUrl: bobsLanding }, facts))).toEqual([BOB]);
	});

	it('in two programmes buys in that of the click, else in that of the older binding', () => {
		const bindings = [
			boundTo(BOB, { programmeId: OTHER_PROGRAMME_ID, boundAt: '2026-03-01T00:00:00.000Z' }),
			boundTo(ANNA),
		];
		const facts = { programmes, bindings, defaultProgrammeId: null };
		expect(creditedTo(attribute({}, facts))).toEqual([ANNA]);
		const clicks = [aClick({ programmeId: OTHER_PROGRAMME_ID })];
		expect(creditedTo(attribute({ landingUrl: annasLanding }, { ...facts, clicks }))).toEqual([
			BOB,
		]);
	});
});
