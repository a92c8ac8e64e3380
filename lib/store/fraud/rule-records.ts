import { sql } from 'kysely';
import type { RuleRecord } from '../../model/fraud-case';
import type { FraudStore } from '../../ports/fraud-store';
import type { StoreContext } from '../engine';

type RecordFilter = Parameters<FraudStore['ruleRecords']>[0];

/** Only these are somebody's answer; a case that ended by itself says nothing of its rules. */
const DECIDED = ['confirmed', 'cleared'] as const;

/** What people made of each rule's hits, by rule; `since` is the time of their decision (F38). */
export async function ruleRecords(
	{ engine }: StoreContext,
	{ programmeId, since }: RecordFilter,
): Promise<RuleRecord[]> {
	const rows = await engine.query((db) => {
		let query = db
			.selectFrom('fraud_cases as c')
			.innerJoin('fraud_case_rules as r', 'r.case_id', 'c.case_id')
			.select(['r.rule_id', countOf('confirmed').as('confirmed'), countOf('cleared').as('cleared')])
			.where('c.status', 'in', DECIDED);
		if (programmeId !== undefined) query = query.where('c.programme_id', '=', programmeId);
		if (since !== undefined) query = query.where('c.decided_at', '>=', since);
		return query.groupBy('r.rule_id').orderBy('r.rule_id').execute();
	});
	return rows.map(({ rule_id: ruleId, confirmed, cleared }) => ({ ruleId, confirmed, cleared }));
}

function countOf(status: (typeof DECIDED)[number]) {
	return sql<number>`cast(sum(case when c.status = ${status} then 1 else 0 end) as integer)`;
}
