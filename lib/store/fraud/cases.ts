import { sql } from 'kysely';
import type { Instant } from '../../kernel';
import type { FraudCase } from '../../model/fraud-case';
import type { FraudStore } from '../../ports/fraud-store';
import { chunks } from '../chunks';
import type { StoreContext } from '../engine';
import { casesOfRows } from './cases-rows';

type CaseFilter = Parameters<FraudStore['cases']>[0];

const COLUMNS = ['c.case_id', 'c.status', 'c.record'] as const;

/** About an affiliate itself, not about one order or coupon of it. */
const AFFILIATE_SUBJECTS = ['affiliate', 'signup'] as const;

export async function fraudCase(
	{ engine }: StoreContext,
	caseId: string,
): Promise<FraudCase | null> {
	return await engine.read(async (tx) => {
		const rows = await tx
			.selectFrom('fraud_cases as c')
			.select(COLUMNS)
			.where('c.case_id', '=', caseId)
			.execute();
		return (await casesOfRows(tx, rows)).at(0) ?? null;
	});
}

/** Open ones first, the highest score before; then the others, newest first. */
export async function cases({ engine }: StoreContext, filter: CaseFilter): Promise<FraudCase[]> {
	const { status, subject, programmeId, affiliateId, limit } = filter;
	return await engine.read(async (tx) => {
		let query = tx.selectFrom('fraud_cases as c').select(COLUMNS);
		if (status !== undefined) query = query.where('c.status', '=', status);
		if (subject !== undefined) query = query.where('c.subject', '=', subject);
		if (programmeId !== undefined) query = query.where('c.programme_id', '=', programmeId);
		if (affiliateId !== undefined) {
			query = query.where('c.case_id', 'in', (part) =>
				part
					.selectFrom('fraud_case_affiliates')
					.select('case_id')
					.where('affiliate_id', '=', affiliateId),
			);
		}
		const rows = await query
			.orderBy(sql`case when c.status = 'open' then 0 else 1 end`)
			.orderBy(sql`case when c.status = 'open' then c.score_millionths else 0 end`, 'desc')
			.orderBy('c.opened_at', 'desc')
			.orderBy('c.case_id')
			.limit(limit)
			.execute();
		return await casesOfRows(tx, rows);
	});
}

/** Newest first. */
export async function openAffiliateCases(
	{ engine }: StoreContext,
	affiliateIds: readonly string[],
): Promise<FraudCase[]> {
	return await engine.read(async (tx) => {
		const found = new Map<string, FraudCase>();
		for (const part of chunks([...new Set(affiliateIds)])) {
			const rows = await tx
				.selectFrom('fraud_case_affiliates as a')
				.innerJoin('fraud_cases as c', 'c.case_id', 'a.case_id')
				.select(COLUMNS)
				.distinct()
				.where('a.affiliate_id', 'in', part)
				.where('c.status', '=', 'open')
				.where('c.subject', 'in', AFFILIATE_SUBJECTS)
				.execute();
			for (const entry of await casesOfRows(tx, rows)) found.set(entry.caseId, entry);
		}
		return [...found.values()].sort(newestFirst);
	});
}

/** Oldest end first. */
export async function expiredCases(
	{ engine }: StoreContext,
	now: Instant,
	limit: number,
): Promise<FraudCase[]> {
	return await engine.read(async (tx) => {
		const rows = await tx
			.selectFrom('fraud_cases as c')
			.select(COLUMNS)
			.where('c.status', '=', 'open')
			.where('c.expires_at', '<=', now)
			.orderBy('c.expires_at')
			.orderBy('c.case_id')
			.limit(limit)
			.execute();
		return await casesOfRows(tx, rows);
	});
}

function newestFirst(a: FraudCase, b: FraudCase): number {
	if (a.openedAt !== b.openedAt) return a.openedAt < b.openedAt ? 1 : -1;
	return a.caseId < b.caseId ? -1 : 1;
}
