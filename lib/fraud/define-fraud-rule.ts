import type { z } from 'zod/v4';
import type { FraudFacts } from '../model/fraud-facts';
import type { RuleMode, UnknownAction } from '../model/fraud-policy';
import { parseModel } from '../model/parse';
import type { FraudAction } from '../model/verdict';
import type { AffiliateFacts } from './facts/affiliate-facts';
import type { CouponFacts } from './facts/coupon-facts';
import type { FactName } from './facts/fact-names';
import type { PayoutFacts } from './facts/payout-facts';
import type { PostbackFacts } from './facts/postback-facts';
import type { SignupFacts } from './facts/signup-facts';
import type { RuleRecord } from '../model/fraud-case';

/** What a rule saw. Evidence holds facts, never personal data: it is stored and shown. */
export interface Observation {
	readonly status: 'hit' | 'clear' | 'unknown';
	readonly evidence: Readonly<Record<string, string>>;
	/** One sentence for the merchant. */
	readonly reason: string;
	/** Part in the score of this very hit, where it depends on what was found; else the rule's. */
	readonly weight?: number;
}

/** When a rule looks, and what at. */
export interface StageFacts {
	/** Live, at one attributed order. */
	readonly order: FraudFacts;
	/** In the nightly scan, at one affiliate in one programme. */
	readonly affiliate: AffiliateFacts;
	/** In the nightly scan, at one coupon. */
	readonly coupon: CouponFacts;
	/** When somebody asks to join. */
	readonly signup: SignupFacts;
	/** When a payout is put together. */
	readonly payout: PayoutFacts;
	/** When a partner's server calls. */
	readonly postback: PostbackFacts;
	/** Over what people decided: a rule about rules. */
	readonly feedback: RuleRecord;
}

export type RuleStage = keyof StageFacts;

/** One parameter of a rule, as a form field; `list` is text with commas between the entries. */
export interface RuleParameterField {
	readonly name: string;
	readonly title: string;
	readonly description: string;
	readonly type: 'number' | 'boolean' | 'list';
	readonly placeholder?: string;
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
	/** Facts an order rule needs beyond order and attribution. */
	readonly requires: readonly FactName[];
}

/**
 * What a rule about single orders makes of all days of an affiliate, in the nightly scan: with the
 * same id and parameters, so that a policy has one place for both.
 */
export interface NightlyPart<Parameters> {
	readonly description: string;
	readonly affiliateText: string;
	readonly action: FraudAction;
	readonly weight: number;
	evaluate(facts: AffiliateFacts, parameters: Parameters): Observation;
}

export interface FraudRuleDefinition<Stage extends RuleStage, Parameters>
	extends RuleText, RuleEffect {
	readonly stage: Stage;
	readonly parameterSchema: z.ZodType<Parameters>;
	readonly defaultParameters: Parameters;
	readonly parameterFields: readonly RuleParameterField[];
	readonly nightly?: NightlyPart<Parameters>;
	evaluate(facts: StageFacts[Stage], parameters: Parameters): Observation;
}

/** A rule of the catalogue; its parameters are checked before they reach it. */
export interface FraudRule<Stage extends RuleStage = RuleStage> extends RuleText, RuleEffect {
	readonly stage: Stage;
	readonly defaultParameters: Readonly<Record<string, unknown>>;
	readonly parameterFields: readonly RuleParameterField[];
	/** The same rule in the nightly scan; null where it only looks at its own stage. */
	readonly nightly: FraudRule<'affiliate'> | null;
	/** Throws `invalid_input` when the given parameters do not fit the rule. */
	requireParameters(parameters: Readonly<Record<string, unknown>>): void;
	/** Throws as `requireParameters` does. */
	evaluate(facts: StageFacts[Stage], parameters: Readonly<Record<string, unknown>>): Observation;
}

/** Makes a catalogue entry of a rule. Given parameters go over the rule's defaults. */
export function defineFraudRule<
	Stage extends RuleStage,
	Parameters extends Readonly<Record<string, unknown>>,
>(definition: FraudRuleDefinition<Stage, Parameters>): FraudRule<Stage> {
	const { parameterSchema, defaultParameters, evaluate, nightly, ...rest } = definition;
	const checked = (parameters: Readonly<Record<string, unknown>>): Parameters => {
		const given = { ...defaultParameters, ...parameters };
		return parseModel(parameterSchema, given, `${definition.id}.parameters`);
	};
	const rule = {
		...rest,
		defaultParameters: { ...defaultParameters },
		nightly: null,
		requireParameters: (parameters: Readonly<Record<string, unknown>>) => void checked(parameters),
	};
	return {
		...rule,
		nightly:
			nightly === undefined
				? null
				: {
						...rule,
						...nightly,
						stage: 'affiliate',
						isHard: false,
						onUnknown: 'allow',
						requires: [],
						evaluate: (facts, parameters) => nightly.evaluate(facts, checked(parameters)),
					},
		evaluate: (facts, parameters) => evaluate(facts, checked(parameters)),
	};
}
