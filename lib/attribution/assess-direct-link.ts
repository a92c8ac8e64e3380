import { addDays } from '../kernel';
import type { Order } from '../model/order';
import type { Touch } from '../model/touch';
import {
	findParties,
	inactiveReason,
	lookbackDaysOf,
	UNRECORDED_TOUCH,
	type Assessment,
} from './assessment';
import type { AttributionFacts, AttributionPolicy } from './facts';
import type { ReferrerSignal } from './find-referrers';

/**
 * A visit that came from a site which an affiliate registered, by a link without any tracking. Null
 * for a site of nobody, which is most of them. It counts only when neither a recorded click nor an
 * affiliate's code does, since nobody was asked before the visitor came.
 */
export function assessDirectLink(
	{ host, occurredAt, foundIn }: ReferrerSignal,
	order: Order,
	facts: AttributionFacts,
	policy: AttributionPolicy,
	programmeId: string | null,
): Assessment | null {
	const owner = facts.siteOwners.find((site) => site.host === host);
	if (owner === undefined) return null;
	const parties = findParties(facts, owner.affiliateId, programmeId ?? '');
	const code = parties.affiliate?.code ?? '';
	const sentence = `The ${foundIn} is a registered site of ${code}`;
	if (programmeId === null) {
		const text = `${sentence}, but names no programme; choose one in the node.`;
		return judged('not_a_touch', null, text);
	}
	if (occurredAt > order.createdAt) {
		return judged('not_a_touch', null, `${sentence}; that visit came after the order.`);
	}
	const touch: Touch = {
		kind: 'direct_link',
		affiliateId: owner.affiliateId,
		affiliateCode: code,
		programmeId,
		occurredAt,
		...UNRECORDED_TOUCH,
		foundIn,
	};
	const days = lookbackDaysOf(policy, parties);
	if (occurredAt < addDays(order.createdAt, -days)) {
		return judged('outside_window', touch, `${sentence}; outside the ${days}-day window.`);
	}
	const inactive = inactiveReason(parties);
	if (inactive !== null) {
		const text = `${sentence}; that earns no credit because ${inactive}.`;
		return judged('affiliate_inactive', touch, text);
	}
	return judged('eligible', touch, `${sentence}, without a recorded click.`);
}

function judged(standing: Assessment['standing'], touch: Touch | null, text: string): Assessment {
	return { standing, source: 'direct_link', touch, step: { rule: 'direct_link', text } };
}
