import { aClick, anAffiliate, aProgramme, CLICK_ID, ORDERED_AT } from '../../support/builders';
import { ANNA, annasLanding, attribute, bob, bobsLanding, creditedTo, sentences } from './scenario';

describe('a click as a touch', () => {
	it.each([
		{
			clickedAt: '2026-11-14T10:00:00.000Z',
			outcome: 'attributed',
			because: 'three days are within thirty',
		},
		{
			clickedAt: '2026-10-18T12:30:00.000Z',
			outcome: 'attributed',
			because: 'exactly thirty days are still within the window',
		},
		{
			clickedAt: '2026-10-18T12:29:59.999Z',
			outcome: 'outside_window',
			because: 'a millisecond more than thirty days is too old',
		},
		{
			clickedAt: '2026-11-17T12:30:00.900Z',
			outcome: 'attributed',
			because: 'stores write whole seconds, so this click may have come before the order',
		},
		{
			clickedAt: '2026-11-17T12:30:01.000Z',
			outcome: 'no_affiliate',
			because: 'a click after the order cannot have caused it',
		},
	])('at $clickedAt is $outcome because $because', ({ clickedAt, outcome }) => {
		const attribution = attribute(
			{ landingUrl: annasLanding },
			{ clicks: [aClick({ occurredAt: clickedAt })] },
		);
		expect(attribution.outcome).toBe(outcome);
		expect(creditedTo(attribution)).toEqual(outcome === 'attributed' ? [ANNA] : []);
	});

	it('is held against the window of its programme unless the policy has one', () => {
		const facts = { programmes: [aProgramme({ lookbackDays: 2 })] };
		expect(attribute({ landingUrl: annasLanding }, facts)).toMatchObject({
			outcome: 'outside_window',
			lookbackDays: 2,
		});
		expect(attribute({ landingUrl: annasLanding }, facts, { lookbackDays: 7 })).toMatchObject({
			outcome: 'attributed',
			lookbackDays: 7,
		});
	});

	it("is held against its affiliate's own window before the programme's, and the policy's before both", () => {
		const clicks = [aClick({ occurredAt: '2026-11-07T12:30:00.000Z' })];
		const outcome = (own: number | null, policy: number | null) =>
			attribute(
				{ landingUrl: annasLanding },
				{
					clicks,
					affiliates: [anAffiliate({ lookbackDays: own }), bob],
					programmes: [aProgramme({ lookbackDays: 7 })],
				},
				{ lookbackDays: policy },
			).outcome;
		expect(outcome(null, null)).toBe('outside_window');
		expect(outcome(10, null)).toBe('attributed');
		expect(outcome(9, null)).toBe('outside_window');
		expect(outcome(60, 9)).toBe('outside_window');
		expect(outcome(0, 30)).toBe('attributed');
	});

	it('carries medium and sub-ids of its click', () => {
		const clicks = [aClick({ medium: 'qr', subIds: { sub1: 'poster', sub2: 'berlin' } })];
		const [credit] = attribute({ landingUrl: annasLanding }, { clicks }).credits;
		expect(credit?.touch).toMatchObject({
			kind: 'click',
			medium: 'qr',
			subIds: { sub1: 'poster', sub2: 'berlin' },
		});
	});

	it.each(['server', 'app', 'email'] as const)('told by %s is a click like any other', (medium) => {
		const clicks = [aClick({ medium })];
		expect(creditedTo(attribute({ cartClick: CLICK_ID }, { clicks }))).toEqual([ANNA]);
	});

	it('explains itself with date, distance, place and window', () => {
		expect(sentences(attribute({ landingUrl: annasLanding }))).toContain(
			'Click on 14 Nov 2026, 3 days before the order, found in the landing page; within the 30-day window.',
		);
	});

	it.each(['repeat', 'prefetch'] as const)(
		'left out of reports as %s is a touch all the same, for the shop was given its id',
		(countReason) => {
			const category = countReason === 'prefetch' ? 'prefetch' : 'human';
			const click = aClick({ category, countReason, isCounted: false });
			const attribution = attribute({ landingUrl: annasLanding }, { clicks: [click] });
			expect(creditedTo(attribution)).toEqual([ANNA]);
		},
	);

	it.each(['bot', 'head', 'no_user_agent'] as const)('of category %s is no touch', (category) => {
		const attribution = attribute(
			{ cartClick: CLICK_ID },
			{ clicks: [aClick({ category, isCounted: false, countReason: category })] },
		);
		expect(attribution).toMatchObject({ outcome: 'no_affiliate', credits: [], touches: [] });
		expect(sentences(attribution)).toContain('it is not a touch');
	});

	it('stays a touch when it repeats an earlier click, since its id is the one the shop got', () => {
		const clicks = [aClick({ isCounted: false, countReason: 'repeat' })];
		expect(creditedTo(attribute({ cartClick: CLICK_ID }, { clicks }))).toEqual([ANNA]);
	});

	it('that the ledger does not know is an outcome of its own, never clear', () => {
		const attribution = attribute({ cartClick: CLICK_ID }, { clicks: [] });
		expect(attribution).toMatchObject({ outcome: 'unknown_click', credits: [], touches: [] });
		expect(sentences(attribution)).toContain('names a click that is not in the ledger');
	});

	it('that is not known is the outcome even beside clicks that are too old', () => {
		const old = aClick({ occurredAt: '2026-01-01T00:00:00.000Z' });
		const attribution = attribute(
			{ cartClick: CLICK_ID, landingUrl: bobsLanding },
			{ clicks: [old] },
		);
		expect(attribution.outcome).toBe('unknown_click');
	});

	it.each(['pending', 'paused', 'banned'] as const)(
		'of a %s affiliate earns no credit',
		(status) => {
			const attribution = attribute(
				{ cartClick: CLICK_ID },
				{ affiliates: [anAffiliate({ status }), bob] },
			);
			expect(attribution.outcome).toBe('affiliate_inactive');
			expect(attribution.touches).toHaveLength(1);
			expect(sentences(attribution)).toContain(`because the affiliate is ${status}`);
		},
	);

	it.each([
		['a paused programme', { programmes: [aProgramme({ status: 'paused' })] }],
		['a programme the ledger does not know', { programmes: [] }],
		['an affiliate the ledger does not know', { affiliates: [] }],
	])('of %s earns no credit', (_name, facts) => {
		expect(attribute({ cartClick: CLICK_ID }, facts)).toMatchObject({
			outcome: 'affiliate_inactive',
			credits: [],
		});
	});

	it('earns credit with the confidence of the place it was found in', () => {
		const [cart] = attribute({ cartClick: CLICK_ID }).credits;
		const [landing] = attribute({ landingUrl: annasLanding }).credits;
		expect(cart).toMatchObject({
			confidence: 0.99,
			confidenceReason: 'The click id was in the cart',
		});
		expect(landing).toMatchObject({ confidence: 0.95 });
		expect(cart?.touch).toMatchObject({ occurredAt: aClick().occurredAt, clickId: CLICK_ID });
		expect(ORDERED_AT > (cart?.touch.occurredAt ?? '')).toBe(true);
	});
});
