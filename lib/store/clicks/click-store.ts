import type { ClickStore } from '../../ports/store';
import type { StoreContext } from '../engine';
import { appendClicks } from './append-clicks';
import { clickOfRow } from './click-rows';
import { deleteClicks } from './delete-clicks';
import { longestLookback } from './longest-lookback';

/** Raw clicks, kept whatever they are. */
export function clickStore(context: StoreContext): ClickStore {
	const { engine } = context;
	return {
		append: (clicks, repeatWindowSeconds, burst) =>
			appendClicks(context, clicks, { repeatWindowSeconds, burst }),
		async get(clickId) {
			const row = await engine.query((db) =>
				db.selectFrom('clicks').selectAll().where('click_id', '=', clickId).executeTakeFirst(),
			);
			return row === undefined ? null : clickOfRow(row);
		},
		/** `from` is inclusive, `to` is not. */
		async list({ affiliateId, programmeId, from, to, limit }) {
			const rows = await engine.query((db) => {
				let query = db.selectFrom('clicks').selectAll();
				if (affiliateId !== undefined) query = query.where('affiliate_id', '=', affiliateId);
				if (programmeId !== undefined) query = query.where('programme_id', '=', programmeId);
				if (from !== undefined) query = query.where('occurred_at', '>=', from);
				if (to !== undefined) query = query.where('occurred_at', '<', to);
				return query
					.orderBy('occurred_at', 'desc')
					.orderBy('click_id', 'desc')
					.limit(limit)
					.execute();
			});
			return rows.map(clickOfRow);
		},
		longestLookback: () => longestLookback(context),
		deleteBefore: (before) => deleteClicks(context, before),
	};
}
