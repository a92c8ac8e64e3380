import { sql } from 'kysely';
import { addDays, type Instant } from '../../../kernel';
import type { AffiliateDay } from '../../../model/affiliate-day';
import type { StoreContext, StoreQueries } from '../../engine';
import { unindexed } from '../../journeys/unindexed';
import type { ScanSpan } from './scan-span';
import { letOthersRun } from '../../journeys/let-others-run';

/** The part of a day that its clicks tell. */
export type ClickDay = Pick<
	AffiliateDay,
	| 'affiliateId'
	| 'date'
	| 'clicks'
	| 'rawClicks'
	| 'machineClicks'
	| 'repeatClicks'
	| 'unseenOpenings'
	| 'distinctNetworks'
	| 'distinctAgents'
	| 'emptyReferrers'
>;

interface ClickedAffiliate {
	readonly affiliate_id: string;
	readonly clicks: number;
}

const AFFILIATES_PER_PAGE = 500;

/** What one statement groups at most, so that its sorting needs little memory. */
const CLICKS_PER_STATEMENT = 20_000;

/** Days with clicks, by affiliate and day. */
export async function* clickDays(context: StoreContext, span: ScanSpan): AsyncGenerator<ClickDay> {
	let after = '';
	for (;;) {
		const start = after;
		const page = await context.engine.query((db) => clickedAffiliates(db, span, start));
		for (const part of parts(page, span)) {
			yield* await daysOf(context, part.affiliateIds, { ...span, ...part.time });
			await letOthersRun();
		}
		if (page.length < AFFILIATES_PER_PAGE) return;
		after = page.at(-1)?.affiliate_id ?? after;
	}
}

/** By whole days, so a first or last day that is cut counts as a whole here. */
async function clickedAffiliates(
	db: StoreQueries,
	{ programmeId, from, to }: ScanSpan,
	after: string,
): Promise<ClickedAffiliate[]> {
	return await db
		.selectFrom('click_totals')
		.select(['affiliate_id', sql<number>`cast(sum(raw_clicks) as integer)`.as('clicks')])
		.where('programme_id', '=', programmeId)
		.where('day', '>=', from.slice(0, 10))
		.where('day', '<=', to.slice(0, 10))
		.where('affiliate_id', '>', after)
		.groupBy('affiliate_id')
		.orderBy('affiliate_id')
		.limit(AFFILIATES_PER_PAGE)
		.execute();
}

interface Part {
	readonly affiliateIds: readonly string[];
	readonly time: { readonly from: Instant; readonly to: Instant };
}

/** Affiliates with few clicks go together; one with very many goes a day at a time. */
function parts(affiliates: readonly ClickedAffiliate[], { from, to }: ScanSpan): Part[] {
	const all: Part[] = [];
	let affiliateIds: string[] = [];
	let clicks = 0;
	const close = (): void => {
		if (affiliateIds.length > 0) all.push({ affiliateIds, time: { from, to } });
		affiliateIds = [];
		clicks = 0;
	};
	for (const affiliate of affiliates) {
		if (clicks + affiliate.clicks > CLICKS_PER_STATEMENT) close();
		if (affiliate.clicks > CLICKS_PER_STATEMENT) {
			const days = daysBetween(from, to);
			all.push(...days.map((time) => ({ affiliateIds: [affiliate.affiliate_id], time })));
		} else {
			affiliateIds.push(affiliate.affiliate_id);
			clicks += affiliate.clicks;
		}
	}
	close();
	return all;
}

/** The UTC days of a stretch of time; the first and the last may be cut. */
function daysBetween(from: Instant, to: Instant): Array<Part['time']> {
	const days: Array<Part['time']> = [];
	for (let start = from; start < to;) {
		const midnight = addDays(`${start.slice(0, 10)}T00:00:00.000Z`, 1);
		const end = midnight < to ? midnight : to;
		days.push({ from: start, to: end });
		start = end;
	}
	return days;
}

const DATE = sql<string>`substr(occurred_at, 1, 10)`;
const COUNTED = sql<boolean>`is_counted = 1`;
const MACHINE = sql<boolean>`(category in ('bot', 'head', 'no_user_agent')
	or count_reason = 'datacentre')`;

async function daysOf(
	{ engine }: StoreContext,
	affiliateIds: readonly string[],
	{ programmeId, from, to }: ScanSpan,
): Promise<ClickDay[]> {
	const rows = await engine.query((db) =>
		db
			.selectFrom('clicks')
			.select(['affiliate_id', DATE.as('date')])
			.select([
				countOf(COUNTED).as('clicks'),
				countOf(sql`true`).as('raw_clicks'),
				countOf(MACHINE).as('machine_clicks'),
				countOf(sql`count_reason = 'repeat'`).as('repeat_clicks'),
				countOf(sql`count_reason = 'embedded'`).as('unseen_openings'),
				distinctOf('ip_hash').as('networks'),
				distinctOf('user_agent_hash').as('agents'),
				countOf(sql`${COUNTED} and coalesce(referrer, '') = ''`).as('empty_referrers'),
			])
			.where('affiliate_id', 'in', affiliateIds)
			.where(unindexed(engine.kind, 'programme_id'), '=', programmeId)
			.where('occurred_at', '>=', from)
			.where('occurred_at', '<', to)
			.groupBy(['affiliate_id', DATE])
			.orderBy('affiliate_id')
			.orderBy(DATE)
			.execute(),
	);
	return rows.map((row) => ({
		affiliateId: row.affiliate_id,
		date: row.date,
		clicks: row.clicks,
		rawClicks: row.raw_clicks,
		machineClicks: row.machine_clicks,
		repeatClicks: row.repeat_clicks,
		unseenOpenings: row.unseen_openings,
		distinctNetworks: row.networks,
		distinctAgents: row.agents,
		emptyReferrers: row.empty_referrers,
	}));
}

function countOf(condition: ReturnType<typeof sql<unknown>>) {
	return sql<number>`cast(count(*) filter (where ${condition}) as integer)`;
}

function distinctOf(column: string) {
	return sql<number>`cast(count(distinct ${sql.ref(column)}) filter (where ${COUNTED}) as integer)`;
}
