import type { Click } from '../model/click';
import type { Order } from '../model/order';
import { judgeClick } from './assess-click';
import type { Assessment } from './assessment';
import type { AttributionFacts, AttributionPolicy } from './facts';
import type { ClickSignal } from './find-signals';

/** The most clicks of other visits that take part; the latest ones do. */
export const MAXIMUM_JOURNEY_CLICKS = 200;

/**
 * Clicks of the customer's other browsers and visits, which the order itself does not name, oldest
 * first. A click that the order names is assessed there and only there.
 */
export function assessJourneys(
	named: readonly ClickSignal[],
	order: Order,
	facts: AttributionFacts,
	policy: AttributionPolicy,
): Assessment[] {
	const others = new Map<string, Click>();
	for (const click of facts.journeyClicks) {
		if (named.every(({ clickId }) => clickId !== click.clickId)) others.set(click.clickId, click);
	}
	return [...others.values()]
		.sort((a, b) => (timeAndId(a) < timeAndId(b) ? -1 : 1))
		.slice(-MAXIMUM_JOURNEY_CLICKS)
		.map((click) => assessOne(click, order, facts, policy));
}

function timeAndId({ occurredAt, clickId }: Click): string {
	return `${occurredAt} ${clickId}`;
}

const PLACE = { source: 'journey', foundIn: 'another visit of the customer' } as const;

/**
 * No shop was given the id of this click, so nothing shows that the visitor saw the page: what reports
 * leave out is no touch here, except a repeated click, which is the same visitor again.
 */
function assessOne(
	click: Click,
	order: Order,
	facts: AttributionFacts,
	policy: AttributionPolicy,
): Assessment {
	if (click.isCounted || click.countReason === 'repeat') {
		return judgeClick(click, PLACE, order, facts, policy);
	}
	const text = `A click of ${PLACE.foundIn} is not counted in reports; it is not a touch.`;
	const step = { rule: 'click', text, inputs: { reason: click.countReason } };
	return { standing: 'not_a_touch', source: PLACE.source, touch: null, step };
}
