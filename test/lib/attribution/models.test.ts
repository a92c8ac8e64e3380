import fc from 'fast-check';
import { ATTRIBUTION_MODEL_DEFINITIONS } from '../../../lib/attribution';
import { ATTRIBUTION_MODELS } from '../../../lib/model/credit';
import { aProgramme, CLICK_ID } from '../../support/builders';
import { ANNA, attribute, BOB, bobsLanding, creditedTo, sentences } from './scenario';
import { aContext, aJourney, journeys, partsOf, someWeights } from './touches';

const bothClicks = { cartClick: CLICK_ID, landingUrl: bobsLanding };

describe('attribution models', () => {
	it.each([
		{ model: 'last_click', winner: BOB, because: "Bob's click came a day after Anna's" },
		{ model: 'first_click', winner: ANNA, because: 'Anna was clicked first' },
		{ model: 'last_non_coupon', winner: BOB, because: 'neither is a coupon partner' },
		{ model: 'assisted', winner: ANNA, because: 'Anna was clicked before the last one' },
	] as const)('$model credits $winner because $because', ({ model, winner }) => {
		const attribution = attribute(bothClicks, {}, { model });
		expect(attribution.model).toBe(model);
		expect(creditedTo(attribution)).toEqual([winner]);
		expect(attribution.touches.map(({ affiliateId }) => affiliateId)).toEqual([ANNA, BOB]);
	});

	it.each([
		{ model: 'linear', parts: [1, 1] },
		{ model: 'position_based', parts: [1, 1] },
	] as const)('$model gives Anna and Bob half each', ({ model, parts }) => {
		const attribution = attribute(bothClicks, {}, { model });
		expect(creditedTo(attribution)).toEqual([ANNA, BOB]);
		expect(attribution.credits.map(({ weight }) => weight)).toEqual(parts);
	});

	it('come from the programme unless the policy names one', () => {
		const facts = { programmes: [aProgramme({ attributionModel: 'first_click' })] };
		expect(creditedTo(attribute(bothClicks, facts))).toEqual([ANNA]);
		expect(creditedTo(attribute(bothClicks, facts, { model: 'last_click' }))).toEqual([BOB]);
	});

	it('say which click was chosen when several compete', () => {
		expect(sentences(attribute(bothClicks))).toContain(
			'Of 2 clicks in the window, the latest click gets all the credit.',
		);
	});

	it.each(ATTRIBUTION_MODELS)('%s is defined completely and shares nothing among nobody', (id) => {
		const definition = ATTRIBUTION_MODEL_DEFINITIONS[id];
		expect(definition).toMatchObject({ id, title: expect.stringMatching(/^[A-Z]/) });
		expect(definition.description).not.toMatch(/\.$/);
		expect(definition.share([], aContext())).toEqual([]);
	});
});

describe.each(ATTRIBUTION_MODELS)('%s, whatever the journey', (id) => {
	const definition = ATTRIBUTION_MODEL_DEFINITIONS[id];
	const context = aContext({ weights: someWeights() });

	it('gives whole parts above zero, one to an affiliate, by a touch of their own', () => {
		fc.assert(
			fc.property(journeys, (drafts) => {
				const touches = aJourney(drafts);
				const shares = definition.share(touches, context);
				expect(shares.length > 0).toBe(touches.length > 0);
				const owners = shares.map(({ touch }) => touch.affiliateId);
				expect(new Set(owners).size).toBe(owners.length);
				for (const { touch, weight } of shares) {
					expect(Number.isSafeInteger(weight) && weight >= 1).toBe(true);
					expect(touches).toContain(touch);
				}
			}),
		);
	});

	it('gives the same again, and does not look at what the touches are called', () => {
		fc.assert(
			fc.property(journeys, (drafts) => {
				const touches = aJourney(drafts);
				const once = definition.share(touches, context);
				expect(definition.share(touches, context)).toEqual(once);
				const renamed = touches.map((touch) => ({ ...touch, clickId: `x${touch.clickId}` }));
				expect(partsOf(definition.share(renamed, context))).toEqual(partsOf(once));
			}),
		);
	});

	it('gives one affiliate alone all of it', () => {
		fc.assert(
			fc.property(journeys, (drafts) => {
				const touches = aJourney(drafts.map((draft) => ({ ...draft, who: ANNA })));
				expect(definition.share(touches, context).length).toBe(Math.min(1, touches.length));
			}),
		);
	});
});
