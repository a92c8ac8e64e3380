import { fraudCaseSchema, type FraudCase } from '../../model/fraud-case';
import { toJson } from '../../model/json';
import { parseModel } from '../../model/parse';
import { chunks } from '../chunks';
import type { StoreQueries } from '../engine';
import type { FraudCasesTable } from '../tables';

const MILLIONTHS = 1_000_000;

/** What people and time made of a case stands in its moves, not in its record. */
type MovedField = 'status' | 'decidedAt' | 'decidedBy' | 'note';

/** The row of a case that is open. */
export function openCaseRow(fraudCase: FraudCase): FraudCasesTable {
	const { status: _status, decidedAt: _at, decidedBy: _by, note: _note, ...content } = fraudCase;
	return {
		case_id: content.caseId,
		subject: content.subject,
		programme_id: content.programmeId,
		conversion_id: content.conversionId,
		store_key: content.storeKey,
		order_id: content.orderId,
		coupon_code: content.couponCode,
		status: 'open',
		holds: content.holds ? 1 : 0,
		score_millionths: Math.round(content.score * MILLIONTHS),
		opened_at: content.openedAt,
		expires_at: content.expiresAt,
		decided_at: null,
		record: JSON.stringify(toJson<Omit<FraudCase, MovedField>>(content)),
	};
}

/** Cases with what their last moves tell, in the order of the rows. */
export async function casesOfRows(
	tx: StoreQueries,
	rows: ReadonlyArray<Pick<FraudCasesTable, 'case_id' | 'status' | 'record'>>,
): Promise<FraudCase[]> {
	const ends = await lastMoves(
		tx,
		rows.flatMap((row) => (row.status === 'open' ? [] : row.case_id)),
	);
	return rows.map((row) => {
		const end = ends.get(row.case_id);
		return parseModel(
			fraudCaseSchema,
			{
				...(JSON.parse(row.record) as object),
				status: row.status,
				decidedAt: end?.at ?? null,
				decidedBy: end?.actor ?? null,
				note: end?.note ?? null,
			},
			'case',
		);
	});
}

/**
 * The rules that hit, with effect or only shown, each once. A soft finding that weighs nothing informs
 * of somebody else (F10 at an order): what people decide says nothing of its rule.
 */
export function hitRules(fraudCase: FraudCase): string[] {
	const hits = fraudCase.findings.filter(
		({ status, weight, isHard }) => status === 'hit' && (isHard || weight > 0),
	);
	return [...new Set(hits.map(({ ruleId }) => ruleId))];
}

interface LastMove {
	readonly actor: string;
	readonly note: string | null;
	readonly at: string;
}

async function lastMoves(
	tx: StoreQueries,
	caseIds: readonly string[],
): Promise<Map<string, LastMove>> {
	const moves = new Map<string, LastMove>();
	for (const part of chunks(caseIds)) {
		const rows = await tx
			.selectFrom('fraud_case_moves')
			.select(['case_id', 'actor', 'note', 'at'])
			.where('case_id', 'in', part)
			.orderBy('case_id')
			.orderBy('sequence')
			.execute();
		for (const { case_id: caseId, ...move } of rows) moves.set(caseId, move);
	}
	return moves;
}
