import fc from 'fast-check';
import { reattributionOf } from '../../../lib/attribution';
import { aCredit, anAttribution } from '../../support/builders';
import { ANNA, BOB } from './scenario';

const anna = (weight: number) => aCredit({ weight });
const bob = (weight: number) => aCredit({ affiliateId: BOB, affiliateCode: 'bob', weight });
const credited = (...credits: Array<ReturnType<typeof aCredit>>) => anAttribution({ credits });

describe('comparing a recorded attribution with a new one', () => {
	it('finds the same where affiliates and proportions are the same', () => {
		const { isSame, differences } = reattributionOf(
			credited(anna(1), bob(3)),
			credited(bob(75), anna(25)),
		);
		expect({ isSame, differences }).toEqual({ isSame: true, differences: [] });
		expect(reattributionOf(credited(), credited()).isSame).toBe(true);
	});

	it('says in words who had what and has what now', () => {
		const { isSame, differences } = reattributionOf(credited(anna(1)), credited(anna(2), bob(1)));
		expect(isSame).toBe(false);
		expect(differences).toEqual([
			{
				affiliateId: ANNA,
				affiliateCode: 'anna',
				before: { weight: 1, weightTotal: 1 },
				now: { weight: 2, weightTotal: 3 },
				text: 'anna had all the credit and has 2 of 3 parts now.',
			},
			{
				affiliateId: BOB,
				affiliateCode: 'bob',
				before: null,
				now: { weight: 1, weightTotal: 3 },
				text: 'bob had no part of the credit and has 1 of 3 parts now.',
			},
		]);
	});

	it('leaves out whose part stays', () => {
		const carol = aCredit({ affiliateId: 'aff_carol', affiliateCode: 'carol', weight: 1 });
		const { differences } = reattributionOf(credited(anna(1), bob(1)), credited(anna(1), carol));
		expect(differences.map(({ affiliateCode }) => affiliateCode)).toEqual(['bob', 'carol']);
	});

	it('names a change of programme, but only where somebody is credited', () => {
		const autumn = { programmeId: 'prg_autumn', programmeCode: 'autumn' };
		const moved = reattributionOf(credited(anna(1)), { ...credited(anna(1)), ...autumn });
		expect(moved).toEqual({
			isSame: false,
			differences: [],
			programmeChange: 'The order belonged to the programme spring and belongs to autumn now.',
		});
		expect(reattributionOf(credited(), { ...credited(), ...autumn }).isSame).toBe(true);
	});

	it('is symmetric, and parts multiplied by anything are the same', () => {
		const weights = fc.integer({ min: 1, max: 1_000_000_000 });
		fc.assert(
			fc.property(weights, weights, fc.integer({ min: 1, max: 1_000 }), (a, b, times) => {
				const once = credited(anna(a), bob(b));
				expect(reattributionOf(once, credited(anna(a * times), bob(b * times))).isSame).toBe(true);
				const other = credited(anna(b), bob(a));
				expect(reattributionOf(once, other).isSame).toBe(a === b);
				expect(reattributionOf(other, once).isSame).toBe(a === b);
			}),
		);
	});
});
