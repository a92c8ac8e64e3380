import type { Click } from '../../model/click';
import type { JourneyStore } from '../../ports/journey-store';
import { clickOfRow } from '../clicks/click-rows';
import type { StoreContext } from '../engine';

/**
 * What attribution may take for a person: a page loaded ahead is shown when the visitor opens the link.
 * The others ask for no page or give no name.
 */
const PEOPLE = ['human', 'prefetch'] as const;

/** Oldest first; of more than `limit` the latest. `from` is inclusive, `to` is not. */
export async function clicksOfJourneys(
	{ engine }: StoreContext,
	{ journeyIds, from, to, limit }: Parameters<JourneyStore['clicksOfJourneys']>[0],
): Promise<Click[]> {
	if (journeyIds.length === 0) return [];
	const rows = await engine.query((db) =>
		db
			.selectFrom('clicks')
			.selectAll()
			.where('journey_id', 'in', [...new Set(journeyIds)])
			.where('category', 'in', PEOPLE)
			.where('occurred_at', '>=', from)
			.where('occurred_at', '<', to)
			.orderBy('occurred_at', 'desc')
			.orderBy('click_id', 'desc')
			.limit(limit)
			.execute(),
	);
	return rows.reverse().map(clickOfRow);
}
