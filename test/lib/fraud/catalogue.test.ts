import { FACT_NAMES, FRAUD_RULES, RULE_MODES, UNKNOWN_ACTIONS } from '../../../lib/fraud';
import { FRAUD_ACTIONS } from '../../../lib/model/verdict';
import { observe } from './scenario';

describe('the catalogue of fraud rules', () => {
	it('has every rule once', () => {
		const ids = FRAUD_RULES.map(({ id }) => id);
		expect(new Set(ids).size).toBe(ids.length);
		expect(ids.length).toBeGreaterThan(0);
	});

	it.each(FRAUD_RULES.map((rule) => [rule.id, rule] as const))(
		'describes %s completely',
		(id, rule) => {
			expect(id).toMatch(/^F\d+$/);
			expect(rule.version).toBeGreaterThanOrEqual(1);
			expect(rule.title).toMatch(/^[A-Z]/);
			expect(rule.description).toMatch(/^[A-Z].*[^.]$/);
			expect(rule.anchor).not.toBe('');
			expect(rule.falsePositiveNote).toMatch(/\.$/);
			expect(rule.affiliateText).toMatch(/\.$/);
			expect(rule.weight).toBeGreaterThan(0);
			expect(rule.weight).toBeLessThanOrEqual(1);
			expect(FRAUD_ACTIONS).toContain(rule.action);
			expect(RULE_MODES).toContain(rule.defaultMode);
			expect(UNKNOWN_ACTIONS).toContain(rule.onUnknown);
			for (const fact of rule.requires) expect(FACT_NAMES).toContain(fact);
		},
	);

	it.each(FRAUD_RULES.map((rule) => [rule.id, rule] as const))(
		'gives every parameter of %s a field and a default',
		(_id, rule) => {
			const fields = rule.parameterFields.map(({ name }) => name).sort();
			expect(fields).toEqual(Object.keys(rule.defaultParameters).sort());
		},
	);

	it.each(FRAUD_RULES.map(({ id }) => id))(
		'lets %s look at a clean order and find it clear',
		(id) => {
			expect(observe(id)).toMatchObject({
				status: 'clear',
				reason: expect.stringMatching(/^[A-Z]/),
			});
		},
	);

	it('tells the affiliate nothing about lists, scores or addresses', () => {
		for (const { affiliateText } of FRAUD_RULES) {
			expect(affiliateText).not.toMatch(/list|score|weight|IP|e-?mail|address/i);
		}
	});
});
