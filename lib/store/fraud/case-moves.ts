import { caseMoveSchema, type CaseMove } from '../../model/fraud-case';
import { parseModel } from '../../model/parse';
import type { StoreContext } from '../engine';
import { writeCaseMoves } from './write-case-moves';

/** Throws `case_decided` when the case is not where the move begins, `unknown_case` for none. */
export async function moveCase({ engine }: StoreContext, move: CaseMove): Promise<void> {
	await engine.write((tx) => writeCaseMoves(tx, [move]));
}

/** Oldest first. */
export async function caseMoves({ engine }: StoreContext, caseId: string): Promise<CaseMove[]> {
	const rows = await engine.query((db) =>
		db
			.selectFrom('fraud_case_moves')
			.selectAll()
			.where('case_id', '=', caseId)
			.orderBy('sequence')
			.execute(),
	);
	return rows.map((row) =>
		parseModel(
			caseMoveSchema,
			{
				caseId: row.case_id,
				from: row.from_status,
				to: row.to_status,
				actor: row.actor,
				note: row.note,
				at: row.at,
			},
			'move',
		),
	);
}
