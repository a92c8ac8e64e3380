import { addDays, toMilliseconds, type Instant } from '../kernel';
import type { Click } from '../model/click';
import type { Order } from '../model/order';
import type { Touch } from '../model/touch';
import { findParties, inactiveReason, lookbackDaysOf, type Assessment } from './assessment';
import { describeDate, describeInterval } from './describe-time';
import type { AttributionFacts, AttributionPolicy } from './facts';
import type { ClickSignal } from './find-signals';

/** Why a click that reports do not count is no touch either. Repeat and prefetch: see below. */
const NOT_HUMAN: Readonly<Partial<Record<Click['countReason'], string>>> = {
	bot: 'was made by a program, not a person',
	head: 'was a check of the link, not a visit',
	no_user_agent: 'came from a program that gave no name',
};

/** Where a click was found. */
export interface ClickPlace {
	readonly source: ClickSignal['source'] | 'journey';
	readonly foundIn: string;
}

/** Holds a click id of the order against the click record. */
export function assessClick(
	signal: ClickSignal,
	order: Order,
	facts: AttributionFacts,
	policy: AttributionPolicy,
): Assessment {
	const click = facts.clicks.find(({ clickId }) => clickId === signal.clickId);
	if (click !== undefined) return judgeClick(click, signal, order, facts, policy);
	return judged('unknown_click', signal, null, {
		text: `The ${signal.foundIn} names a click that is not in the ledger, so it earns no credit.`,
	});
}

/**
 * What a click record is worth for an order (window by the time of the click, never of its import). A
 * repeated click counts once in reports, but it is the same visitor on the same link, and its id is
 * the one the shop was given: it stays a touch. So does a page loaded ahead: the browser shows that
 * answer when the visitor opens the link, so the shop gets its id only then.
 */
export function judgeClick(
	click: Click,
	place: ClickPlace,
	order: Order,
	facts: AttributionFacts,
	policy: AttributionPolicy,
): Assessment {
	const parties = findParties(facts, click.affiliateId, click.programmeId);
	const touch: Touch = {
		kind: 'click',
		affiliateId: click.affiliateId,
		affiliateCode: parties.affiliate?.code ?? '',
		programmeId: click.programmeId,
		occurredAt: click.occurredAt,
		clickId: click.clickId,
		couponCode: null,
		medium: click.medium,
		subIds: click.subIds,
		foundIn: place.foundIn,
	};
	const where = place.source === 'journey' ? place.foundIn : `the ${place.foundIn}`;
	const named = `Click on ${describeDate(click.occurredAt)}`;
	const notHuman = NOT_HUMAN[click.countReason];
	if (notHuman !== undefined) {
		return judged('not_a_touch', place, null, {
			text: `${named}, found in ${where}, ${notHuman}; it is not a touch.`,
			inputs: { category: click.category },
		});
	}
	if (isAfter(click.occurredAt, order.createdAt)) {
		return judged('not_a_touch', place, null, {
			text: `${named}, found in ${where}, came after the order; it is not a touch.`,
		});
	}
	const days = lookbackDaysOf(policy, parties);
	const before = `${describeInterval(click.occurredAt, order.createdAt)} before the order`;
	const inputs = { affiliate: touch.affiliateCode, clickedAt: click.occurredAt };
	const sentence = `${named}, ${before}, found in ${where}`;
	if (click.occurredAt < addDays(order.createdAt, -days)) {
		const text = `${sentence}; outside the ${days}-day window.`;
		return judged('outside_window', place, touch, { text, inputs });
	}
	const inactive = inactiveReason(parties);
	if (inactive !== null) {
		const text = `${sentence}; it earns no credit because ${inactive}.`;
		return judged('affiliate_inactive', place, touch, { text, inputs });
	}
	const text = `${sentence}; within the ${days}-day window.`;
	return judged('eligible', place, touch, { text, inputs });
}

/** Stores write whole seconds, so a click in the second of the order is not after it. */
function isAfter(clickedAt: Instant, orderedAt: Instant): boolean {
	const second = (instant: Instant) => Math.floor(toMilliseconds(instant) / 1_000);
	return second(clickedAt) > second(orderedAt);
}

function judged(
	standing: Assessment['standing'],
	{ source }: ClickPlace,
	touch: Touch | null,
	step: { text: string; inputs?: Record<string, string> },
): Assessment {
	return { standing, source, touch, step: { rule: 'click', ...step } };
}
