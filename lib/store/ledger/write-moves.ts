import { sql } from 'kysely';
import { contentHash } from '../../kernel';
import type { RecordedCommission } from '../../model/commission';
import { toJson } from '../../model/json';
import type { CommissionMove } from '../../ports/ledger-store';
import { chunks } from '../chunks';
import { ConcurrentChange } from '../concurrent-change';
import type { StoreQueries } from '../engine';
import { ledgerConflict } from './ledger-conflict';
import type { LoadedOrder } from './load-order-state';
import { newRows } from './new-rows';

type MoveRow = ReturnType<typeof moveRow>;

/** The last move of a commission as it was read. */
interface Head {
	readonly status: string;
	readonly moveId: string;
}

/**
 * Adds the moves of an order's commissions and points each head at its last one. A move must start
 * from the status its commission has, and every commission needs one. A head that somebody else
 * moved since the state was read is a `ConcurrentChange`: payouts move commissions without the
 * order's lock.
 */
export async function writeMoves(
	tx: StoreQueries,
	{ state, lastMoves }: LoadedOrder,
	commissions: readonly RecordedCommission[],
	moves: readonly CommissionMove[],
): Promise<void> {
	const heads = new Map(
		state.commissions.map(({ commissionId, status }) => [
			commissionId,
			{ status: status as string, moveId: lastMoves.get(commissionId) ?? '' },
		]),
	);
	const fresh = await newMoves(tx, moves);
	const last = follow(fresh, heads);
	const unmoved = commissions.find(({ commissionId }) => {
		return !heads.has(commissionId) && !last.has(commissionId);
	});
	if (unmoved !== undefined) {
		throw ledgerConflict('A commission needs a first move, which gives it a status', {
			commissionId: unmoved.commissionId,
		});
	}
	await insertMoves(tx, fresh);
	const holds = new Map(commissions.map((entry) => [entry.commissionId, entry.holdUntil]));
	const first = [...last].filter(([commissionId]) => !heads.has(commissionId));
	for (const part of chunks(first)) {
		const rows = part.map(([commissionId, { status, moveId }]) => ({
			commission_id: commissionId,
			move_id: moveId,
			status,
			hold_until: holds.get(commissionId) ?? null,
		}));
		await tx.insertInto('commission_heads').values(rows).execute();
	}
	await advanceHeads(tx, last, heads);
}

/**
 * Moves commissions of any orders, for payouts. `from` must be the status that each commission has
 * now; if it is not, the decision was made on what somebody else has changed meanwhile, and a
 * `ConcurrentChange` makes the engine run it again. An unknown commission is a `ledger_conflict`.
 */
export async function moveHeads(tx: StoreQueries, moves: readonly CommissionMove[]): Promise<void> {
	const fresh = await newMoves(tx, moves);
	const heads = await readHeads(tx, [...new Set(fresh.map((row) => row.commission_id))].sort());
	const begun = new Set<string>();
	for (const row of fresh) {
		const head = heads.get(row.commission_id);
		if (head === undefined) {
			throw ledgerConflict('A commission that is not recorded cannot be moved', {
				commissionId: row.commission_id,
			});
		}
		if (!begun.has(row.commission_id) && head.status !== row.from_status) throw movedOn(row);
		begun.add(row.commission_id);
	}
	const last = follow(fresh, heads);
	await insertMoves(tx, fresh);
	await advanceHeads(tx, last, heads);
}

async function readHeads(
	tx: StoreQueries,
	commissionIds: readonly string[],
): Promise<Map<string, Head>> {
	const heads = new Map<string, Head>();
	for (const part of chunks(commissionIds)) {
		const rows = await tx
			.selectFrom('commission_heads')
			.select(['commission_id', 'move_id', 'status'])
			.where('commission_id', 'in', part)
			.execute();
		for (const row of rows) {
			heads.set(row.commission_id, { status: row.status, moveId: row.move_id });
		}
	}
	return heads;
}

/** Where each moved commission ends; throws where a move does not start where it stands. */
function follow(moves: readonly MoveRow[], heads: ReadonlyMap<string, Head>): Map<string, Head> {
	const last = new Map<string, Head>();
	for (const move of moves) {
		const current = (last.get(move.commission_id) ?? heads.get(move.commission_id))?.status ?? null;
		if (current !== move.from_status) throw wrongStart(move, current);
		last.set(move.commission_id, { status: move.to_status, moveId: move.move_id });
	}
	return last;
}

/** Points heads at their new last moves, if they still point at the ones that were read. */
async function advanceHeads(
	tx: StoreQueries,
	last: ReadonlyMap<string, Head>,
	heads: ReadonlyMap<string, Head>,
): Promise<void> {
	const changes = [...last]
		.flatMap(([commissionId, next]) => {
			const read = heads.get(commissionId);
			return read === undefined ? [] : [{ commissionId, read, next }];
		})
		.sort((a, b) => (a.commissionId < b.commissionId ? -1 : 1));
	for (const part of chunks(changes)) {
		const values = sql.join(
			part.map(
				({ commissionId, read, next }) =>
					sql`(${commissionId}, ${read.moveId}, ${next.moveId}, ${next.status})`,
			),
		);
		const { numUpdatedRows } = await tx
			.updateTable('commission_heads as h')
			.from(
				sql<{
					column1: string;
					column2: string;
					column3: string;
					column4: string;
				}>`(values ${values})`.as('n'),
			)
			.set({ move_id: sql<string>`n.column3`, status: sql<string>`n.column4` })
			.whereRef('h.commission_id', '=', 'n.column1')
			.whereRef('h.move_id', '=', 'n.column2')
			.executeTakeFirstOrThrow();
		if (numUpdatedRows !== BigInt(part.length)) throw movedOn();
	}
}

async function newMoves(tx: StoreQueries, moves: readonly CommissionMove[]): Promise<MoveRow[]> {
	return await newRows(
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
}

async function insertMoves(tx: StoreQueries, rows: readonly MoveRow[]): Promise<void> {
	for (const part of chunks(rows)) await tx.insertInto('commission_moves').values(part).execute();
}

function moveRow(move: CommissionMove) {
	return {
		move_id: move.moveId,
		commission_id: move.commissionId,
		from_status: move.from as string | null,
		to_status: move.to as string,
		reason: move.reason,
		actor: move.actor,
		at: move.at,
		record_hash: contentHash(toJson(move)),
	};
}

function wrongStart(move: MoveRow, current: string | null) {
	return ledgerConflict(
		`A move starts from '${move.from_status ?? 'nothing'}', but its commission is ` +
			`'${current ?? 'new'}'`,
		{ commissionId: move.commission_id },
	);
}

function movedOn(move?: MoveRow): ConcurrentChange {
	return new ConcurrentChange(
		'A commission was moved by somebody else while it was being decided on',
		move === undefined ? {} : { commissionId: move.commission_id },
	);
}
