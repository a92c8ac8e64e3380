import type { FraudPolicy, RuleMode, UnknownAction } from '../model/fraud-policy';
import type { Finding } from '../model/verdict';
import { FRAUD_RULES } from './catalogue';
import type { FraudRule, RuleStage, StageFacts } from './define-fraud-rule';
import { FACT_NAMES, type FactName } from './facts/fact-names';
import { requireKnownRules } from './require-known-rules';

/** A finding with what the policy does when it is unknown. */
export interface JudgedFinding {
	readonly finding: Finding;
	readonly onUnknown: UnknownAction;
}

export interface FindOptions {
	/** Findings stay, but have no effect: the subject is on an allow list or was cleared. */
	readonly isAllowed: boolean;
	/** Rules that people found wrong most of the time (F38). */
	readonly mutedRuleIds: ReadonlySet<string>;
}

/** Rules of a stage that a policy has not switched off, in the order of the catalogue. */
export function activeRules<Stage extends RuleStage>(
	stage: Stage,
	policy: FraudPolicy,
): FraudRule<Stage>[] {
	return FRAUD_RULES.flatMap((rule) =>
		rule.nightly === null ? [rule] : [rule, rule.nightly],
	).filter(
		(rule): rule is FraudRule<Stage> => rule.stage === stage && modeOf(rule, policy) !== 'off',
	);
}

/**
 * What every rule of a stage that is not off finds. Throws `unknown_fraud_rule` for an override of
 * no rule, and `invalid_input` for parameters that do not fit.
 */
export function findings<Stage extends RuleStage>(
	stage: Stage,
	facts: StageFacts[Stage],
	policy: FraudPolicy,
	{ isAllowed, mutedRuleIds }: FindOptions,
): JudgedFinding[] {
	requireKnownRules(policy);
	return activeRules(stage, policy).map((rule) => {
		const override = policy.rules[rule.id];
		const observation = rule.evaluate(facts, override?.parameters ?? {});
		const { status, evidence, reason } = observation;
		const isMuted = mutedRuleIds.has(rule.id) && override?.keepsUnmuted !== true;
		return {
			onUnknown: override?.onUnknown ?? rule.onUnknown,
			finding: {
				ruleId: rule.id,
				ruleVersion: rule.version,
				status,
				action: rule.action,
				weight: override?.weight ?? observation.weight ?? rule.weight,
				isHard: rule.isHard,
				isMonitored: isAllowed || isMuted || modeOf(rule, policy) === 'monitor',
				isMuted,
				evidence: { ...evidence },
				reason: isMuted ? `${reason} (muted: most of its hits were found wrong)` : reason,
				affiliateReason: AFFILIATE_TEXTS[status] ?? rule.affiliateText,
			},
		};
	});
}

const AFFILIATE_TEXTS: Readonly<Partial<Record<Finding['status'], string>>> = {
	clear: 'Checked, nothing to report.',
	unknown: 'Some data of this order could not be checked yet.',
};

/** Facts that the order rules of a policy need; a shell need not load the others. */
export function factsNeeded(policy: FraudPolicy): FactName[] {
	const active = activeRules('order', policy);
	return FACT_NAMES.filter((name) => active.some(({ requires }) => requires.includes(name)));
}

function modeOf(rule: FraudRule, policy: FraudPolicy): RuleMode {
	return policy.rules[rule.id]?.mode ?? rule.defaultMode;
}
