import { AffiliateError } from '../kernel';
import type { Affiliate } from '../model/affiliate';
import { PLAIN_ATTRIBUTION, type Attribution, type Credit } from '../model/credit';
import type { Order } from '../model/order';
import type { Programme } from '../model/programme';
import { UNRECORDED_TOUCH } from './assessment';
import { creditSteps } from './credit-for';

/** Whom a person credits with an order. */
export interface ManualDecision {
	readonly order: Order;
	readonly programme: Programme;
	/** At least one; every affiliate once. A share is weight / sum of weights. */
	readonly credits: ReadonlyArray<{ readonly affiliate: Affiliate; readonly weight: number }>;
	readonly decidedBy: string;
	readonly reason: string;
}

/**
 * An attribution made by a person instead of the rules. It is as sure as anything, since there is
 * nobody left to ask, and names the person and the reason. Throws `invalid_input`.
 */
export function manualAttribution(decision: ManualDecision): Attribution {
	check(decision);
	const { order, programme, decidedBy, reason } = decision;
	// The greatest part first: all touches are of one moment, and the first one stands for the order.
	const byPart = [...decision.credits].sort((a, b) => b.weight - a.weight);
	const credits = byPart.map(({ affiliate, weight }): Credit => ({
		affiliateId: affiliate.affiliateId,
		affiliateCode: affiliate.code,
		weight,
		confidence: 1,
		confidenceReason: 'A person decided it',
		touch: {
			kind: 'customer',
			affiliateId: affiliate.affiliateId,
			affiliateCode: affiliate.code,
			programmeId: programme.programmeId,
			occurredAt: order.createdAt,
			...UNRECORDED_TOUCH,
			foundIn: 'decision of a person',
		},
	}));
	const text = `${decidedBy} decided who gets the credit: ${reason.trim()}`;
	return {
		outcome: 'attributed',
		programmeId: programme.programmeId,
		programmeCode: programme.code,
		model: programme.attributionModel,
		couponPolicy: programme.couponPolicy,
		lookbackDays: programme.lookbackDays,
		credits,
		touches: credits.map(({ touch }) => touch),
		...PLAIN_ATTRIBUTION,
		decidedBy,
		trace: [{ rule: 'manual', text }, ...creditSteps(credits)],
	};
}

function check({ credits, decidedBy, reason }: ManualDecision): void {
	if (credits.length === 0) {
		throw invalid('Nobody is named to get the credit', 'credits', 'Name at least one affiliate.');
	}
	const affiliateIds = credits.map(({ affiliate }) => affiliate.affiliateId);
	if (new Set(affiliateIds).size < affiliateIds.length) {
		throw invalid('An affiliate is named twice', 'credits', 'Name every affiliate once.');
	}
	for (const [index, { weight }] of credits.entries()) {
		if (Number.isSafeInteger(weight) && weight >= 1) continue;
		const hint = 'Use a whole number of 1 or more, such as 60 and 40 for parts of a hundred.';
		throw invalid('A part is not a whole number above zero', `credits[${index}].weight`, hint);
	}
	for (const [path, value] of Object.entries({ decidedBy, reason })) {
		if (value.trim() !== '') continue;
		throw invalid(`'${path}' is empty`, path, 'Say who decided and why; both are recorded.');
	}
}

function invalid(message: string, path: string, hint: string): AffiliateError {
	return new AffiliateError(message, { code: 'invalid_input', path, hint });
}
