import type { Attribution, Credit, Interception } from '../model/credit';
import type { Order } from '../model/order';
import type { TraceStep } from '../model/trace';
import { assessOrder } from './assess-order';
import { compareTouches, type Assessment } from './assessment';
import { COUPON_POLICY_DEFINITIONS } from './coupon-policies';
import { decideCredit } from './decide-credit';
import type { AttributionFacts, AttributionPolicy } from './facts';
import { findSignals } from './find-signals';
import { journeyIdsOf } from './journey-ids-of';
import { keepBestPriority } from './keep-best-priority';
import { ATTRIBUTION_MODEL_DEFINITIONS, type ModelContext } from './models';
import { rulesInForce, type RulesInForce } from './rules-in-force';
import { setAsideInterceptions } from './set-aside-interceptions';

/**
 * Decides who gets credit for an order, and says why. Never throws: "nobody" is an outcome with a
 * name, and a click the ledger does not know is one of its own, because unknown is never clear.
 */
export function attributeOrder(
	order: Order,
	facts: AttributionFacts,
	policy: AttributionPolicy,
): Attribution {
	const signals = findSignals(order, policy.signals);
	const assessed = assessOrder(signals, order, facts, policy);
	const programmeId =
		assessed.programmeId ?? touchesOf(assessed.assessments).at(-1)?.programmeId ?? null;
	const programme = facts.programmes.find((candidate) => candidate.programmeId === programmeId);
	const rules = rulesInForce(policy, programme);
	const { affiliates } = facts;
	const found = setAsideInterceptions(assessed.assessments, order, affiliates, rules.settings);
	const assessments = keepBestPriority(found.assessments, affiliates);
	const { credits, fallbackModel, steps } = decideCredit(assessments, {
		model: ATTRIBUTION_MODEL_DEFINITIONS[rules.model],
		couponPolicy: COUPON_POLICY_DEFINITIONS[rules.couponPolicy],
		context: contextOf(order, facts, rules, programmeId),
	});
	const outcome = credits.length > 0 ? 'attributed' : outcomeWithout(assessments);
	return {
		outcome,
		programmeId,
		programmeCode: programme?.code ?? null,
		model: rules.model,
		fallbackModel,
		couponPolicy: rules.couponPolicy,
		lookbackDays: rules.lookbackDays,
		credits: [...credits],
		touches: touchesOf(assessments),
		interceptions: found.interceptions.map((each) => toCredited(each, credits)),
		journeyIds: journeyIdsOf(assessments, facts.clicks),
		decidedBy: null,
		trace: [
			...signals.remarks,
			...assessments.map(({ step }) => step),
			...steps,
			...OUTCOME_STEPS[outcome],
		],
	};
}

function contextOf(
	order: Order,
	{ affiliates, weights }: AttributionFacts,
	{ settings }: RulesInForce,
	programmeId: string | null,
): ModelContext {
	return {
		orderedAt: order.createdAt,
		settings,
		weights: weights.find((trained) => trained.programmeId === programmeId) ?? null,
		partnerTypeOf: (affiliateId) =>
			affiliates.find((affiliate) => affiliate.affiliateId === affiliateId)?.partnerType ?? null,
	};
}

/** Of those who were there before, the ones who are credited; nobody where a coupon decided. */
function toCredited(interception: Interception, credits: readonly Credit[]): Interception {
	const givenTo = interception.givenTo.filter((id) =>
		credits.some(({ affiliateId }) => affiliateId === id),
	);
	return { ...interception, givenTo };
}

const OUTCOME_STEPS: Readonly<Record<Attribution['outcome'], readonly TraceStep[]>> = {
	attributed: [],
	no_affiliate: [outcomeStep('Nothing in the order names an affiliate who can be credited.')],
	outside_window: [outcomeStep('No touch is recent enough, so nobody is credited.')],
	affiliate_inactive: [outcomeStep('The affiliate cannot be credited at present.')],
	unknown_click: [outcomeStep('The click behind the order is not known, so nobody is credited.')],
};

function outcomeStep(text: string): TraceStep {
	return { rule: 'outcome', text };
}

/** Names the most telling reason why nobody is credited. */
function outcomeWithout(assessments: readonly Assessment[]): Attribution['outcome'] {
	for (const standing of ['unknown_click', 'affiliate_inactive', 'outside_window'] as const) {
		if (assessments.some((assessment) => assessment.standing === standing)) return standing;
	}
	return 'no_affiliate';
}

/** Every touch looked at, oldest first. */
function touchesOf(assessments: readonly Assessment[]): Attribution['touches'] {
	return [...assessments]
		.sort(compareTouches)
		.flatMap(({ touch }) => (touch === null ? [] : [touch]));
}
