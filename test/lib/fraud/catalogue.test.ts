import { FACT_NAMES, FRAUD_RULES } from '../../../lib/fraud';
import { RULE_MODES, UNKNOWN_ACTIONS } from '../../../lib/model/fraud-policy';
import { FRAUD_ACTIONS } from '../../../lib/model/verdict';
import { observe, ORDER_STAGE } from './scenario';

const byId = FRAUD_RULES.map((rule) => [rule.id, rule] as const);

describe('the catalogue of fraud rules', () => {
	it('has every rule from F1 to F38 once, in their order', () => {
		const all = Array.from({ length: 38 }, (_, index) => `F${index + 1}`);
		expect(FRAUD_RULES.map(({ id }) => id)).toEqual(all);
	});

	it('looks at an order by these rules', () => {
		expect(ORDER_STAGE.map(({ id }) => id).join(' ')).toBe(
			'F1 F2 F3 F4 F5 F8 F9 F10 F11 F12 F13 F14 F15 F16 F17 F22 F23 F24 F25 F26 F27 F31 F37',
		);
	});

	it.each(byId)('describes %s completely', (_id, rule) => {
		expect(rule.version).toBeGreaterThanOrEqual(1);
		expect(rule.title).toMatch(/^[A-Z]/);
		expect(rule.description).toMatch(/^[A-Z].*[^.]$/);
		expect(rule.anchor).not.toBe('');
		expect(rule.falsePositiveNote).toMatch(/\.$/);
		expect(rule.affiliateText).toMatch(/\.$/);
		expect(rule.weight).toBeGreaterThanOrEqual(0);
		expect(rule.weight).toBeLessThanOrEqual(1);
		expect(FRAUD_ACTIONS).toContain(rule.action);
		expect(RULE_MODES).toContain(rule.defaultMode);
		expect(UNKNOWN_ACTIONS).toContain(rule.onUnknown);
		for (const fact of rule.requires) expect(FACT_NAMES).toContain(fact);
	});

	it.each(byId)('gives every parameter of %s a field of its type and a default', (_id, rule) => {
		const fields = rule.parameterFields.map(({ name }) => name).sort();
		expect(fields).toEqual(Object.keys(rule.defaultParameters).sort());
		for (const field of rule.parameterFields) {
			const value = rule.defaultParameters[field.name];
			expect(Array.isArray(value) ? 'list' : typeof value).toBe(field.type);
			expect(field.title).toMatch(/^[A-Z]/);
			expect(field.description).toMatch(/^[A-Z].*[^.]$/);
		}
	});

	it('tells the affiliate nothing about lists, scores or addresses', () => {
		for (const { affiliateText } of FRAUD_RULES) {
			expect(affiliateText).not.toMatch(/\blists?\b|score|weight|\bIP\b|e-?mail|address/i);
		}
	});

	it('lets only bans, duplicate numbers and contradicting claims decide alone', () => {
		const hard = ORDER_STAGE.filter(({ isHard }) => isHard).map(({ id }) => id);
		expect(hard).toEqual(['F4', 'F15', 'F37']);
		const declining = ORDER_STAGE.filter(({ action }) => action === 'decline');
		expect(declining.map(({ id }) => id)).toEqual(['F4']);
	});
});

describe('the rules that look at an order', () => {
	it.each(ORDER_STAGE.map(({ id }) => id))('let %s find a clean order clear', (id) => {
		expect(observe(id)).toMatchObject({
			status: 'clear',
			reason: expect.stringMatching(/^[A-Z]/),
		});
	});

	it.each(
		ORDER_STAGE.filter(({ parameterFields }) => parameterFields.length > 0).map(
			({ id, parameterFields }) => [id, parameterFields[0]?.name ?? ''] as const,
		),
	)('let %s refuse a %s of a wrong type', (id, name) => {
		expect(() => observe(id, {}, { [name]: { not: 'it' } })).toThrow(
			expect.objectContaining({
				code: 'invalid_input',
				path: expect.stringContaining(`${id}.parameters`),
			}),
		);
	});
});
