import type { Click } from '../../model/click';
import { chunks } from '../chunks';
import type { StoreContext, StoreQueries } from '../engine';
import { clickRow } from './click-rows';
import { deletedBefore } from './deleted-before';
import { markBursts, type BurstLimit } from './mark-bursts';
import { markRepeats } from './mark-repeats';
import { storedAddressVisits, storedVisits } from './stored-visits';

/** Clicks have many columns; this keeps a statement below every engine's parameter limit. */
const CLICKS_PER_STATEMENT = 200;

/** When a click counts no more. Zero seconds: never. */
export interface CountLimits {
	readonly repeatWindowSeconds: number;
	/** Left out: bursts count. */
	readonly burst?: BurstLimit | undefined;
}

/**
 * One durable transaction for the whole batch; clicks that are known stay as they are. So does what is from
 * a time whose clicks were deleted: it may be one of them, and would count twice.
 */
export async function appendClicks(
	{ engine }: StoreContext,
	clicks: readonly Click[],
	limits: CountLimits,
): Promise<void> {
	const distinct = [...new Map(clicks.map((click) => [click.clickId, click])).values()];
	if (distinct.length === 0) return;
	await engine.write(async (tx) => {
		// Two batches that do not see each other could both count the same visitor.
		await engine.lock(tx, 'clicks');
		const known = await knownClickIds(tx, distinct);
		const deleted = (await deletedBefore(tx)) ?? '';
		const fresh = distinct.filter(
			({ clickId, occurredAt }) => !known.has(clickId) && occurredAt >= deleted,
		);
		for (const part of chunks(await judged(tx, fresh, limits), CLICKS_PER_STATEMENT)) {
			await tx.insertInto('clicks').values(part.map(clickRow)).execute();
		}
	});
}

/** A repeat stays a repeat, also in a burst. */
async function judged(
	tx: StoreQueries,
	clicks: readonly Click[],
	{ repeatWindowSeconds, burst }: CountLimits,
): Promise<Click[]> {
	const visits = await storedVisits(tx, clicks, repeatWindowSeconds);
	const marked = markRepeats(clicks, visits, repeatWindowSeconds);
	if (burst === undefined) return marked;
	return markBursts(marked, await storedAddressVisits(tx, clicks, burst.seconds), burst);
}

async function knownClickIds(tx: StoreQueries, clicks: readonly Click[]): Promise<Set<string>> {
	const known = new Set<string>();
	for (const part of chunks(clicks)) {
		const ids = part.map(({ clickId }) => clickId);
		const rows = await tx
			.selectFrom('clicks')
			.select('click_id')
			.where('click_id', 'in', ids)
			.execute();
		for (const row of rows) known.add(row.click_id);
	}
	return known;
}
