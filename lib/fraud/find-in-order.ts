import { AffiliateError } from '../kernel';
import type { Finding } from '../model/verdict';
import { FRAUD_RULES } from './catalogue';
import type { FraudRule } from './define-fraud-rule';
import { FACT_NAMES, type FactName, type FraudFacts } from './facts';
import type { FraudPolicy, RuleMode, UnknownAction } from './schema';

/** A finding with what the policy does when it is unknown. */
export interface JudgedFinding {
	readonly finding: Finding;
	readonly onUnknown: UnknownAction;
}

/**
 * What every rule of a policy that is not off finds in an order. An allowed order keeps its
 * findings, all of them monitored. Throws `unknown_fraud_rule` for an override of no rule.
 */
export function findInOrder(
	facts: FraudFacts,
	policy: FraudPolicy,
	isAllowed: boolean,
): JudgedFinding[] {
	requireKnownRules(policy);
	return FRAUD_RULES.filter((rule) => modeOf(rule, policy) !== 'off').map((rule) => {
		const override = policy.rules[rule.id];
		const { status, evidence, reason } = rule.evaluate(facts, override?.parameters ?? {});
		return {
			onUnknown: override?.onUnknown ?? rule.onUnknown,
			finding: {
				ruleId: rule.id,
				ruleVersion: rule.version,
				status,
				action: rule.action,
				weight: override?.weight ?? rule.weight,
				isHard: rule.isHard,
				isMonitored: isAllowed || modeOf(rule, policy) === 'monitor',
				evidence: { ...evidence },
				reason,
				affiliateReason: AFFILIATE_TEXTS[status] ?? rule.affiliateText,
			},
		};
	});
}

const AFFILIATE_TEXTS: Readonly<Partial<Record<Finding['status'], string>>> = {
	clear: 'Checked, nothing to report.',
	unknown: 'Some data of this order could not be checked yet.',
};

/** Facts that the rules of a policy need; a shell need not load the others. */
export function factsNeeded(policy: FraudPolicy): FactName[] {
	const active = FRAUD_RULES.filter((rule) => modeOf(rule, policy) !== 'off');
	return FACT_NAMES.filter((name) => active.some(({ requires }) => requires.includes(name)));
}

function modeOf(rule: FraudRule, policy: FraudPolicy): RuleMode {
	return policy.rules[rule.id]?.mode ?? rule.defaultMode;
}

function requireKnownRules(policy: FraudPolicy): void {
	const ids = FRAUD_RULES.map(({ id }) => id);
	const stranger = Object.keys(policy.rules).find((id) => !ids.includes(id));
	if (stranger === undefined) return;
	throw new AffiliateError(`The fraud policy names a rule '${stranger}' that does not exist`, {
		code: 'unknown_fraud_rule',
		path: `policy.rules.${stranger}`,
		hint: `Use one of: ${ids.join(', ')}.`,
	});
}
