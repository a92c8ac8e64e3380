import fc from 'fast-check';
import { MAXIMUM_JOURNEY_CLICKS } from '../../../lib/attribution';
import { addDays, clickId, toMilliseconds } from '../../../lib/kernel';
import type { Click } from '../../../lib/model/click';
import { aClick, aProgramme, CLICK_ID, ORDERED_AT, PROGRAMME_ID } from '../../support/builders';
import { ANNA, annasLanding, attribute, BOB, bobsClick, creditedTo, sentences } from './scenario';

const OTHER_PROGRAMME_ID = 'prg_autumn';

/** Bob's click on another device of the customer, a day after the one that the order names. */
const onPhone = { ...bobsClick, journeyId: 'jrn_phone', device: 'mobile' };
const onLaptop = aClick({ journeyId: 'jrn_laptop' });

describe("a click of the customer's other visits", () => {
	it('is a touch like the clicks that the order names', () => {
		const attribution = attribute(
			{ landingUrl: annasLanding },
			{ clicks: [onLaptop], journeyClicks: [onPhone] },
		);
		expect(creditedTo(attribution)).toEqual([BOB]);
		expect(attribution.credits[0]).toMatchObject({
			confidence: 0.85,
			touch: { clickId: onPhone.clickId, foundIn: 'another visit of the customer' },
		});
		expect(attribution.touches.map(({ affiliateId }) => affiliateId)).toEqual([ANNA, BOB]);
	});

	it('earns credit by itself, in its own programme', () => {
		const attribution = attribute({}, { journeyClicks: [onPhone], defaultProgrammeId: null });
		expect(creditedTo(attribution)).toEqual([BOB]);
		expect(attribution.programmeId).toBe(PROGRAMME_ID);
	});

	it('does not say which programme an order belongs to that names a click itself', () => {
		const programmes = [aProgramme(), aProgramme({ programmeId: OTHER_PROGRAMME_ID, code: 'a' })];
		const journeyClicks = [{ ...onPhone, programmeId: OTHER_PROGRAMME_ID }];
		const facts = { programmes, journeyClicks, clicks: [onLaptop] };
		const attribution = attribute({ landingUrl: annasLanding }, facts);
		expect(creditedTo(attribution)).toEqual([ANNA]);
		expect(attribution.programmeId).toBe(PROGRAMME_ID);
	});

	it('that the order names as well is that one touch, found in the order', () => {
		const facts = { clicks: [onLaptop], journeyClicks: [onLaptop, onLaptop] };
		const attribution = attribute({ landingUrl: annasLanding }, facts);
		expect(attribution.touches).toEqual([
			expect.objectContaining({ clickId: CLICK_ID, foundIn: 'landing page' }),
		]);
	});

	it.each(['prefetch', 'burst', 'datacentre', 'bot'] as const)(
		'left out of reports as %s is no touch, for no shop was given its id',
		(countReason) => {
			const journeyClicks = [{ ...onPhone, countReason, isCounted: false }];
			const attribution = attribute({}, { journeyClicks });
			expect(attribution).toMatchObject({ outcome: 'no_affiliate', touches: [] });
		},
	);

	it('that repeats an earlier one is a touch, being the same visitor again', () => {
		const journeyClicks = [{ ...onPhone, countReason: 'repeat' as const, isCounted: false }];
		expect(creditedTo(attribute({}, { journeyClicks }))).toEqual([BOB]);
	});

	it('is held against window and order like any click', () => {
		const at = (occurredAt: string) =>
			attribute({}, { journeyClicks: [{ ...onPhone, occurredAt }] }).outcome;
		expect(at('2026-10-01T00:00:00.000Z')).toBe('outside_window');
		expect(at('2026-11-18T00:00:00.000Z')).toBe('no_affiliate');
	});

	it('counts among the latest two hundred only', () => {
		const clicks = Array.from({ length: MAXIMUM_JOURNEY_CLICKS + 1 }, (_, index): Click => {
			const occurredAt = addDays(ORDERED_AT, -10 + index / 1_000);
			const random = new Uint8Array(10).fill(index % 256);
			return aClick({
				clickId: clickId(toMilliseconds(occurredAt), random),
				occurredAt,
				affiliateId: index === 0 ? BOB : ANNA,
			});
		});
		const first = attribute({}, { journeyClicks: clicks }, { model: 'first_click' });
		expect(creditedTo(first)).toEqual([ANNA]);
		expect(first.touches).toHaveLength(MAXIMUM_JOURNEY_CLICKS);
		const backwards = attribute({}, { journeyClicks: [...clicks].reverse() });
		expect(backwards.touches).toEqual(first.touches);
	});

	it('makes the same difference whatever the order of the facts', () => {
		fc.assert(
			fc.property(fc.shuffledSubarray([onLaptop, onPhone, aClick()]), (journeyClicks) => {
				const given = { coupons: [] };
				const sorted = [...journeyClicks].sort((a, b) => (a.clickId < b.clickId ? -1 : 1));
				expect(attribute(given, { journeyClicks }).touches).toEqual(
					attribute(given, { journeyClicks: sorted }).touches,
				);
			}),
		);
	});

	it('explains where it was found', () => {
		expect(sentences(attribute({}, { journeyClicks: [onPhone] }))).toContain(
			'Click on 15 Nov 2026, 2 days before the order, found in another visit of the customer; within the 30-day window.',
		);
	});
});

describe('the browsers that an order joins to its customer', () => {
	it('are those of the clicks that the order names, not those of other visits', () => {
		const facts = { clicks: [onLaptop], journeyClicks: [onPhone] };
		expect(attribute({ landingUrl: annasLanding }, facts).journeyIds).toEqual(['jrn_laptop']);
	});

	it('are told even where the click is too old for credit', () => {
		const clicks = [{ ...onLaptop, occurredAt: '2026-01-01T00:00:00.000Z' }];
		expect(attribute({ landingUrl: annasLanding }, { clicks })).toMatchObject({
			outcome: 'outside_window',
			journeyIds: ['jrn_laptop'],
		});
	});

	it.each([
		['of a program', { countReason: 'bot' as const, isCounted: false }],
		['without consent', { journeyId: null }],
	])('are none for a click %s', (_name, overrides) => {
		const clicks = [{ ...onLaptop, ...overrides }];
		expect(attribute({ landingUrl: annasLanding }, { clicks }).journeyIds).toEqual([]);
	});
});
