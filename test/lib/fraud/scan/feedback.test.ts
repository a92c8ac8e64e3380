import { mutedRules, rulePrecision } from '../../../../lib/fraud/feedback';
import { DEFAULT_FRAUD_POLICY } from '../../../../lib/fraud/policy';

const wrong = { ruleId: 'F25', confirmed: 3, cleared: 37 };
const right = { ruleId: 'F11', confirmed: 30, cleared: 10 };
const young = { ruleId: 'F6', confirmed: 0, cleared: 5 };

const muted = (rules: typeof DEFAULT_FRAUD_POLICY.rules = {}) =>
	mutedRules([wrong, right, young], { ...DEFAULT_FRAUD_POLICY, rules }).map(({ ruleId }) => ruleId);

describe('what people make of rules', () => {
	it('is shown by rule number, with the bounds that so few decisions leave', () => {
		const shown = rulePrecision([wrong, right, young, { ruleId: 'F7', confirmed: 0, cleared: 0 }]);
		expect(shown.map(({ ruleId, precision }) => [ruleId, precision])).toEqual([
			['F6', 0],
			['F7', null],
			['F11', 0.75],
			['F25', 0.075],
		]);
		for (const { precision, wilson } of shown) {
			expect(wilson.low).toBeLessThanOrEqual(precision ?? 0);
			expect(wilson.high).toBeGreaterThanOrEqual(precision ?? 1);
		}
		expect(shown[0]?.wilson.high).toBeGreaterThan(0.4);
	});

	it('mutes a rule that was wrong most of the time, with the figures', () => {
		expect(mutedRules([wrong, right, young], DEFAULT_FRAUD_POLICY)).toEqual([
			{
				ruleId: 'F25',
				precision: 0.075,
				decided: 40,
				wilson: { low: expect.closeTo(0.0258, 3), high: expect.closeTo(0.1986, 3) },
			},
		]);
	});

	it('mutes nothing that the policy keeps, and nothing at all without the feedback rule', () => {
		expect(muted({ F25: { keepsUnmuted: true } })).toEqual([]);
		expect(muted({ F38: { mode: 'off' } })).toEqual([]);
		expect(muted({ F38: { mode: 'monitor' } })).toEqual([]);
	});

	it('takes the limits from the policy', () => {
		expect(muted({ F38: { parameters: { minimumPrecisionPercent: 80 } } })).toEqual(['F11', 'F25']);
		expect(muted({ F38: { parameters: { minimumDecided: 41 } } })).toEqual([]);
	});
});
