import { contentHash, type Instant } from '../../kernel';
import type { CaseStatus, FraudCase } from '../../model/fraud-case';
import type { SaveOutcome } from '../../ports/store-records';
import { chunks } from '../chunks';
import type { StoreContext, StoreQueries } from '../engine';
import { writeAudit } from '../registry/audit';
import type { FraudCasesTable } from '../tables';
import { hitRules, openCaseRow } from './cases-rows';
import { insertCaseMove, writeCaseMoves } from './write-case-moves';

/** Who moves a case when no person does. */
const SYSTEM = 'system';

/** Opens a case of the scan; what is open or was decided already stays as it is. */
export async function openCase(
	{ engine }: StoreContext,
	fraudCase: FraudCase,
): Promise<SaveOutcome> {
	return await engine.write(async (tx): Promise<SaveOutcome> => {
		await engine.lock(tx, `fraud-case:${fraudCase.caseId}`);
		const known = await caseRow(tx, fraudCase.caseId);
		if (known !== undefined && known.status !== 'superseded') return 'unchanged';
		await (known === undefined ? insertCase(tx, fraudCase) : reopenCase(tx, fraudCase));
		return known === undefined ? 'created' : 'updated';
	});
}

/**
 * Opens the case of an order's check, or gives an open one the new findings; when it was opened and
 * when it ends stay. One that was decided or is over stays as it is; one that a later check had
 * found without ground is opened again. The caller holds the lock of the order.
 */
export async function openOrderCase(
	context: StoreContext,
	tx: StoreQueries,
	fraudCase: FraudCase,
): Promise<void> {
	const known = await caseRow(tx, fraudCase.caseId);
	if (known === undefined) await insertCase(tx, fraudCase);
	else if (known.status === 'superseded') await reopenCase(tx, fraudCase);
	else if (known.status === 'open') await renewFindings(context, tx, known, fraudCase);
}

/** Ends the open cases of an order that its last check finds no ground for. */
export async function supersedeOrderCases(
	{ engine }: StoreContext,
	tx: StoreQueries,
	order: { readonly storeKey: string; readonly orderId: string },
	at: Instant,
): Promise<void> {
	const open = tx
		.selectFrom('fraud_cases')
		.select('case_id')
		.where('store_key', '=', order.storeKey)
		.where('order_id', '=', order.orderId)
		.where('subject', '=', 'order')
		.where('status', '=', 'open');
	// Somebody may be deciding at this moment; their decision comes first.
	const rows = await (engine.kind === 'postgres' ? open.forUpdate() : open).execute();
	await writeCaseMoves(
		tx,
		rows.map((row) => systemMove(row.case_id, 'open', 'superseded', at)),
	);
}

async function insertCase(tx: StoreQueries, fraudCase: FraudCase): Promise<void> {
	await tx.insertInto('fraud_cases').values(openCaseRow(fraudCase)).execute();
	await insertCaseMove(tx, systemMove(fraudCase.caseId, null, 'open', fraudCase.openedAt));
	await writeLinks(tx, fraudCase);
}

async function reopenCase(tx: StoreQueries, fraudCase: FraudCase): Promise<void> {
	const { caseId, openedAt } = fraudCase;
	await writeCaseMoves(tx, [systemMove(caseId, 'superseded', 'open', openedAt)]);
	const { case_id: _caseId, ...columns } = openCaseRow(fraudCase);
	await tx.updateTable('fraud_cases').set(columns).where('case_id', '=', caseId).execute();
	await replaceLinks(tx, fraudCase);
}

async function renewFindings(
	{ clock }: StoreContext,
	tx: StoreQueries,
	known: FraudCasesTable,
	found: FraudCase,
): Promise<void> {
	const renewed = { ...found, openedAt: known.opened_at, expiresAt: known.expires_at };
	const { case_id: caseId, ...columns } = openCaseRow(renewed);
	if (columns.record === known.record) return;
	const { numUpdatedRows } = await tx
		.updateTable('fraud_cases')
		.set(columns)
		.where('case_id', '=', caseId)
		.where('status', '=', 'open')
		.executeTakeFirstOrThrow();
	// Somebody decided since it was read: what they decided on stays.
	if (numUpdatedRows !== 1n) return;
	await replaceLinks(tx, renewed);
	await writeAudit(tx, {
		kind: 'fraud_case',
		recordId: caseId,
		action: 'updated',
		beforeHash: contentHash(known.record),
		afterHash: contentHash(columns.record),
		at: clock.now(),
	});
}

async function replaceLinks(tx: StoreQueries, fraudCase: FraudCase): Promise<void> {
	for (const table of ['fraud_case_affiliates', 'fraud_case_rules'] as const) {
		await tx.deleteFrom(table).where('case_id', '=', fraudCase.caseId).execute();
	}
	await writeLinks(tx, fraudCase);
}

async function writeLinks(tx: StoreQueries, fraudCase: FraudCase): Promise<void> {
	const { caseId } = fraudCase;
	for (const part of chunks([...new Set(fraudCase.affiliateIds)])) {
		const rows = part.map((affiliateId) => ({ case_id: caseId, affiliate_id: affiliateId }));
		await tx.insertInto('fraud_case_affiliates').values(rows).execute();
	}
	for (const part of chunks(hitRules(fraudCase))) {
		const rows = part.map((ruleId) => ({ case_id: caseId, rule_id: ruleId }));
		await tx.insertInto('fraud_case_rules').values(rows).execute();
	}
}

async function caseRow(tx: StoreQueries, caseId: string): Promise<FraudCasesTable | undefined> {
	return await tx
		.selectFrom('fraud_cases')
		.selectAll()
		.where('case_id', '=', caseId)
		.executeTakeFirst();
}

function systemMove(caseId: string, from: CaseStatus | null, to: CaseStatus, at: Instant) {
	return { caseId, from, to, actor: SYSTEM, note: null, at };
}
