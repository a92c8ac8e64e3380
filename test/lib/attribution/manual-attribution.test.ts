import { manualAttribution, type ManualDecision } from '../../../lib/attribution';
import { attributionSchema } from '../../../lib/model/credit';
import { toJson } from '../../../lib/model/json';
import { anAffiliate, anOrder, aProgramme, ORDERED_AT, PROGRAMME_ID } from '../../support/builders';
import { ANNA, BOB, bob } from './scenario';

function decided(overrides: Partial<ManualDecision> = {}) {
	return manualAttribution({
		order: anOrder(),
		programme: aProgramme({ attributionModel: 'linear' }),
		credits: [
			{ affiliate: anAffiliate(), weight: 60 },
			{ affiliate: bob, weight: 40 },
		],
		decidedBy: 'otto',
		reason: 'Agreed by phone',
		...overrides,
	});
}

describe('an attribution by a person', () => {
	it('credits whom the person names, in the parts they name, without a doubt', () => {
		const attribution = decided();
		expect(attribution).toMatchObject({
			outcome: 'attributed',
			programmeId: PROGRAMME_ID,
			model: 'linear',
			decidedBy: 'otto',
		});
		expect(attribution.credits).toEqual([
			expect.objectContaining({ affiliateId: ANNA, weight: 60, confidence: 1 }),
			expect.objectContaining({ affiliateId: BOB, weight: 40, confidence: 1 }),
		]);
		expect(attribution.touches).toEqual([
			expect.objectContaining({
				kind: 'customer',
				affiliateId: ANNA,
				occurredAt: ORDERED_AT,
				clickId: null,
				foundIn: 'decision of a person',
			}),
			expect.objectContaining({ affiliateId: BOB }),
		]);
	});

	it('says who decided, why, and what everybody gets', () => {
		expect(decided().trace.map(({ text }) => text)).toEqual([
			'otto decided who gets the credit: Agreed by phone',
			'anna gets 60 of 100 parts of the credit. A person decided it.',
			'bob gets 40 of 100 parts of the credit. A person decided it.',
		]);
	});

	it('keeps the contract of every attribution', () => {
		expect(attributionSchema.parse(toJson(decided()))).toEqual(decided());
	});

	it.each<[string, Partial<ManualDecision>, string]>([
		['nobody to credit', { credits: [] }, 'credits'],
		[
			'an affiliate twice',
			{
				credits: [
					{ affiliate: bob, weight: 1 },
					{ affiliate: bob, weight: 2 },
				],
			},
			'credits',
		],
		['a part of nothing', { credits: [{ affiliate: bob, weight: 0 }] }, 'credits[0].weight'],
		['half a part', { credits: [{ affiliate: bob, weight: 0.5 }] }, 'credits[0].weight'],
		['no reason', { reason: ' ' }, 'reason'],
		['no name', { decidedBy: '' }, 'decidedBy'],
	])('refuses %s', (_name, overrides, path) => {
		expect(() => decided(overrides)).toThrow(
			expect.objectContaining({ code: 'invalid_input', path, hint: expect.any(String) }),
		);
	});
});
