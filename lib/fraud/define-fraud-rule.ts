import type { z } from 'zod/v4';
import { parseModel } from '../model/parse';
import type { FraudAction } from '../model/verdict';
import type { FactName, FraudFacts } from './facts';
import type { RuleMode, UnknownAction } from './schema';

/** What a rule saw. Evidence holds facts, never personal data: it is stored and shown. */
export interface Observation {
	readonly status: 'hit' | 'clear' | 'unknown';
	readonly evidence: Readonly<Record<string, string>>;
	/** One sentence for the merchant. */
	readonly reason: string;
}

/** One list parameter of a rule, as a form field. */
export interface RuleParameterField {
	readonly name: string;
	readonly title: string;
	readonly description: string;
	readonly placeholder: string;
}

interface RuleText {
	/** Stable id, as it stands in policies and traces: "F11". */
	readonly id: string;
	/** Rises with every change of what the rule decides. */
	readonly version: number;
	readonly title: string;
	readonly description: string;
	/** Products or documents of the field that do the same. */
	readonly anchor: string;
	/** Whom the rule may hit wrongly, and what to do about it. */
	readonly falsePositiveNote: string;
	/** Safe to show to the affiliate when the rule hits. */
	readonly affiliateText: string;
}

interface RuleEffect {
	readonly action: FraudAction;
	/** Part in the score when it hits; without effect on hard rules. */
	readonly weight: number;
	/** Decides alone, by its action, whatever the score is. */
	readonly isHard: boolean;
	readonly defaultMode: RuleMode;
	readonly onUnknown: UnknownAction;
	/** Facts the rule needs beyond order and attribution. */
	readonly requires: readonly FactName[];
}

export interface FraudRuleDefinition<Parameters> extends RuleText, RuleEffect {
	readonly parameterSchema: z.ZodType<Parameters>;
	readonly defaultParameters: Parameters;
	readonly parameterFields: readonly RuleParameterField[];
	evaluate(facts: FraudFacts, parameters: Parameters): Observation;
}

/** A rule of the catalogue; its parameters are checked before they reach it. */
export interface FraudRule extends RuleText, RuleEffect {
	readonly defaultParameters: Readonly<Record<string, unknown>>;
	readonly parameterFields: readonly RuleParameterField[];
	/** Throws `invalid_input` when the given parameters do not fit the rule. */
	evaluate(facts: FraudFacts, parameters: Readonly<Record<string, unknown>>): Observation;
}

/** Makes a catalogue entry of a rule. Given parameters go over the rule's defaults. */
export function defineFraudRule<Parameters extends Readonly<Record<string, unknown>>>(
	definition: FraudRuleDefinition<Parameters>,
): FraudRule {
	const { parameterSchema, defaultParameters, evaluate, ...rest } = definition;
	return {
		...rest,
		defaultParameters: { ...defaultParameters },
		evaluate(facts, parameters) {
			const given = { ...defaultParameters, ...parameters };
			return evaluate(facts, parseModel(parameterSchema, given, `${definition.id}.parameters`));
		},
	};
}
