import { AffiliateError } from '../kernel';
import type { FraudPolicy } from '../model/fraud-policy';
import { FRAUD_RULES } from './catalogue';

/** Throws `unknown_fraud_rule` for an override of no rule of the catalogue. */
export function requireKnownRules({ rules }: FraudPolicy): void {
	const ids = FRAUD_RULES.map(({ id }) => id);
	const stranger = Object.keys(rules).find((id) => !ids.includes(id));
	if (stranger === undefined) return;
	throw new AffiliateError(`The fraud policy names a rule '${stranger}' that does not exist`, {
		code: 'unknown_fraud_rule',
		path: `policy.rules.${stranger}`,
		hint: `Use one of: ${ids.join(', ')}.`,
	});
}
