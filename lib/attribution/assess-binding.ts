import type { Order } from '../model/order';
import type { Touch } from '../model/touch';
import { findParties, inactiveReason, UNRECORDED_TOUCH, type Assessment } from './assessment';
import { describeDate } from './describe-time';
import type { AttributionFacts, BindingFact } from './facts';

/**
 * The affiliates whom the customer is bound to at the time of the order, one per programme, the
 * oldest binding first (C13). While a binding is in force, a sale without any click credits its
 * affiliate, and clicks and coupons of others do not take over. A binding to somebody who cannot be
 * credited stands aside, as every touch without standing does.
 */
export function assessBindings(order: Order, facts: AttributionFacts): Assessment[] {
	return [...facts.bindings]
		.filter((binding) => isInForce(binding, order.createdAt))
		.sort((a, b) => (a.boundAt === b.boundAt ? byProgramme(a, b) : a.boundAt < b.boundAt ? -1 : 1))
		.map((binding) => assessBinding(binding, facts));
}

/** The order that bound the customer is not judged by that, so that it stays as it was credited. */
function isInForce({ boundAt, expiresAt }: BindingFact, at: string): boolean {
	return boundAt < at && (expiresAt === null || at < expiresAt);
}

function byProgramme(a: BindingFact, b: BindingFact): number {
	return a.programmeId < b.programmeId ? -1 : 1;
}

function assessBinding(binding: BindingFact, facts: AttributionFacts): Assessment {
	const { affiliateId, programmeId, boundAt, expiresAt } = binding;
	const parties = findParties(facts, affiliateId, programmeId);
	const touch: Touch = {
		kind: 'customer',
		affiliateId,
		affiliateCode: parties.affiliate?.code ?? '',
		programmeId,
		occurredAt: boundAt,
		...UNRECORDED_TOUCH,
		foundIn: 'lifetime binding of the customer',
	};
	const until = expiresAt === null ? 'without end' : `until ${describeDate(expiresAt)}`;
	const sentence = `The customer is bound to ${touch.affiliateCode} since ${describeDate(boundAt)}, ${until}`;
	const inactive = inactiveReason(parties);
	if (inactive !== null) {
		const text = `${sentence}; it earns no credit because ${inactive}.`;
		return judged('affiliate_inactive', touch, text);
	}
	return judged('eligible', touch, `${sentence}.`);
}

function judged(standing: Assessment['standing'], touch: Touch, text: string): Assessment {
	return { standing, source: 'binding', touch, step: { rule: 'binding', text } };
}
