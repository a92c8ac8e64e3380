import type { Credit } from '../model/credit';
import type { Touch } from '../model/touch';
import type { TraceStep } from '../model/trace';
import { compareTouches, isEligible, type AssessedTouch, type Assessment } from './assessment';
import { isInvolved } from './competing-touches';
import { creditFor, evidenceOf } from './credit-for';

/**
 * The credit that a running subscription or a binding of the customer settles before anything is
 * weighed (C12, C13); null where neither does. A click that is not known casts no doubt here, because
 * clicks do not decide.
 */
export function settleCredit(
	assessments: readonly Assessment[],
): { readonly credit: Credit; readonly step: TraceStep } | null {
	const eligible = assessments.filter(isEligible);
	const running = eligible.find(({ source }) => source === 'subscription');
	if (running !== undefined) {
		const text =
			'A running subscription stays with the affiliate of its first payment; clicks and coupons of this order do not take it over.';
		const credit = creditFor(running.touch, 1, 'subscription', false);
		return { credit, step: { rule: 'subscription', text } };
	}
	const binding = eligible.find(({ source }) => source === 'binding');
	if (binding === undefined) return null;
	const text =
		'While the customer is bound, clicks and coupons of other affiliates do not take over.';
	const credit = creditForBinding(binding.touch, assessments.filter(isInvolved));
	return { credit, step: { rule: 'binding', text } };
}

/** A click of the bound affiliate's own is the nearer touch, and is what the fraud check looks at. */
function creditForBinding(binding: Touch, involved: readonly AssessedTouch[]): Credit {
	const own = involved
		.filter(({ touch }) => touch.clickId !== null && touch.affiliateId === binding.affiliateId)
		.sort(compareTouches)
		.at(-1);
	if (own === undefined) return creditFor(binding, 1, 'binding', false);
	return creditFor(own.touch, 1, evidenceOf(own.touch, involved), false);
}
