import { contentHash } from '../../kernel';
import type { RecordedCommission } from '../../model/commission';
import { toJson } from '../../model/json';
import type { CommissionMove, Conversion, OrderState } from '../../ports/ledger-store';
import { chunks } from '../chunks';
import type { StoreQueries } from '../engine';
import { commissionRow } from './commission-rows';
import { ledgerConflict } from './ledger-conflict';
import { newRows } from './new-rows';

export async function writeCommissions(
	tx: StoreQueries,
	conversion: Conversion | null,
	commissions: readonly RecordedCommission[],
): Promise<void> {
	if (conversion === null) return;
	const fresh = await newRows(
		commissions.map((commission) => commissionRow(commission, conversion)),
		(row) => row.commission_id,
		'commission',
		(ids) =>
			tx
				.selectFrom('commissions')
				.select(['commission_id as id', 'record_hash'])
				.where('commission_id', 'in', ids)
				.execute(),
	);
	for (const part of chunks(fresh)) await tx.insertInto('commissions').values(part).execute();
}

/**
 * Adds moves and points each commission's head at its last one. A move must start from the status
 * its commission has, and every commission needs one.
 */
export async function writeMoves(
	tx: StoreQueries,
	state: OrderState,
	commissions: readonly RecordedCommission[],
	moves: readonly CommissionMove[],
): Promise<void> {
	const fresh = await newRows(
		moves.map(moveRow),
		(row) => row.move_id,
		'move',
		(ids) =>
			tx
				.selectFrom('commission_moves')
				.select(['move_id as id', 'record_hash'])
				.where('move_id', 'in', ids)
				.execute(),
	);
	const heads = new Map<string, { status: string; moveId: string | null }>(
		state.commissions.map(({ commissionId, status }) => [commissionId, { status, moveId: null }]),
	);
	for (const move of fresh) {
		const current = heads.get(move.commission_id)?.status ?? null;
		if (current !== move.from_status) throw wrongStart(move, current);
		heads.set(move.commission_id, { status: move.to_status, moveId: move.move_id });
	}
	const unmoved = commissions.find(({ commissionId }) => !heads.has(commissionId));
	if (unmoved !== undefined) {
		throw ledgerConflict('A commission needs a first move, which gives it a status', {
			commissionId: unmoved.commissionId,
		});
	}
	for (const part of chunks(fresh)) await tx.insertInto('commission_moves').values(part).execute();
	for (const [commissionId, { status, moveId }] of heads) {
		if (moveId === null) continue;
		await tx
			.insertInto('commission_heads')
			.values({ commission_id: commissionId, move_id: moveId, status })
			.onConflict((conflict) =>
				conflict.column('commission_id').doUpdateSet({ move_id: moveId, status }),
			)
			.execute();
	}
}

function moveRow(move: CommissionMove) {
	return {
		move_id: move.moveId,
		commission_id: move.commissionId,
		from_status: move.from,
		to_status: move.to,
		reason: move.reason,
		actor: move.actor,
		at: move.at,
		record_hash: contentHash(toJson(move)),
	};
}

function wrongStart(
	move: { commission_id: string; from_status: string | null },
	current: string | null,
) {
	return ledgerConflict(
		`A move starts from '${move.from_status ?? 'nothing'}', but its commission is ` +
			`'${current ?? 'new'}'`,
		{ commissionId: move.commission_id },
	);
}
