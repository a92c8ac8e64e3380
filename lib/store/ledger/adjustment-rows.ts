import type { Insertable } from 'kysely';
import { z } from 'zod/v4';
import { contentHash } from '../../kernel';
import { commissionLineSchema } from '../../model/commission';
import { toJson } from '../../model/json';
import { moneySchema } from '../../model/money';
import { parseModel } from '../../model/parse';
import { idSchema, instantSchema } from '../../model/primitives';
import { traceSchema } from '../../model/trace';
import type { CommissionAdjustment } from '../../ports/ledger-store';
import { chunks } from '../chunks';
import type { StoreQueries } from '../engine';
import type { CommissionAdjustmentsTable } from '../tables';
import { newRows } from './new-rows';

const adjustmentSchema = z.object({
	adjustmentId: idSchema,
	commissionId: idSchema,
	kind: z.enum(['edit', 're_rate', 'manual', 're_attribution']),
	amount: moneySchema,
	baseChange: moneySchema.nullable(),
	cause: z.string(),
	line: commissionLineSchema,
	trace: traceSchema,
	actor: z.string(),
	at: instantSchema,
});

/** Adds adjustments; one that is already there is left as it is. */
export async function writeAdjustments(
	tx: StoreQueries,
	adjustments: readonly CommissionAdjustment[],
): Promise<void> {
	const fresh = await newRows(
		adjustments.map(adjustmentRow),
		(row) => row.adjustment_id,
		'adjustment',
		(ids) =>
			tx
				.selectFrom('commission_adjustments')
				.select(['adjustment_id as id', 'record_hash'])
				.where('adjustment_id', 'in', ids)
				.execute(),
	);
	for (const part of chunks(fresh)) {
		await tx.insertInto('commission_adjustments').values(part).execute();
	}
}

/** Adjustments of a commission, oldest first. */
export async function loadAdjustments(
	tx: StoreQueries,
	commissionId: string,
): Promise<CommissionAdjustment[]> {
	const rows = await tx
		.selectFrom('commission_adjustments')
		.select('record')
		.where('commission_id', '=', commissionId)
		.orderBy('sequence')
		.execute();
	return rows.map((row) => parseModel(adjustmentSchema, JSON.parse(row.record), 'adjustment'));
}

function adjustmentRow(adjustment: CommissionAdjustment): Insertable<CommissionAdjustmentsTable> {
	const json = toJson(adjustment);
	return {
		adjustment_id: adjustment.adjustmentId,
		commission_id: adjustment.commissionId,
		kind: adjustment.kind,
		amount_minor: adjustment.amount.amountMinor,
		currency: adjustment.amount.currency,
		credited_base_minor: adjustment.baseChange?.amountMinor ?? null,
		cause: adjustment.cause,
		actor: adjustment.actor,
		record: JSON.stringify(json),
		record_hash: contentHash(json),
		at: adjustment.at,
	};
}
