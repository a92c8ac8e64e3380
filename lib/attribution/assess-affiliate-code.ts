import type { Order } from '../model/order';
import type { Touch } from '../model/touch';
import { inactiveReason, UNRECORDED_TOUCH, type Assessment } from './assessment';
import type { AttributionFacts } from './facts';
import type { CodeSignal } from './find-signals';

/**
 * An affiliate's code in the landing page's query (a link that did not pass the tracker) or among
 * the order's attributes (a shop or app that keeps the code itself). The visit has no record of its own, so its time is taken from the order it led to, and it counts
 * only when no recorded click does.
 */
export function assessAffiliateCode(
	{ code, foundIn }: CodeSignal,
	order: Order,
	facts: AttributionFacts,
	programmeId: string | null,
): Assessment {
	const wanted = code.toLowerCase();
	const affiliate = facts.affiliates.find((candidate) => candidate.code.toLowerCase() === wanted);
	if (affiliate === undefined) {
		return judged('not_a_touch', null, `The code ${code} in the ${foundIn} is nobody's.`);
	}
	if (programmeId === null) {
		const text = `The ${foundIn} names ${affiliate.code}, but no programme; choose one in the node.`;
		return judged('not_a_touch', null, text);
	}
	const programme = facts.programmes.find((candidate) => candidate.programmeId === programmeId);
	const touch: Touch = {
		kind: 'click',
		affiliateId: affiliate.affiliateId,
		affiliateCode: affiliate.code,
		programmeId,
		occurredAt: order.createdAt,
		...UNRECORDED_TOUCH,
		foundIn: `affiliate code in the ${foundIn}`,
	};
	const inactive = inactiveReason({ affiliate, programme });
	if (inactive !== null) {
		const text = `The ${foundIn} names ${affiliate.code}; that earns no credit because ${inactive}.`;
		return judged('affiliate_inactive', touch, text);
	}
	const text = `The ${foundIn} names ${affiliate.code}, without a recorded click.`;
	return judged('eligible', touch, text);
}

function judged(standing: Assessment['standing'], touch: Touch | null, text: string): Assessment {
	return { standing, source: 'landing_code', touch, step: { rule: 'code', text } };
}
