import { instantFromMilliseconds, toMilliseconds, type Instant } from '../../kernel';
import { chunks } from '../chunks';
import type { StoreContext, StoreQueries } from '../engine';
import { letOthersRun } from '../journeys/let-others-run';
import type { DeletedClicksTable } from '../tables';
import { moveDeletedBefore } from './deleted-before';
import { midnightOf } from './whole-days';

/** So that one transaction holds nobody up for long. */
const CLICKS_PER_TRANSACTION = 2_000;

const QUARTER_HOUR = 15 * 60 * 1000;

interface OldClick {
	readonly click_id: string;
	readonly programme_id: string;
	readonly affiliate_id: string;
	readonly occurred_at: string;
	readonly is_counted: number;
	readonly is_credited: number;
}

/**
 * Deletes the clicks of all UTC days before that of `before`, oldest first and in many short transactions;
 * killed halfway, the next call goes on. Totals stay, and so do clicks that an order was credited for. From
 * then on a click of that time counts as known: one that comes again would count twice.
 */
export async function deleteClicks(
	{ engine }: StoreContext,
	before: Instant,
): Promise<{ readonly deleted: number; readonly kept: number }> {
	const end = midnightOf(before);
	await engine.write(async (tx) => {
		// After the batches of clicks that are being written, so that they see it or are seen.
		await engine.lock(tx, 'clicks');
		await moveDeletedBefore(tx, end);
	});
	let deleted = 0;
	let kept = 0;
	let after: OldClick | null = null;
	for (;;) {
		const start: OldClick | null = after;
		const page: readonly OldClick[] = await engine.write(async (tx) => {
			await engine.lock(tx, 'click-deletion');
			const found = await oldClicks(tx, end, start);
			await remove(
				tx,
				found.filter((click) => click.is_credited === 0),
			);
			return found;
		});
		const credited = page.filter((click) => click.is_credited === 1).length;
		kept += credited;
		deleted += page.length - credited;
		if (page.length < CLICKS_PER_TRANSACTION) return { deleted, kept };
		after = page.at(-1) ?? after;
		await letOthersRun();
	}
}

async function oldClicks(
	tx: StoreQueries,
	end: Instant,
	after: OldClick | null,
): Promise<OldClick[]> {
	return await tx
		.selectFrom('clicks as c')
		.select(['click_id', 'programme_id', 'affiliate_id', 'occurred_at', 'is_counted'])
		.select((column) =>
			column
				.case()
				.when(
					column.or([
						column.exists(
							column
								.selectFrom('credited_clicks as k')
								.select('k.click_id')
								.whereRef('k.click_id', '=', 'c.click_id'),
						),
						column.exists(
							column
								.selectFrom('order_clicks as o')
								.select('o.click_id')
								.whereRef('o.click_id', '=', 'c.click_id'),
						),
					]),
				)
				.then(1)
				.else(0)
				.end()
				.as('is_credited'),
		)
		.where('occurred_at', '<', end)
		.$if(after !== null, (query) =>
			query.where((where) =>
				where(
					where.refTuple('occurred_at', 'click_id'),
					'>',
					where.tuple(after?.occurred_at ?? '', after?.click_id ?? ''),
				),
			),
		)
		.orderBy('occurred_at')
		.orderBy('click_id')
		.limit(CLICKS_PER_TRANSACTION)
		.execute();
}

async function remove(tx: StoreQueries, clicks: readonly OldClick[]): Promise<void> {
	for (const part of chunks(quarters(clicks))) {
		await tx
			.insertInto('deleted_clicks')
			.values(part)
			.onConflict((conflict) =>
				conflict.columns(['programme_id', 'quarter', 'affiliate_id']).doUpdateSet((set) => ({
					clicks: set('deleted_clicks.clicks', '+', set.ref('excluded.clicks')),
				})),
			)
			.execute();
	}
	for (const part of chunks(clicks.map((click) => click.click_id))) {
		await tx.deleteFrom('clicks').where('click_id', 'in', part).execute();
	}
}

/** What counted of the clicks, by programme, affiliate and quarter of an hour. */
function quarters(clicks: readonly OldClick[]): DeletedClicksTable[] {
	const rows = new Map<string, DeletedClicksTable>();
	for (const click of clicks) {
		if (click.is_counted !== 1) continue;
		const { programme_id, affiliate_id, occurred_at } = click;
		const quarter = quarterOf(occurred_at);
		const key = JSON.stringify([programme_id, affiliate_id, quarter]);
		const row = rows.get(key) ?? { programme_id, quarter, affiliate_id, clicks: 0 };
		rows.set(key, { ...row, clicks: row.clicks + 1 });
	}
	return [...rows.values()];
}

/** Beginning of the quarter of an hour: where a day begins in every time zone there is. */
export function quarterOf(instant: Instant): Instant {
	const milliseconds = toMilliseconds(instant);
	return instantFromMilliseconds(milliseconds - (milliseconds % QUARTER_HOUR));
}
