import type { Instant } from '../../kernel';
import { chunks } from '../chunks';
import type { StoreContext } from '../engine';
import type { CustomerJourneysTable } from '../tables';
import { letOthersRun } from './let-others-run';

const MOST_JOURNEYS = 50;

const PAIRS_PER_PAGE = 1_000;

/** Latest first. */
export async function journeysOfCustomer(
	{ engine }: StoreContext,
	customerKey: string,
): Promise<string[]> {
	const rows = await engine.query((db) =>
		db
			.selectFrom('customer_journeys')
			.select('journey_id')
			.where('customer_key', '=', customerKey)
			.orderBy('at', 'desc')
			.orderBy('journey_id')
			.limit(MOST_JOURNEYS)
			.execute(),
	);
	return rows.map((row) => row.journey_id);
}

/** A pair that is known keeps the time it was first seen at. */
export async function joinCustomer(
	{ engine }: StoreContext,
	customerKey: string,
	journeyIds: readonly string[],
	at: Instant,
): Promise<void> {
	const rows = [...new Set(journeyIds)].map((journeyId) => ({
		customer_key: customerKey,
		journey_id: journeyId,
		at,
	}));
	if (rows.length === 0) return;
	await engine.write(async (tx) => {
		for (const part of chunks(rows)) {
			await tx
				.insertInto('customer_journeys')
				.values(part)
				.onConflict((conflict) => conflict.doNothing())
				.execute();
		}
	});
}

type Pair = Pick<CustomerJourneysTable, 'customer_key' | 'journey_id'>;

/** All customers with their browsers, a page at a time. */
export async function* customerJourneys({ engine }: StoreContext): AsyncGenerator<Pair> {
	let after: Pair = { customer_key: '', journey_id: '' };
	for (;;) {
		const { customer_key: customerKey, journey_id: journeyId } = after;
		const page = await engine.query((db) =>
			db
				.selectFrom('customer_journeys')
				.select(['customer_key', 'journey_id'])
				.where((where) =>
					where(
						where.refTuple('customer_key', 'journey_id'),
						'>',
						where.tuple(customerKey, journeyId),
					),
				)
				.orderBy('customer_key')
				.orderBy('journey_id')
				.limit(PAIRS_PER_PAGE)
				.execute(),
		);
		yield* page;
		await letOthersRun();
		const last = page.at(-1);
		if (last === undefined || page.length < PAIRS_PER_PAGE) return;
		after = last;
	}
}
