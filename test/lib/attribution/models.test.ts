import { ATTRIBUTION_MODEL_DEFINITIONS } from '../../../lib/attribution';
import { ATTRIBUTION_MODELS } from '../../../lib/model/credit';
import { aProgramme, CLICK_ID } from '../../support/builders';
import { ANNA, attribute, BOB, bobsLanding, creditedTo, sentences } from './scenario';

const bothClicks = { cartClick: CLICK_ID, landingUrl: bobsLanding };

describe('attribution models', () => {
	it.each([
		{ model: 'last_click', winner: BOB, because: "Bob's click came a day after Anna's" },
		{ model: 'first_click', winner: ANNA, because: 'Anna was clicked first' },
	] as const)('$model credits $winner because $because', ({ model, winner }) => {
		const attribution = attribute(bothClicks, {}, { model });
		expect(attribution.model).toBe(model);
		expect(creditedTo(attribution)).toEqual([winner]);
		expect(attribution.touches.map(({ affiliateId }) => affiliateId)).toEqual([ANNA, BOB]);
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

	it.each(ATTRIBUTION_MODELS)('%s is defined completely and chooses nothing from nothing', (id) => {
		const definition = ATTRIBUTION_MODEL_DEFINITIONS[id];
		expect(definition).toMatchObject({ id, title: expect.stringMatching(/^[A-Z]/) });
		expect(definition.description).not.toMatch(/\.$/);
		expect(definition.choose([])).toEqual([]);
	});
});
