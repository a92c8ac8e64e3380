import { AffiliateError, type Instant } from '../../kernel';
import { toJson } from '../../model/json';
import type { StoreContext } from '../engine';

/** Tables of what was learnt from a programme's past; a training adds a version. */
type TrainedTable = 'anomaly_models' | 'attribution_weights';

interface Trained {
	readonly programmeId: string;
	readonly version: number;
	readonly trainedAt: Instant;
}

/**
 * Adds a version; saving the very same again does nothing. Throws `training_version_taken` when another
 * training was faster.
 */
export async function saveTrained(
	{ engine }: StoreContext,
	table: TrainedTable,
	trained: Trained,
): Promise<void> {
	const { programmeId, version, trainedAt } = trained;
	const record = JSON.stringify(toJson(trained));
	await engine.write(async (tx) => {
		await tx
			.insertInto(table)
			.values({ programme_id: programmeId, version, trained_at: trainedAt, record })
			.onConflict((conflict) => conflict.doNothing())
			.execute();
		const stored = await tx
			.selectFrom(table)
			.select('record')
			.where('programme_id', '=', programmeId)
			.where('version', '=', version)
			.executeTakeFirst();
		if (stored?.record === record) return;
		throw new AffiliateError(`Version ${version} of the training is taken by another one`, {
			code: 'training_version_taken',
			hint: 'Another training of the programme ended first; run this one again if it is wanted.',
		});
	});
}

/** The newest version as JSON; null when nothing was trained. */
export async function newestTrained(
	{ engine }: StoreContext,
	table: TrainedTable,
	programmeId: string,
): Promise<unknown> {
	const row = await engine.query((db) =>
		db
			.selectFrom(table)
			.select('record')
			.where('programme_id', '=', programmeId)
			.orderBy('version', 'desc')
			.limit(1)
			.executeTakeFirst(),
	);
	return row === undefined ? null : (JSON.parse(row.record) as unknown);
}
