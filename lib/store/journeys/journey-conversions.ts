import { sql } from 'kysely';
import { toMilliseconds } from '../../kernel';
import { chunks } from '../chunks';
import type { StoreContext, StoreQueries } from '../engine';
import { REASONS_WITHOUT_ORDER } from '../history/real-orders';
import { newestVersion } from '../ledger/load-conversions';
import { creditedTouches, touchesColumn } from './credited-touches';
import { journeyKeyOf } from './journey-groups';
import type { JourneySpan } from './journey-runs';
import { letOthersRun } from './let-others-run';

/** An order or action as far as journeys go. */
export interface JourneyConversion {
	readonly conversionId: string;
	readonly customerKey: string | null;
	/** Of the clicks it was credited for. */
	readonly journeyKeys: readonly string[];
	/** In milliseconds. */
	readonly at: number;
	/** Commission base as it stands now, in minor units. */
	readonly value: number;
}

const KINDS = ['order', 'action'] as const;

const CONVERSIONS_PER_PAGE = 500;

/** Recorded orders and actions of a programme that were paid, oldest first, a page at a time. */
export async function* journeyConversions(
	{ engine }: StoreContext,
	span: JourneySpan,
): AsyncGenerator<JourneyConversion> {
	let after: Position | null = null;
	for (;;) {
		const start: Position | null = after;
		const { last, conversions }: Page = await engine.read(async (tx) => {
			const rows = await pageFrom(tx, span, start)
				.select(touchesColumn(engine.kind).as('touches'))
				.execute();
			return { last: rows.at(-1) ?? null, conversions: await conversionsOf(tx, rows) };
		});
		yield* conversions;
		await letOthersRun();
		if (conversions.length < CONVERSIONS_PER_PAGE) return;
		after = last;
	}
}

interface Page {
	readonly last: Position | null;
	readonly conversions: readonly JourneyConversion[];
}

interface Position {
	readonly ordered_at: string;
	readonly conversion_id: string;
}

function pageFrom(
	tx: StoreQueries,
	{ programmeId, from, to }: JourneySpan,
	after: Position | null,
) {
	let query = tx
		.selectFrom('conversions as v')
		.leftJoin('conversion_versions as w', (join) =>
			join
				.onRef('w.conversion_id', '=', 'v.conversion_id')
				.on('w.sequence', '=', newestVersion(tx)),
		)
		.select(['v.conversion_id', 'v.customer_key', 'v.ordered_at'])
		.select(sql<bigint>`coalesce(w.base_minor, v.base_minor, 0)`.as('value_minor'))
		.where('v.programme_id', '=', programmeId)
		.where('v.kind', 'in', KINDS)
		.where('v.reason', 'not in', REASONS_WITHOUT_ORDER)
		.where('v.ordered_at', '<', to);
	// One lower bound only: with two, the index would be entered at the wrong one.
	if (after === null) {
		query = query.where('v.ordered_at', '>=', from);
	} else {
		query = query.where((where) =>
			where(
				where.refTuple('v.ordered_at', 'v.conversion_id'),
				'>',
				where.tuple(after.ordered_at, after.conversion_id),
			),
		);
	}
	return query.orderBy('v.ordered_at').orderBy('v.conversion_id').limit(CONVERSIONS_PER_PAGE);
}

async function conversionsOf(
	tx: StoreQueries,
	rows: ReadonlyArray<
		Position & { customer_key: string | null; value_minor: bigint; touches: string }
	>,
): Promise<JourneyConversion[]> {
	const clickIds = rows.map(({ touches }) =>
		creditedTouches(touches).flatMap(({ clickId }) => clickId ?? []),
	);
	const keys = await journeyKeys(tx, clickIds.flat());
	return rows.map((row, index) => ({
		conversionId: row.conversion_id,
		customerKey: row.customer_key,
		journeyKeys: (clickIds[index] ?? []).flatMap((id) => keys.get(id) ?? []),
		at: toMilliseconds(row.ordered_at),
		value: Number(row.value_minor),
	}));
}

/** Which journey each click belongs to; an unknown click to none. */
async function journeyKeys(
	tx: StoreQueries,
	clickIds: readonly string[],
): Promise<Map<string, string>> {
	const keys = new Map<string, string>();
	for (const part of chunks([...new Set(clickIds)])) {
		const rows = await tx
			.selectFrom('clicks')
			.select(['click_id', 'journey_id', 'visitor_hash'])
			.where('click_id', 'in', part)
			.execute();
		for (const row of rows) keys.set(row.click_id, journeyKeyOf(row));
	}
	return keys;
}
