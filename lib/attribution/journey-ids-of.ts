import type { Click } from '../model/click';
import { compareTouches, type Assessment, type TouchSource } from './assessment';

/** The most browsers one order joins to its customer. */
const MAXIMUM_JOURNEYS = 50;

const OWN_SOURCES: readonly TouchSource[] = ['cart_attribute', 'landing_page'];

/**
 * The browsers that an order came from: those of the known clicks by people that the order itself
 * names, oldest first, whether they earn credit or not. Clicks of other visits are joined already.
 */
export function journeyIdsOf(
	assessments: readonly Assessment[],
	clicks: readonly Click[],
): string[] {
	const journeyIds = [...assessments]
		.filter(({ source }) => OWN_SOURCES.includes(source))
		.sort(compareTouches)
		.map(({ touch }) => clicks.find(({ clickId }) => clickId === touch?.clickId)?.journeyId)
		.filter((journeyId) => journeyId !== null && journeyId !== undefined);
	return [...new Set(journeyIds)].slice(0, MAXIMUM_JOURNEYS);
}
