import type { EngineKind, StoreContext, StoreQueries } from '../../engine';
import { unindexed } from '../../journeys/unindexed';
import { conversionFacts, type ConversionFacts } from './conversion-facts';
import type { ScanSpan } from './scan-span';
import { letOthersRun } from '../../journeys/let-others-run';

const ROWS_PER_PAGE = 500;

/**
 * Recorded orders and actions of a programme by affiliate and then by time, a page at a time; last those
 * that nobody was credited for. `read` makes entries of a page, with queries of the same moment.
 */
export async function* scannedConversions<Entry>(
	{ engine }: StoreContext,
	span: ScanSpan,
	read: (tx: StoreQueries, rows: ConversionFacts[]) => Promise<Entry[]>,
): AsyncGenerator<Entry> {
	for (const pageAfter of [creditedPage, uncreditedPage]) {
		let after: ConversionFacts | null = null;
		for (;;) {
			const start: ConversionFacts | null = after;
			const page: Page<Entry> = await engine.read(async (tx) => {
				const rows = await pageAfter(tx, engine.kind, span, start).execute();
				return { rows, entries: await read(tx, rows) };
			});
			yield* page.entries;
			await letOthersRun();
			if (page.rows.length < ROWS_PER_PAGE) break;
			after = page.rows.at(-1) ?? null;
		}
	}
}

interface Page<Entry> {
	readonly rows: readonly ConversionFacts[];
	readonly entries: readonly Entry[];
}

function creditedPage(
	tx: StoreQueries,
	kind: EngineKind,
	{ programmeId, from, to }: ScanSpan,
	after: ConversionFacts | null,
) {
	const { credited_affiliate_id: affiliateId, ordered_at: orderedAt } = after ?? START;
	return conversionFacts(tx, kind)
		.where(unindexed(kind, 'v.programme_id'), '=', programmeId)
		.where(unindexed(kind, 'v.ordered_at'), '>=', from)
		.where(unindexed(kind, 'v.ordered_at'), '<', to)
		.where((where) =>
			where(
				where.refTuple(
					'v.credited_affiliate_id',
					'v.programme_id',
					'v.ordered_at',
					'v.conversion_id',
				),
				'>',
				where.tuple(affiliateId, programmeId, orderedAt, after?.conversion_id ?? ''),
			),
		)
		.orderBy('v.credited_affiliate_id')
		.orderBy('v.programme_id')
		.orderBy('v.ordered_at')
		.orderBy('v.conversion_id')
		.limit(ROWS_PER_PAGE);
}

/** Before every affiliate. */
const START = { credited_affiliate_id: '', ordered_at: '' } as const;

function uncreditedPage(
	tx: StoreQueries,
	kind: EngineKind,
	{ programmeId, from, to }: ScanSpan,
	after: ConversionFacts | null,
) {
	let query = conversionFacts(tx, kind)
		.where('v.credited_affiliate_id', 'is', null)
		.where('v.programme_id', '=', programmeId)
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
	return query.orderBy('v.ordered_at').orderBy('v.conversion_id').limit(ROWS_PER_PAGE);
}
