import { AffiliateError } from '../../kernel';
import type { CaseMove } from '../../model/fraud-case';
import type { StoreQueries } from '../engine';

/**
 * Moves cases on, each only if it still stands where the move begins, so that of two decisions at
 * once one wins. Throws `case_decided` for the other one, `unknown_case` where there is no such
 * case; either ends the transaction and with it everything else that was decided.
 */
export async function writeCaseMoves(tx: StoreQueries, moves: readonly CaseMove[]): Promise<void> {
	for (const move of moves) {
		const { numUpdatedRows } = await tx
			.updateTable('fraud_cases')
			.set({ status: move.to, decided_at: move.to === 'open' ? null : move.at })
			.where('case_id', '=', move.caseId)
			.where('status', '=', move.from ?? '')
			.executeTakeFirstOrThrow();
		if (numUpdatedRows !== 1n) throw await refusal(tx, move);
		await insertCaseMove(tx, move);
	}
}

/** Adds the step alone; for a case that is opened, whose row has its status already. */
export async function insertCaseMove(tx: StoreQueries, move: CaseMove): Promise<void> {
	await tx
		.insertInto('fraud_case_moves')
		.values({
			case_id: move.caseId,
			from_status: move.from,
			to_status: move.to,
			actor: move.actor,
			note: move.note,
			at: move.at,
		})
		.execute();
}

async function refusal(tx: StoreQueries, { caseId, from }: CaseMove): Promise<AffiliateError> {
	const row = await tx
		.selectFrom('fraud_cases')
		.select('status')
		.where('case_id', '=', caseId)
		.executeTakeFirst();
	if (row === undefined) {
		return new AffiliateError('There is no such fraud case', {
			code: 'unknown_case',
			path: 'caseId',
			hint: 'Take the id from the list of cases.',
			details: { caseId },
		});
	}
	return new AffiliateError(`The case is '${row.status}' and no longer '${from ?? 'new'}'`, {
		code: 'case_decided',
		path: 'caseId',
		hint: 'Somebody else was faster, or it ended by itself. Read the case again before you decide.',
		details: { caseId, status: row.status },
	});
}
