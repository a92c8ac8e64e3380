import { instantFromMilliseconds, toMilliseconds } from '../../kernel';
import type { Click } from '../../model/click';
import { chunks } from '../chunks';
import type { StoreContext, StoreQueries } from '../engine';
import { clickRow } from './click-rows';
import { isHumanVisit, markRepeats, type HumanVisit } from './mark-repeats';

/** Clicks have many columns; this keeps a statement below every engine's parameter limit. */
const CLICKS_PER_STATEMENT = 200;

/** One durable transaction for the whole batch; clicks that are known stay as they are. */
export async function appendClicks(
	{ engine }: StoreContext,
	clicks: readonly Click[],
	repeatWindowSeconds: number,
): Promise<void> {
	const distinct = [...new Map(clicks.map((click) => [click.clickId, click])).values()];
	if (distinct.length === 0) return;
	await engine.write(async (tx) => {
		// Two batches that do not see each other could both count the same visitor.
		await engine.lock(tx, 'clicks');
		const known = await knownClickIds(tx, distinct);
		const fresh = distinct.filter(({ clickId }) => !known.has(clickId));
		const stored = await storedVisits(tx, fresh, repeatWindowSeconds);
		for (const part of chunks(
			markRepeats(fresh, stored, repeatWindowSeconds),
			CLICKS_PER_STATEMENT,
		)) {
			await tx.insertInto('clicks').values(part.map(clickRow)).execute();
		}
	});
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

/** Human clicks of these visitors that lie close enough in time to matter. */
async function storedVisits(
	tx: StoreQueries,
	clicks: readonly Click[],
	windowSeconds: number,
): Promise<HumanVisit[]> {
	const humans = clicks.filter(isHumanVisit);
	if (humans.length === 0 || windowSeconds <= 0) return [];
	const times = humans.map(({ occurredAt }) => toMilliseconds(occurredAt));
	const earliest = times.reduce((a, b) => Math.min(a, b)) - windowSeconds * 1000;
	const latest = times.reduce((a, b) => Math.max(a, b)) + windowSeconds * 1000;
	const visits: HumanVisit[] = [];
	for (const part of chunks([...new Set(humans.map(({ visitorHash }) => visitorHash))])) {
		const rows = await tx
			.selectFrom('clicks')
			.select(['visitor_hash', 'link_id', 'affiliate_id', 'occurred_at'])
			.where('visitor_hash', 'in', part)
			.where('category', '=', 'human')
			.where('occurred_at', '>=', instantFromMilliseconds(earliest))
			.where('occurred_at', '<=', instantFromMilliseconds(latest))
			.execute();
		for (const row of rows) {
			visits.push({
				visitorHash: row.visitor_hash ?? '',
				linkId: row.link_id,
				affiliateId: row.affiliate_id,
				occurredAt: row.occurred_at,
			});
		}
	}
	return visits;
}
