import type { Attribution } from '../model/credit';
import type { Order } from '../model/order';
import type { TraceStep } from '../model/trace';
import { assessAffiliateCode } from './assess-affiliate-code';
import { assessBindings } from './assess-binding';
import { assessClick } from './assess-click';
import { assessCoupon } from './assess-coupon';
import { assessCustomer } from './assess-customer';
import { assessSubscription } from './assess-subscription';
import { compareTouches, lookbackDaysOf, type Assessment } from './assessment';
import { chooseProgrammeId, keepToProgramme } from './choose-programme';
import { COUPON_POLICY_DEFINITIONS } from './coupon-policies';
import { decideCredit } from './decide-credit';
import { DEFAULT_LOOKBACK_DAYS, type AttributionFacts, type AttributionPolicy } from './facts';
import { findSignals } from './find-signals';
import { ATTRIBUTION_MODEL_DEFINITIONS } from './models';

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
	const strong = [
		...signals.clicks.map((signal) => assessClick(signal, order, facts, policy)),
		...signals.couponCodes.map((code) => assessCoupon(code, order, facts)),
	];
	const subscription = listed(assessSubscription(order, facts));
	const programmeId = chooseProgrammeId({ subscription, strong }, facts, policy);
	const bindings = assessBindings(order, facts);
	const weak = [
		...signals.affiliateCodes.map((code) => assessAffiliateCode(code, order, facts, programmeId)),
		...listed(assessCustomer(order, facts, policy)),
	];
	const settledId = programmeId ?? eligibleProgrammeId([...bindings, ...weak]);
	const assessments = [...subscription, ...bindings, ...strong, ...weak].map((each) =>
		keepToProgramme(each, settledId),
	);

	const reportedId = settledId ?? latestTouch(assessments)?.programmeId ?? null;
	const programme = facts.programmes.find((candidate) => candidate.programmeId === reportedId);
	const model = policy.model ?? programme?.attributionModel ?? 'last_click';
	const couponPolicy = policy.couponPolicy ?? programme?.couponPolicy ?? 'always';
	const { credits, steps } = decideCredit(assessments, {
		model: ATTRIBUTION_MODEL_DEFINITIONS[model],
		couponPolicy: COUPON_POLICY_DEFINITIONS[couponPolicy],
	});
	const outcome = credits.length > 0 ? 'attributed' : outcomeWithout(assessments);
	return {
		outcome,
		programmeId: reportedId,
		programmeCode: programme?.code ?? null,
		model,
		couponPolicy,
		lookbackDays: lookbackDaysOf(policy, programme, DEFAULT_LOOKBACK_DAYS),
		credits: [...credits],
		touches: [...assessments]
			.sort(compareTouches)
			.flatMap(({ touch }) => (touch === null ? [] : [touch])),
		trace: [
			...signals.remarks,
			...assessments.map(({ step }) => step),
			...steps,
			...OUTCOME_STEPS[outcome],
		],
	};
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

function listed(assessment: Assessment | null): Assessment[] {
	return assessment === null ? [] : [assessment];
}

function eligibleProgrammeId(assessments: readonly Assessment[]): string | null {
	const eligible = assessments.find(({ standing }) => standing === 'eligible');
	return eligible?.touch?.programmeId ?? null;
}

function latestTouch(assessments: readonly Assessment[]): Assessment['touch'] {
	return (
		[...assessments]
			.sort(compareTouches)
			.filter(({ touch }) => touch !== null)
			.at(-1)?.touch ?? null
	);
}
