import { ATTRIBUTION_MODEL_DEFINITIONS, type AttributionFacts } from '../../../lib/attribution';
import { addDays } from '../../../lib/kernel';
import type { AttributionWeights } from '../../../lib/model/attribution-weights';
import { DEFAULT_ATTRIBUTION_SETTINGS } from '../../../lib/model/programme';
import { aProgramme, CLICK_ID, ORDERED_AT } from '../../support/builders';
import { ANNA, attribute, BOB, bobsLanding, creditedTo, sentences } from './scenario';
import { aContext, CAROL, inTurn, partsOf, someWeights } from './touches';

const { data_driven: dataDriven } = ATTRIBUTION_MODEL_DEFINITIONS;
const bothClicks = { cartClick: CLICK_ID, landingUrl: bobsLanding };
const byWeights = { model: 'data_driven' } as const;

function attributeBy(weights: Partial<AttributionWeights> | null, facts = {}) {
	const known: Partial<AttributionFacts> = {
		weights: weights === null ? [] : [someWeights(weights)],
		...facts,
	};
	return attribute(bothClicks, known, byWeights);
}

describe('the data-driven model', () => {
	it('shares the credit in the proportions of the trained weights', () => {
		const attribution = attributeBy({ weights: { [ANNA]: 0.03, [BOB]: 0.01 } });
		expect(attribution).toMatchObject({ model: 'data_driven', fallbackModel: null });
		const [anna, bob] = attribution.credits;
		expect(anna?.affiliateId).toBe(ANNA);
		expect((anna?.weight ?? 0) / (bob?.weight ?? 1)).toBeCloseTo(3, 4);
		expect(sentences(attribution)).toContain('parts follow what was learnt');
	});

	it('counts an affiliate once, however often they took part', () => {
		const weights = someWeights({ weights: { [ANNA]: 2, [BOB]: 1 } });
		const touches = inTurn(ANNA, BOB, ANNA, BOB, ANNA);
		expect(partsOf(dataDriven.share(touches, aContext({ weights })))).toEqual({
			[BOB]: '1/3',
			[ANNA]: '2/3',
		});
	});

	it('takes the pooled weight for an affiliate without one of their own', () => {
		const weights = someWeights({ weights: { [ANNA]: 4 }, pooledWeight: 1 });
		expect(partsOf(dataDriven.share(inTurn(ANNA, CAROL), aContext({ weights })))).toEqual({
			[ANNA]: '4/5',
			[CAROL]: '1/5',
		});
	});

	it.each([
		{ weights: null, because: 'no weights were trained' },
		{ weights: { isThin: true, reason: '12 journeys.' }, because: 'too little data: 12 journeys.' },
		{
			weights: { trainedAt: addDays(ORDERED_AT, -31) },
			because: 'the weights are older than 30 days',
		},
		{
			weights: { weights: { [ANNA]: 1 }, pooledWeight: null },
			because: 'bob has no weight yet',
		},
	])('leaves it to the fallback model where $because', ({ weights, because }) => {
		const attribution = attributeBy(weights);
		expect(attribution).toMatchObject({
			model: 'data_driven',
			fallbackModel: 'position_based',
			outcome: 'attributed',
		});
		expect(attribution.credits.map(({ weight }) => weight)).toEqual([1, 1]);
		expect(sentences(attribution)).toContain('Position-Based decides in place of Data-Driven');
		expect(sentences(attribution)).toContain(because);
	});

	it('falls back to the model that the programme names', () => {
		const attributionSettings = {
			...DEFAULT_ATTRIBUTION_SETTINGS,
			fallbackModel: 'first_click' as const,
		};
		const attribution = attributeBy(null, { programmes: [aProgramme({ attributionSettings })] });
		expect(attribution.fallbackModel).toBe('first_click');
		expect(creditedTo(attribution)).toEqual([ANNA]);
	});

	it('still decides with weights that are as old as they may be', () => {
		expect(attributeBy({ trainedAt: addDays(ORDERED_AT, -30) }).fallbackModel).toBeNull();
	});

	it('does not take the weights of another programme', () => {
		expect(attributeBy({ programmeId: 'prg_autumn' }).fallbackModel).toBe('position_based');
	});

	it('names no fallback where nothing was left to the model', () => {
		expect(attribute({}, {}, byWeights).fallbackModel).toBeNull();
		const coupon = { ...bothClicks, coupons: ['ANNA10'] };
		expect(attribute(coupon, {}, byWeights)).toMatchObject({ fallbackModel: null });
	});

	it('is not misled by an affiliate called like something every object has', () => {
		const weights = someWeights({ weights: { [ANNA]: 1 }, pooledWeight: null });
		const lack = dataDriven.lacks?.(inTurn('constructor'), aContext({ weights }));
		expect(lack).toContain('has no weight yet');
	});
});
