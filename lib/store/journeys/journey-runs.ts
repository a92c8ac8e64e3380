import { toMilliseconds, type Instant } from '../../kernel';
import type { EngineKind, StoreContext, StoreQueries } from '../engine';
import { DAY_OF_CLICK, daysFrom } from '../clicks/day-of-click';
import { browserKey, clickKey, visitorKey } from './journey-groups';
import { unindexed } from './unindexed';
import { letOthersRun } from './let-others-run';

/** `from` is inclusive, `to` is not. */
export interface JourneySpan {
	readonly programmeId: string;
	readonly from: Instant;
	readonly to: Instant;
}

export interface JourneyTouch {
	readonly affiliateId: string;
	/** In milliseconds. */
	readonly at: number;
}

/** All counted clicks of one journey in the span, oldest first. */
export interface JourneyRun {
	readonly key: string;
	readonly touches: readonly JourneyTouch[];
}

interface ClickPosition {
	readonly journey: string;
	readonly affiliate_id: string;
	readonly occurred_at: string;
	readonly click_id: string;
}

type Pass = readonly [ReadPage, (journey: string) => string];

type ReadPage = (db: StoreQueries, after: ClickPosition | null) => Promise<ClickPosition[]>;

const CLICKS_PER_PAGE = 1_000;

/**
 * Counted clicks journey by journey, a page of clicks at a time: those of known browsers, those of
 * visitors that are known for a day, and those of nobody, which stand alone.
 */
export async function* journeyRuns(
	{ engine }: StoreContext,
	span: JourneySpan,
): AsyncGenerator<JourneyRun> {
	const { kind } = engine;
	const passes: Pass[] = [
		[(db, after) => browserClicks(db, kind, span, after), browserKey],
		...daysFrom(span.from, span.to).map((day): Pass => [
			(db, after) => visitorClicks(db, kind, span, day, after),
			visitorKey,
		]),
		[(db, after) => unknownClicks(db, kind, span, after), clickKey],
	];
	// The database gives a new string with every row; one of each affiliate is enough to keep.
	const affiliateIds = new Map<string, string>();
	for (const [read, keyOf] of passes) {
		let run: { journey: string; touches: JourneyTouch[] } | null = null;
		for await (const click of allClicks(engine, read)) {
			if (run !== null && run.journey !== click.journey) {
				yield { key: keyOf(run.journey), touches: run.touches };
				run = null;
			}
			run ??= { journey: click.journey, touches: [] };
			const affiliateId = affiliateIds.get(click.affiliate_id) ?? click.affiliate_id;
			affiliateIds.set(affiliateId, affiliateId);
			run.touches.push({ affiliateId, at: toMilliseconds(click.occurred_at) });
		}
		if (run !== null) yield { key: keyOf(run.journey), touches: run.touches };
	}
}

async function* allClicks(
	engine: StoreContext['engine'],
	read: ReadPage,
): AsyncGenerator<ClickPosition> {
	let after: ClickPosition | null = null;
	for (;;) {
		const start: ClickPosition | null = after;
		const page: ClickPosition[] = await engine.query((db) => read(db, start));
		yield* page;
		await letOthersRun();
		if (page.length < CLICKS_PER_PAGE) return;
		after = page.at(-1) ?? null;
	}
}

function countedClicks(db: StoreQueries, kind: EngineKind, { programmeId, from, to }: JourneySpan) {
	return db
		.selectFrom('clicks')
		.select(['affiliate_id', 'occurred_at', 'click_id'])
		.where(unindexed(kind, 'programme_id'), '=', programmeId)
		.where('is_counted', '=', 1)
		.where(unindexed(kind, 'occurred_at'), '>=', from)
		.where(unindexed(kind, 'occurred_at'), '<', to)
		.limit(CLICKS_PER_PAGE);
}

async function browserClicks(
	db: StoreQueries,
	kind: EngineKind,
	span: JourneySpan,
	after: ClickPosition | null,
): Promise<ClickPosition[]> {
	return await countedClicks(db, kind, span)
		.select((column) => column.ref('journey_id').$notNull().as('journey'))
		.where((where) =>
			where(
				where.refTuple('journey_id', 'occurred_at', 'click_id'),
				'>',
				where.tuple(after?.journey ?? '', after?.occurred_at ?? '', after?.click_id ?? ''),
			),
		)
		.orderBy('journey_id')
		.orderBy('occurred_at')
		.orderBy('click_id')
		.execute();
}

/** Of one day, for a visitor has another hash every day. */
async function visitorClicks(
	db: StoreQueries,
	kind: EngineKind,
	span: JourneySpan,
	day: string,
	after: ClickPosition | null,
): Promise<ClickPosition[]> {
	return await countedClicks(db, kind, span)
		.select((column) => column.ref('visitor_hash').$notNull().as('journey'))
		.where(unindexed(kind, 'journey_id'), 'is', null)
		.where(DAY_OF_CLICK, '=', day)
		.where('visitor_hash', 'is not', null)
		.where((where) =>
			where(
				where.refTuple('visitor_hash', 'occurred_at', 'click_id'),
				'>',
				where.tuple(after?.journey ?? '', after?.occurred_at ?? '', after?.click_id ?? ''),
			),
		)
		.orderBy('visitor_hash')
		.orderBy('occurred_at')
		.orderBy('click_id')
		.execute();
}

async function unknownClicks(
	db: StoreQueries,
	kind: EngineKind,
	span: JourneySpan,
	after: ClickPosition | null,
): Promise<ClickPosition[]> {
	return await countedClicks(db, kind, span)
		.select('click_id as journey')
		.where(unindexed(kind, 'journey_id'), 'is', null)
		.where('visitor_hash', 'is', null)
		.where((where) =>
			where(
				where.refTuple('occurred_at', 'click_id'),
				'>',
				where.tuple(after?.occurred_at ?? '', after?.click_id ?? ''),
			),
		)
		.orderBy('occurred_at')
		.orderBy('click_id')
		.execute();
}
