import { AffiliateError } from '../kernel';
import type { FraudPolicy } from '../model/fraud-policy';
import { FRAUD_RULES } from './catalogue';

/**
 * Throws `invalid_input` for a parameter that a rule does not have or that does not fit it, also of a rule
 * that is off: a policy that was kept would otherwise fail at every order, and in every nightly scan.
 */
export function requireRuleParameters({ rules }: FraudPolicy): void {
	for (const rule of FRAUD_RULES) {
		const given = rules[rule.id]?.parameters ?? {};
		const known = Object.keys(rule.defaultParameters);
		const stranger = Object.keys(given).find((name) => !known.includes(name));
		if (stranger !== undefined) throw unknownParameter(rule.id, stranger, known);
		rule.requireParameters(given);
	}
}

function unknownParameter(ruleId: string, name: string, known: readonly string[]): AffiliateError {
	return new AffiliateError(`The fraud rule ${ruleId} has no parameter '${name}'`, {
		code: 'invalid_input',
		path: `policy.rules.${ruleId}.parameters.${name}`,
		hint: known.length === 0 ? 'This rule has none.' : `Use only: ${known.join(', ')}.`,
	});
}
